import type { Texts } from '../../texts.ts';
import { dates } from '../dates.ts';
import { names, startOf } from '../names.ts';

const addToCalendar = 'Add to calendar';

export const calendar: Texts['calendar'] = {
  name: 'Bansou',
  entry: ({ kind, number }) => `Bansou: ${names.session({ kind, number })}`,
  buttons: { add: addToCalendar },
  slackButtons: { add: addToCalendar },
  at: ({ at, zones, ...session }) => `${startOf(names.session(session))}: ${dates.bothZones({ at, zones })}`,
  none: 'There is no calendar address to give at the moment.',

  home: {
    text: "Your own calendar app can show the dates by itself. Put this address into its 'Add by URL'. Moves and cancellations show there, too.",
    secret:
      'Whoever knows this address sees your dates and meeting links. Once you make a new one, the former no longer works.',
    slackButtons: { open: 'Calendar', renew: 'Make a new address' },
  },
};
