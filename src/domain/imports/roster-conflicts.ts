import type { RosterLine, RosterProblem } from './parse-roster.ts';
import { disagree, type RosterField } from './roster-row.ts';

const mentorsOfTeam = 2;

/** What is one person's, whatever roles they have, with the column it stands in. */
const personal = {
  name: 'name',
  email: 'email',
  zone: 'zone',
  language: 'language',
  quietRanges: 'quiet',
} as const satisfies Partial<Record<RosterField, string>>;
const personalFields = ['name', 'email', 'zone', 'language', 'quietRanges'] as const;

/** What no row shows alone: a code and role twice, one person told in two ways, an e-mail of two people, three mentors. */
export function findRosterConflicts(lines: readonly RosterLine[]): readonly RosterProblem[] {
  const problems: RosterProblem[] = [];
  const byKey = new Map<string, RosterLine>();
  const byCode = new Map<string, RosterLine>();
  const byEmail = new Map<string, RosterLine>();
  const mentors = new Map<string, number>();
  for (const current of lines) {
    const { line, row, headers } = current;
    const same = byKey.get(`${row.code}/${row.role}`);
    if (same !== undefined) {
      const reason = { kind: 'duplicateCode', value: row.code, earlierLine: same.line } as const;
      problems.push({ line, column: headers('code'), reason });
      continue;
    }
    byKey.set(`${row.code}/${row.role}`, current);
    const person = byCode.get(row.code);
    if (person === undefined) byCode.set(row.code, current);
    else {
      for (const field of personalFields.filter((one) => disagree(person.row, row, one))) {
        const reason = { kind: 'differs', earlierLine: person.line } as const;
        problems.push({ line, column: headers(personal[field]), reason });
      }
    }
    for (const team of row.role === 'mentor' ? row.teams : []) {
      const count = (mentors.get(team) ?? 0) + 1;
      mentors.set(team, count);
      if (count > mentorsOfTeam)
        problems.push({ line, column: headers('team'), reason: { kind: 'tooManyMentors', team } });
    }
    if (row.email === null) continue;
    const owner = byEmail.get(row.email);
    if (owner === undefined) byEmail.set(row.email, current);
    else if (owner.row.code !== row.code) {
      const reason = { kind: 'duplicateEmail', value: row.email, earlierLine: owner.line } as const;
      problems.push({ line, column: headers('email'), reason });
    }
  }
  return problems;
}
