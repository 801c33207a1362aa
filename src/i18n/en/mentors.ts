import type { Language } from '../../domain/people/people.ts';
import { clockTime } from '../local-days.ts';
import type { SessionAt, SessionName } from '../params.ts';
import type { Texts } from '../texts.ts';
import { dates } from './dates.ts';
import { names, startOf } from './names.ts';

/** Languages are named in themselves. */
const languages: Readonly<Record<Language, string>> = { ja: '日本語', en: 'English' };

/** Meeting 2 (12 Nov, 21:00, Ann); without participants the date and time alone. */
function meeting(session: SessionAt & { readonly names: readonly string[] }): string {
  const start = `${dates.monthDay(session.at, session.zone)}, ${clockTime(session.at, session.zone)}`;
  const who = session.names.length === 0 ? '' : `, ${names.people(session)}`;
  return `${startOf(names.session(session))} (${start}${who})`;
}

/** Titles have 24 signs, so every kind has a short one. */
function modalTitle({ kind, number }: SessionName): string {
  switch (kind) {
    case 'mentoring':
      return `Meeting ${number}`;
    case 'training':
      return 'The training';
    case 'closing':
      return 'The closing meeting';
    case 'mentors_closing':
      return "The mentors' closing";
  }
}

export const mentors: Texts['mentors'] = {
  greeting: {
    summary: "I am Bansou, the programme's messenger bot",
    text: ({ name, ranges, zone }) =>
      [
        `Hello ${name}, I am Bansou, the programme's messenger bot.`,
        `· Quiet hours: ${dates.ranges(ranges)} (${dates.zoneName(zone)})`,
        '· A reflection takes two minutes. Satisfaction: coordinators only; what was sorted out and next step: your partner and the coordinators; worries: coordinators only.',
        'May we start?',
      ].join('\n'),
    slackButtons: {
      agree: 'Agree and start',
      remindersOnly: 'Reminders only',
      changeHours: 'Change hours',
      readInFull: 'Read in full',
    },
    agreed: 'Thank you, all set.',
    remindersOnly: 'All right, reminders only. You can change this at any time.',
  },

  pairGreeting: {
    summary: "Your pair's place with Bansou",
    text: ({ names: pair }) =>
      `${pair.join(', ')}: this is your pair's place with Bansou. Reminders, news from your participant and dates arrive here. Ratings and worries are asked in your own DMs.`,
    slackButtons: { next: 'Next meeting', usage: 'Help' },
  },
  connected: ({ name }) => `${name} is connected on LINE.`,

  reflection: {
    summary: (session) => `A reflection on ${names.session(session)} (two minutes)`,
    ask: (session) => `${meeting(session)}: thank you. This takes two minutes.`,
    askTraining: (session) => `${meeting(session)}: thank you. Two questions, if you like.`,
    nudge: (session) =>
      `You can still leave a reflection on ${names.session(session)} here. This is the last notice.`,
    kept: ({ answer }) => `${answer} is kept.`,
    sent: 'Received. You can change it later, too.',
    later: 'All right. This message goes on from here at any time.',
    never: 'All right. No more notices for this meeting. If you change your mind, write from this message.',
    cancelled: 'This meeting was called off.',
    slackButtons: {
      later: 'Later',
      never: 'Not this time',
      writeRest: 'Write the rest',
      change: 'Change',
      send: 'Send this',
      write: 'Reflect',
    },
  },

  modal: {
    modalTitles: {
      reflection: modalTitle,
      hours: 'Notice hours',
      terms: 'Who reads what',
      submit: 'Send this',
      later: 'Later',
      save: 'Save',
      close: 'Close',
    },
    cancelled: 'This meeting was called off; only the worry is delivered.',
    tooLong: ({ max }) => `Please stay within ${max.toLocaleString('en-GB')} characters.`,
    hours: {
      label: ({ zone }) => `Quiet hours (${dates.zoneName(zone)})`,
      hint: 'Such as 18:00-21:00, 23:00-7:00',
      malformed: "Please write it like '18:00-21:00', several with commas between them.",
    },
  },

  shared: {
    summary: (session) => `A reflection on ${names.session(session)} has arrived`,
    heading: ({ name, ...session }) => `From ${name}: a reflection on ${names.title(session)}.`,
    field: ({ label }) => `${label}:`,
    visible: 'Words shown to the two mentors and the coordinators. The organisation does not see them.',
    withdrawn: 'The words that stood here were taken back.',
  },
  partner: {
    heading: ({ name, ...session }) => `${name} on ${names.title(session)}.`,
    visible: 'The pair and the coordinators read this; the participant does not.',
  },

  next: {
    none: 'The next date is being arranged.',
    slackButtons: { open: 'Open the meeting' },
  },

  home: {
    heading: 'Bansou',
    openReflections: 'Open reflections',
    noReflections: 'No reflection is open right now.',
    hours: ({ ranges, zone }) =>
      ranges.length === 0
        ? 'No quiet hours are set.'
        : `Quiet hours: ${dates.ranges(ranges)} (${dates.zoneName(zone)})`,
    hoursSaved: ({ ranges, zone }) =>
      ranges.length === 0
        ? 'All right. No quiet hours are set.'
        : `All right. Quiet at ${dates.ranges(ranges)} (${dates.zoneName(zone)}).`,
    remindersOnly: 'Right now you receive reminders only.',
    agreed: 'Right now you use reminders and reflections.',
    languageSaved: 'All right. From now on in English.',
    slackButtons: {
      changeHours: 'Change hours',
      agree: 'Use reflections too',
      remindersOnly: 'Reminders only',
      language: languages,
    },
  },
  usage:
    "Reminders arrive in your pair's place, reflections in this DM. Your next meeting and the settings are always in the Home tab here. What you write here stays with you only.",
  commandList: [
    '/bansou next: the next meeting and its link',
    '/bansou schedule: offer times for the next meeting',
    '/bansou move: change the time of the next meeting',
    '/bansou cancel: skip the next meeting',
    '/bansou met (or: notmet): say whether you met',
    '/bansou away: say when you are away',
    '/bansou help: this list',
    'Japanese works too: 次回, 日程, 変更, 中止, 会えた, 会えなかった, お休み, 使い方',
  ].join('\n'),

  truth: ({ truth }) => `This is how it stands now: ${truth}`,
  truths: {
    answered: ({ answer }) => `${answer} is kept.`,
    stands: ({ at, zones, ...session }) =>
      `${startOf(names.session(session))} is planned for ${dates.bothZones({ at, zones })}.`,
    cancelled: 'This meeting was called off.',
    over: 'This meeting is over.',
    closed: ({ at, zone, ...session }) =>
      `${startOf(names.session(session))} closed on ${dates.monthDay(at, zone)}.`,
    notYours: 'This button was meant for someone else. Nothing has changed.',
  },
};
