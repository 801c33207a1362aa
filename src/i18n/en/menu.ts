import { fitLabel, labelLimits } from '../clipping.ts';
import type { Texts } from '../texts.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

const remaining = ({ left, endsOn, zone }: Parameters<Texts['menu']['nextNoneOf']>[0]) =>
  `${left} to go until ${dates.monthDay(endsOn, zone)}.`;

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
    const line = `Next (${names.session(session)}): ${dates.bothZones(session)}, with ${names.mentors(session)}.`;
    return session.kind === 'mentoring' ? `${line} ${remaining(session)}` : line;
  },
  nextSummary: ({ at, zone }) => `Next: ${dates.dayTime(at, zone)}`,
  nextNone: 'The next date is being arranged.',
  nextNoneOf: (left) => `The next date is being arranged. ${remaining(left)}`,

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
};
