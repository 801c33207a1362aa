import type { RosterEntry } from './roster-row.ts';

/** Something unusual that stops nothing. */
export type RosterWarning =
  | { readonly kind: 'noMentor'; readonly team: string }
  | { readonly kind: 'tooManyMentors'; readonly team: string; readonly mentors: number };

const pair = 2;

/** Teams without a mentor or with more than a pair, by team code. */
export function findRosterWarnings(entries: readonly RosterEntry[]): readonly RosterWarning[] {
  const members = entries.filter(({ role }) => role === 'participant' || role === 'mentor');
  const codes = [...new Set(members.flatMap(({ teams }) => teams))].sort();
  return codes.flatMap((team): readonly RosterWarning[] => {
    const mentors = members.filter((entry) => entry.role === 'mentor' && entry.teams.includes(team)).length;
    if (mentors === 0) return [{ kind: 'noMentor', team }];
    return mentors > pair ? [{ kind: 'tooManyMentors', team, mentors }] : [];
  });
}
