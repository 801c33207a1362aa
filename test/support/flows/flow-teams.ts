const header = 'code,team,role,name,organisation,email,zone,language,quiet';

/** Teams 01, 02... of one participant and two mentors each, and one coordinator; codes as in the small roster. */
export function rosterOfTeams(count: number, language: 'ja' | 'en' = 'ja'): string {
  const person = (code: string, team: string, role: string): string => {
    const organisation = role === 'participant' ? `Org ${team}` : '';
    return `${code},${team},${role},Person ${code},${organisation},${code.toLowerCase()}@example.org,Asia/Tokyo,${language},`;
  };
  const lines = teamCodes(count).flatMap((team) => [
    person(`P${team}A`, team, 'participant'),
    person(`M${team}A`, team, 'mentor'),
    person(`M${team}B`, team, 'mentor'),
  ]);
  return `${[header, ...lines, person('K1', '', 'coordinator')].join('\n')}\n`;
}

/** The same teams with people who are called by what they are: Participant 01A, Mentor 01B. */
export function rosterOfPairs(teams: readonly string[]): string {
  const lines = teams.flatMap((team) => [
    `P${team}A,${team},participant,Participant ${team}A,Org ${team},,Asia/Tokyo,ja,`,
    `M${team}A,${team},mentor,Mentor ${team}A,,m${team}a@example.org,Asia/Tokyo,ja,`,
    `M${team}B,${team},mentor,Mentor ${team}B,,m${team}b@example.org,Asia/Tokyo,ja,`,
  ]);
  return [header, ...lines, 'K1,,coordinator,Coordinator 1,,k1@example.org,Asia/Tokyo,ja,'].join('\n');
}

/** The codes of so many teams. */
export function teamCodes(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => String(index + 1).padStart(2, '0'));
}

/** Mentoring sessions of forty minutes. */
export function sessionsFile(
  rows: readonly {
    readonly team: string;
    readonly number?: number;
    readonly date: string;
    readonly start: string;
  }[],
): string {
  const lines = rows.map(
    ({ team, number = 1, date, start }) =>
      `${team},${number},mentoring,${date},${start},40,https://meet.example.org/team${team}`,
  );
  return `${['team,number,kind,date,start,minutes,link', ...lines].join('\n')}\n`;
}
