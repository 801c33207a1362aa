import type { Texts } from '../texts.ts';

export const murmurs: Texts['murmurs'] = {
  kept: "Kept, for you only. Nobody reads it until you tap 'Tell the coordinators'.",
  buttons: {
    tell: 'Tell the coordinators',
    next: 'Next meeting',
    reflect: 'Reflect',
    whereToTurn: 'Where to turn',
  },
  keptMore: 'Kept for you only, too.',
  shortcuts: {
    tell: 'Tell coordinators',
    remove: 'Delete it',
    whereToTurn: 'Where to turn',
    tellFromForm: 'Tell coordinators',
    contactMe: 'Please contact me',
    takeBack: 'Take it back',
    neverMind: 'Never mind',
  },
  keptInForm: 'Kept as a murmur, for you only. Your reflection goes on here.',
  invite: 'Just write. It stays with you only.',
  neverMind: 'All right. Nothing is kept.',
  removed: 'Deleted.',
  sent: ({ hours }) =>
    `The coordinators have it. Nobody watches all the time; they read it ${hours}. If it is urgent, see 'Where to turn'.`,
  takenBack: 'Taken back. The coordinators cannot read it any more.',
  contactAsked: ({ hours }) =>
    `The coordinators know that you would like to be contacted. Nobody watches all the time; they read it ${hours}.`,
  gone: 'This murmur is no longer here.',
};
