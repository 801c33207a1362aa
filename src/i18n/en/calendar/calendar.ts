import type { Texts } from '../../texts.ts';
import { names } from '../names.ts';

const addToCalendar = 'Add to calendar';

export const calendar: Texts['calendar'] = {
  name: 'Bansou',
  entry: ({ kind, number }) => `Bansou: ${names.session({ kind, number })}`,
  buttons: { add: addToCalendar },
  slackButtons: { add: addToCalendar },

  home: {
    text: "Your own calendar app can show the dates by itself. Put this address into its 'Add by URL'. Moves and cancellations show there, too.",
    secret:
      'Whoever knows this address sees your dates and meeting links. Once you make a new one, the former no longer works.',
    slackButtons: { open: 'Calendar', renew: 'Make a new address' },
  },
};
