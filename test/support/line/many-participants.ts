const perTeam = 4;

/** One row of the sessions' file, without its team. */
export type MeetingRow = { readonly number: number; readonly date: string; readonly start: string };

const tuesday: MeetingRow = { number: 1, date: '2024-11-05', start: '20:00' };

/**
 * A roster of as many participants (P01, P02…), four to a team with two mentors (M01A, M01B…), and their sessions of
 * forty minutes: Tuesday, 5 November 2024, at 20:00 in Tokyo unless others are given.
 */
export function manyParticipants(count: number, meetings: readonly MeetingRow[] = [tuesday]) {
  const codes = Array.from({ length: count }, (_, index) => numbered('P', index));
  const teams = Array.from({ length: Math.ceil(count / perTeam) }, (_, index) => numbered('', index));
  const people = codes.map((code, index) => {
    const team = teams[Math.floor(index / perTeam)] ?? '';
    return `${code},${team},participant,Participant ${code},Org ${team},,Asia/Tokyo,ja,`;
  });
  const mentors = teams.flatMap((team) =>
    ['A', 'B'].map((one) => {
      const code = `M${team}${one}`;
      return `${code},${team},mentor,Mentor ${code},,${code.toLowerCase()}@example.org,Asia/Tokyo,ja,`;
    }),
  );
  const roster = [
    'code,team,role,name,organisation,email,zone,language,quiet',
    ...people,
    ...mentors,
    'K1,,coordinator,Coordinator 1,,k1@example.org,Asia/Tokyo,ja,',
  ];
  const sessions = [
    'team,number,kind,date,start,minutes,link',
    ...teams.flatMap((team) =>
      meetings.map(
        ({ number, date, start }) =>
          `${team},${number},mentoring,${date},${start},40,https://meet.example.org/team${team}`,
      ),
    ),
  ];
  return { codes, files: { roster: `${roster.join('\n')}\n`, sessions: `${sessions.join('\n')}\n` } };
}

function numbered(prefix: string, index: number): string {
  return prefix + String(index + 1).padStart(2, '0');
}
