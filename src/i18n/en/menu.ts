import type { Language } from '../../domain/people/people.ts';
import { fitLabel, labelLimits } from '../clipping.ts';
import type { Texts } from '../texts.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

/** Languages are named in themselves. */
const languages: Readonly<Record<Language, string>> = { ja: '日本語', en: 'English' };

export const menu: Texts['menu'] = {
  buttons: { open: 'Open the meeting', cannot: "I can't make it", settings: 'Settings' },
  shortcuts: {
    reflect: 'Reflect',
    next: 'Next meeting',
    murmur: 'Murmur',
    whereToTurn: 'Where to turn',
    usage: 'Help',
    settings: 'Settings',
  },
  rich: { bar: 'Menu', reflect: 'Reflect', next: 'Next', murmur: 'Murmur', whereToTurn: 'Where to turn' },

  next: (session) => {
    const line = `Next (${names.session(session)}): ${dates.dayTime(session.at, session.zone)}, with ${names.mentors(session)}.`;
    return session.kind === 'mentoring' ? `${line} ${session.left} to go.` : line;
  },
  nextSummary: ({ at, zone }) => `Next: ${dates.dayTime(at, zone)}`,
  nextNone: 'The next date is being arranged.',

  help: {
    text: ({ contact, hours }) =>
      `Bansou is not a counselling line and nobody watches all the time. Coordinators: ${contact}, ${hours}.`,
    textWithPlaces: ({ contact, hours, at, zone }) =>
      `Bansou is not a counselling line and nobody watches all the time. Coordinators: ${contact}, ${hours}. These people listen, too (checked ${dates.shortDay(at, zone)}).`,
    buttons: {
      call: ({ place }) => `Call ${fitLabel(place, labelLimits.buttons - 5)}`,
      contactMe: 'Ask coordinators to contact me',
    },
  },

  usage: "The menu below is always there. Writing '4', 'skip' or 'back' works like a button.",

  settings: {
    ask: 'What would you like to change?',
    buttons: { hours: 'Notice hours', consent: 'What is kept', language: 'Language' },
    hours: {
      ask: ({ ranges }) =>
        ranges.length === 0
          ? 'When may notices arrive? Right now no hours are set.'
          : `When may notices arrive? Right now none arrive at ${dates.ranges(ranges)}.`,
      buttons: { day: '8:00–21:00', office: '9:00–18:00', noon: '12:00–13:00' },
      saved: ({ ranges }) => `All right. No notices at ${dates.ranges(ranges)}.`,
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
    throughDesk: ({ contact }) =>
      `To pause, to leave, or to see and delete your records, please ask the coordinators: ${contact}`,
  },
};
