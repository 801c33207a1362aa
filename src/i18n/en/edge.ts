import type { Texts } from '../texts.ts';
import { dates } from './dates.ts';
import { names, startOf } from './names.ts';

export const edge: Texts['edge'] = {
  media: {
    image: 'I cannot take pictures here and have not stored it. A few words or a button will do.',
    video: 'I cannot take videos here and have not stored it. A few words or a button will do.',
    audio: 'I cannot take sound here and have not stored it. A few words or a button will do.',
    file: 'I cannot take files here and have not stored it. A few words or a button will do.',
    location: 'I cannot take places here and have not stored it. A few words or a button will do.',
    sticker: 'Thank you for the sticker.',
    shortcuts: { next: 'Next meeting', reflect: 'Reflect', whereToTurn: 'Where to turn' },
  },
  unsendNote: 'The message you took back is deleted here too.',
  backHello: 'Welcome back. Everything is as you left it.',

  oldButton: {
    moved: (session) => `This meeting has moved to ${dates.dayTime(session.at, session.zone)}.`,
    cancelled: 'This meeting was called off.',
    past: 'This meeting is over.',
    notYours: 'This button was meant for someone else. Nothing has changed.',
    unknown: 'What this button belonged to is no longer here.',
    stands: (session) =>
      `${startOf(names.session(session))} is planned for ${dates.dayTime(session.at, session.zone)}.`,
  },

  trouble: 'What you sent is kept. Showing it takes a little longer.',
  group: 'Please use Bansou in a one-to-one chat.',
  erased: 'All your records are deleted. You can delete this chat on your phone.',
  noProgramme: ({ contact }) => `You are not in a programme at present. Coordinators: ${contact}`,
};
