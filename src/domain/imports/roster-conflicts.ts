import type { RosterLine, RosterProblem } from './parse-roster.ts';

/** What no row shows alone: a code and role twice, one person told in two ways, an e-mail of two people. */
export function findRosterConflicts(lines: readonly RosterLine[]): readonly RosterProblem[] {
  const problems: RosterProblem[] = [];
  const byKey = new Map<string, RosterLine>();
  const byCode = new Map<string, RosterLine>();
  const byEmail = new Map<string, RosterLine>();
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
    else if (person.row.name !== row.name || person.row.email !== row.email) {
      problems.push({ line, column: headers('name'), reason: { kind: 'differs', earlierLine: person.line } });
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
