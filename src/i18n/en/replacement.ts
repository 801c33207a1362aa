import type { Texts } from '../texts.ts';
import { names } from './names.ts';

export const replacement: Texts['replacement'] = {
  participant: {
    summary: 'News of your mentors',
    told: ({ names: pair }) => `Your mentors from now on: ${names.people({ names: pair })}.`,
    earlier: ({ name }) => `What your mentors could read so far, ${name} can read too.`,
    ask: ({ name }) => `May ${name} read your earlier reflections?`,
    buttons: {
      fine: "That's fine",
      hide: 'Not the earlier ones',
      show: 'The earlier ones, too',
      settings: 'Earlier reflections',
    },
    shown: ({ name }) =>
      `All right. ${name} can read the earlier ones, too. You can change this under 'Settings' at any time.`,
    hidden: ({ name }) =>
      `All right. The earlier ones are not shown to ${name}. You can change this under 'Settings' at any time.`,
    over: ({ name }) => `${name} is no longer your mentor and cannot read the earlier ones any more.`,
  },

  mentor: {
    welcome: ({ team, names: partners }) =>
      partners.length === 0
        ? `You are taking over ${names.team({ team })}.`
        : `You are taking over ${names.team({ team })}, together with ${names.people({ names: partners })}.`,
    earlier:
      'You can read the notes of the pair so far, and of the earlier reflections what the participants let you see. For a day after they were told we wait for their word.',
    slackButtons: { read: 'Read the notes so far' },
    modalTitles: { earlier: 'So far' },
    heading: ({ name, ...session }) => `${name}: ${names.title(session)}`,
    none: 'There is nothing for you to read at present.',
    note: 'The two mentors and the coordinators read this. The organisation does not.',
  },

  former: {
    withdrawn: 'Your part has ended, so what stood here is closed.',
    withdrawnInGroup:
      'The pair has changed, so what stood here is closed. News arrives in another place from now on.',
    button: ({ team, contact }) =>
      `Your part as a mentor of ${names.team({ team })} has ended. Nothing has changed. Coordinators: ${contact}`,
  },
};
