type Person = { readonly code: string; readonly team: string; readonly zone: string; readonly quiet: string };

/** The evening reminder of somebody, in their own zone; quiet from 22:00 to 08:00 moves it earlier where it must. */
const participants: readonly Person[] = [
  { code: 'P01A', team: '01', zone: 'Asia/Tokyo', quiet: '22:00-08:00' },
  { code: 'P01B', team: '01', zone: 'America/New_York', quiet: '19:00-08:00' },
  { code: 'P02A', team: '02', zone: 'Europe/London', quiet: '22:00-08:00' },
];
const mentors: readonly Person[] = [
  { code: 'M01A', team: '01', zone: 'America/New_York', quiet: '22:00-08:00' },
  { code: 'M01B', team: '01', zone: 'Asia/Tokyo', quiet: '22:00-08:00' },
  { code: 'M02A', team: '02', zone: 'Australia/Sydney', quiet: '22:00-08:00' },
];
/** In Tokyo: around the day on which New York's clocks go back (3 November), and a night of two dates in London. */
const meetings = [
  { team: '01', number: 1, date: '2024-11-04', start: '07:00' },
  { team: '02', number: 1, date: '2024-11-06', start: '08:30' },
  { team: '01', number: 2, date: '2024-11-12', start: '20:00' },
  { team: '02', number: 2, date: '2024-11-13', start: '21:00' },
] as const;

const row = ({ code, team, zone, quiet }: Person, role: string): string =>
  `${code},${team},${role},Person ${code},Org ${team},${code.toLowerCase()}@example.org,${zone},ja,${quiet}`;

/** Two weeks with people in five zones: what is played on hosts of different zones must be the same everywhere. */
export const weeksToPlay = {
  startsAt: '2024-11-01T12:00:00+09:00',
  endsAt: '2024-11-18T10:00:00+09:00',
  /** When the digests are due. */
  mondays: ['2024-11-04T09:00:00+09:00', '2024-11-11T09:00:00+09:00', '2024-11-18T09:00:00+09:00'],
  participants,
  mentors,
  meetings,
  roster: `code,team,role,name,organisation,email,zone,language,quiet
${participants.map((one) => row(one, 'participant')).join('\n')}
${mentors.map((one) => row(one, 'mentor')).join('\n')}
K1,,coordinator,Person K1,,k1@example.org,Asia/Tokyo,ja,
`,
  sessions: `team,number,kind,date,start,minutes,link
${meetings.map(({ team, number, date, start }) => `${team},${number},mentoring,${date},${start},40,https://meet.example.org/x`).join('\n')}
`,
} as const;
