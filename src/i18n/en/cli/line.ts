import type { Texts } from '../../texts.ts';

const languages = { ja: 'Japanese', en: 'English' } as const;

export const line: Texts['cli']['line'] = {
  menus: {
    made: ({ language }) => `Made the ${languages[language]} menu.`,
    shownToAll: 'The Japanese menu now stands below the talk of everybody.',
    given: ({ count }) => `Menus brought in line with their reader's language: ${count}`,
    former: ({ count }) => `Former menus taken away: ${count}`,
    unchanged: 'The menus are in place already. Nothing was changed.',
    removed: ({ count }) => `Menus taken off LINE: ${count}`,
  },
  dryRun: 'The above is what would happen. Nothing was changed at LINE.',
  problems: {
    token:
      'LINE does not accept the access token. Issue a new one for the channel in LINE Developers and put it into .env as LINE_CHANNEL_ACCESS_TOKEN.',
    limited:
      "LINE's limit is reached (menus may be made and deleted 100 times an hour). Please run it again in an hour.",
    away: 'LINE cannot be reached. Check the network and LINE_API_URL, and run it again; what was done so far is not lost.',
    refused: ({ reason }) => `LINE refused (${reason}). If it does so again, please report this line.`,
  },
};
