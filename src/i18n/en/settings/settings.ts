import type { Language } from '../../../domain/people/people.ts';
import type { Texts } from '../../texts.ts';
import { dates } from '../dates.ts';
import { names } from '../names.ts';

/** Languages are named in themselves. */
const languages: Readonly<Record<Language, string>> = { ja: '日本語', en: 'English' };

export const settings: Texts['settings'] = {
  ask: 'What would you like to change?',
  buttons: {
    hours: 'Notice hours',
    fewer: 'Fewer notices',
    usual: 'All notices again',
    pause: 'Pause',
    resume: 'Resume',
    language: 'Language',
    consent: 'What is kept',
    leave: 'Leave',
    records: 'My records',
  },
  eraseAtDesk: ({ contact }) => `To have your records deleted, please ask the coordinators: ${contact}`,

  hours: {
    ask: ({ ranges, zone }) =>
      ranges.length === 0
        ? 'When may notices arrive? Right now no hours are set.'
        : `When may notices arrive? Right now none arrive at ${dates.ranges(ranges)} (${dates.zoneTime(zone)}).`,
    buttons: {
      day: '8:00–21:00',
      office: '9:00–18:00',
      noon: '12:00–13:00',
      zone: 'Change where I live',
    },
    saved: ({ ranges }) => `All right. No notices at ${dates.ranges(ranges)}.`,
  },
  zone: {
    ask: ({ zone }) => `Where should your times be from? Right now it is ${dates.zoneTime(zone)}.`,
    buttons: { elsewhere: 'Somewhere else' },
    saved: ({ zone }) => `All right. From now on in ${dates.zoneTime(zone)}.`,
  },
  consent: {
    agreed: 'Right now you use reminders and reflections.',
    remindersOnly: 'Right now you receive reminders only.',
    buttons: {
      agree: 'Use reflections too',
      remindersOnly: 'Reminders only',
      readInFull: 'Read in full',
    },
    nowRemindersOnly:
      'All right, reminders only. What you wrote so far stays as it is. You can change this at any time.',
  },
  language: {
    ask: 'Which language would you like?',
    buttons: languages,
    saved: 'All right. From now on in English.',
  },
  fewer: {
    on: 'All right. You will not be asked for reflections. Reminders stay. The menu is open for a reflection at any time.',
    off: 'All right. You will be asked for reflections again.',
  },
  pause: {
    ask: 'Until when would you like to pause?',
    buttons: { weeks2: 'Two weeks', month1: 'One month', pick: 'Pick a day' },
    shortcuts: { resume: 'Resume' },
    on: ({ at, zone }) =>
      `Paused until ${dates.monthDay(at, zone)}. No notices. Your mentors only learn that you pause.`,
    past: 'That day is over.',
    tooFar: ({ at, zone }) => `Please choose a day up to ${dates.monthDay(at, zone)}.`,
    off: 'Welcome back. Notices are on again.',
    none: 'You are not pausing at present.',
  },
  leave: {
    which: 'Which programme would you like to leave?',
    ask: ({ months }) => `Leave? Your reflections are deleted after ${months} months.`,
    buttons: { leave: 'Leave', stay: 'Stay' },
    stay: 'All right, you stay.',
    done: 'You have left. Thank you.',
  },
  records: {
    none: 'There are no records yet.',
    before: 'Questions before the start',
    chosen: ({ label, labels }) => `${label}: ${labels.join(', ')}`,
    words: ({ label, text }) => `${label}: ${text}`,
    more: 'There is more.',
    end: 'These are all your records. Your murmurs stand in this chat.',
    buttons: { more: 'Earlier records' },
  },

  pair: {
    paused: ({ name }) => `${names.person({ name })} is taking a pause.`,
    back: ({ name }) => `${names.person({ name })} is back.`,
    resting: ({ name }) => `${names.person({ name })} is taking a pause and was sent no notice.`,
    left: ({ name }) => `${names.person({ name })} has left the programme.`,
  },
  desk: {
    left: ({ name, team }) =>
      team === ''
        ? `${names.person({ name })} has left the programme.`
        : `${names.team({ team })}: ${names.person({ name })} has left the programme.`,
  },
};
