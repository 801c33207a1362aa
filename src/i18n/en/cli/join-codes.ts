import { joinLink } from '../../join-link.ts';
import type { Texts } from '../../texts.ts';
import { dates } from '../dates.ts';

export const joinCodes: Texts['cli']['joinCodes'] = {
  once: 'Codes are shown this once only.',
  code: ({ name, code }) => `${name}: ${code}`,
  expires: ({ at, zone }) => `Good until ${dates.dayTime(at, zone)}, once.`,
  friend: ({ link }) => `Add as a friend: ${link}`,
  mailHeading: 'Text of the mail, ready to send',
  mail: {
    subject: ({ programme }) => `${programme}: your join code for LINE`,
    body: ({ name, programme, code, account, contact, at, zone }) =>
      [
        `Dear ${name},`,
        '',
        `This is the coordinators of ${programme}.`,
        'News about your mentoring comes from our messenger bot on LINE, Bansou.',
        '',
        'Open this link on your phone: the join code is already typed in, and you only need to send it.',
        joinLink({ account, code }),
        '',
        `Join code: ${code}`,
        `It is good until ${dates.dayTime(at, zone)}, once.`,
        '',
        'Before anything else you will read who reads what. You can also choose reminders only.',
        `If anything is unclear, please ask us: ${contact}`,
      ].join('\n'),
  },
  possible: ({ name }) => `A code can be made for ${name}.`,
  alreadyConnected: ({ name }) => `${name} is already connected on LINE. No code was made.`,
  replaced: ({ name }) => `The earlier code of ${name} can no longer be used.`,
  notParticipant: ({ name }) =>
    `${name} is not a participant. Join codes are for participants, who use LINE.`,
  noAccount: "No LINE account is set. Please put it into the programme's settings.",
};
