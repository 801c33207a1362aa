import type { Texts } from '../texts.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

type Home = Texts['home'];

const team: Home['team'] = ({ team: code, programme }) => {
  const name = names.team({ team: code });
  return programme === undefined ? name : `${name} (${programme})`;
};

export const home: Home = {
  team,
  next: ({ at, zones, ...session }) => `Next: ${names.session(session)}, ${dates.bothZones({ at, zones })}.`,
  later: ({ at, zones, ...session }) => `· ${names.session(session)}, ${dates.bothZones({ at, zones })}`,
  pace: ({ left, endsOn, zone }) =>
    left === 0
      ? 'All planned meetings have taken place.'
      : `${left} ${left === 1 ? 'meeting' : 'meetings'} left (until ${dates.monthDay(endsOn, zone)})`,
  reflection: ({ called, ...session }) =>
    called === null ? names.title(session) : `${called}, ${names.title(session)}`,

  supported: {
    heading: 'Your teams',
    none: 'You look after no team at present.',
    line: ({ last, upcoming, ...which }) =>
      `${team(which)}: ${last === null ? '' : `met ${dates.day(last.at, last.zone)}, `}${
        upcoming === null ? 'the next date is being found' : `next ${dates.bothZones(upcoming)}`
      }`,
  },

  coordinator:
    "Notices for the coordinators come to the desk's channel. The teams' dates and pace are in the weekly digest on Monday.",

  choose: {
    schedule: "Which team's next date are you looking for?",
    move: "Which team's date would you like to change?",
    met: 'Which meeting is it about?',
    button: team,
    skip: (which) => `Skip the meeting of ${team(which)}`,
    agree: (which) => `${team(which)}: use reflections too`,
    remindersOnly: (which) => `${team(which)}: reminders only`,
    leave: (which) => `${team(which)}: leave`,
  },
};
