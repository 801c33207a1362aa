import type { Texts } from '../../texts.ts';
import { dates } from '../dates.ts';

export const supporters: Texts['supporters'] = {
  header: (days) => `Your teams, ${dates.span(days)}`,
  line: ({ team, met, still, next }) =>
    `${team}: ${[met, still, next].filter((part) => part !== null).join(', ')}`,
  held: ({ starts, zone }) => `met ${starts.map((at) => dates.shortDay(at, zone)).join(' and ')}`,
  before: ({ at, zone }) => `last date ${dates.shortDay(at, zone)}`,
  notYet: 'the first meeting is still to come',
  still: {
    days: ({ days }) => `${days} days ago`,
    sinceStart: ({ days }) => `${days} days since the start`,
    pause: ({ at, zone }) => `a break until ${dates.shortDay(at, zone)}`,
  },
  next: {
    set: ({ at, zone }) => `next ${dates.shortDayOfWeekTime(at, zone)}`,
    offered: ({ since }) => `the next date is being found (${since})`,
    arranging: 'the next date is being found',
    none: 'no next date yet',
    done: 'all planned meetings have taken place',
    over: 'the weeks of mentoring are over',
  },
  more: ({ count }) => `and ${count} more (see 'Details')`,
  note: 'With so few people, satisfaction and response counts are not shown.',
  slackButtons: { desk: 'Talk to the desk', details: 'Details' },
  details: {
    heading: 'Your teams now',
    done: ({ done }) => `${done} ${done === 1 ? 'meeting' : 'meetings'} so far`,
  },
  deskTold: ({ hours }) =>
    `The coordinators know that you would like to talk. Nobody watches all the time; they read it ${hours}.`,
};
