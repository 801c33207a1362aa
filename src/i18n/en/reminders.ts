import type { SessionKind, Stance } from '../../domain/sessions/sessions.ts';
import type { Texts } from '../texts.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

const stances: Readonly<Record<Stance, string>> = {
  listen: 'Just listen, please',
  sort: 'Sort it out together',
  advice: "I'd like advice",
};

/** The stance inside a sentence. */
const kept: Readonly<Record<Stance, string>> = {
  listen: 'Just listen',
  sort: 'Sort it out together',
  advice: "I'd like advice",
};

function meetingName(kind: SessionKind): string {
  switch (kind) {
    case 'mentoring':
      return 'the meeting';
    case 'training':
      return 'the training';
    case 'closing':
      return 'the closing meeting';
    case 'mentors_closing':
      return "the mentors' closing";
  }
}

export const reminders: Texts['reminders'] = {
  participant: {
    summary: ({ at, zone }) => `About ${dates.dayTime(at, zone)}`,
    heading: (moment) => dates.relativeDayTime(moment),
    mentoring: ({ number, programme, mentors, minutes }) =>
      `Mentoring, ${names.session({ kind: 'mentoring', number, programme })}, with ${names.mentors({ mentors })}, about ${minutes} minutes.`,
    closing: ({ mentors, minutes }) =>
      `The closing meeting: looking back together with ${names.mentors({ mentors })}, about ${minutes} minutes.`,
    noLink: "You will find the meeting's link under 'Next' in the menu.",
    buttons: { open: 'Open the meeting', cannot: "I can't make it", reflect: 'Reflect afterwards' },
    reflectBefore: ({ kind }) => `Please tap this again after ${meetingName(kind)}.`,
  },

  stance: {
    ask: () => 'How would you like to be heard? You need not choose.',
    buttons: stances,
    kept: ({ stance }) => `'${kept[stance]}' – your mentors will see it.`,
    shortcuts: { change: 'Change it', takeBack: 'Take it back' },
    takenBack: 'All right, it is taken back.',
  },

  pair: {
    summary: ({ kind, number, programme, at, zones }) =>
      `About ${dates.bothZones({ at, zones })}: ${names.session({ kind, number, programme })}`,
    heading: ({ kind, number, programme, at, zone, now }) =>
      `${dates.relativeDayTime({ at, zone, now })}: ${names.session({ kind, number, programme })}`,
    headingInZones: ({ kind, number, programme, at, zones }) =>
      `${dates.bothZones({ at, zones })}: ${names.session({ kind, number, programme })}`,
    participants: ({ names: people }) =>
      `Participant ${people.length === 0 ? '–' : names.people({ names: people })}`,
    stance: ({ stance }) => `How to listen today: ${stances[stance]}`,
    stanceOf: ({ name, stance }) => `How to listen today (${name}): ${stances[stance]}`,
    minutes: ({ minutes }) => `About ${minutes} minutes.`,
    notJoined: ({ name }) => `${name} is not on LINE. Please pass the details on by your usual contact.`,
    atTheEnd: "At the end, please say: 'after the call, tap Reflect afterwards in LINE'.",
    buttons: { open: 'Open the meeting' },
    noLink: 'No link is registered for this meeting so far.',
  },

  line: (session) => `${dates.dayTime(session.at, session.zone)}, ${names.session(session)}`,
};
