import type { SessionContext, SessionLine, SessionProblem } from './parse-sessions.ts';
import { type SessionRow, type StandingSession, sessionKey } from './session-row.ts';

/** What a row cannot show alone: in the past, a key twice, over already, or at the same time as another. */
export function findSessionConflicts(
  lines: readonly SessionLine[],
  context: SessionContext,
): readonly SessionProblem[] {
  const standing = new Map(context.existing.map((session) => [sessionKey(session), session]));
  const seen = new Map<string, number>();
  const problems: SessionProblem[] = [];
  for (const [index, { line, row, header }] of lines.entries()) {
    const key = sessionKey(row);
    const earlierLine = seen.get(key);
    if (earlierLine === undefined) seen.set(key, line);
    else problems.push({ line, column: header('number'), reason: { kind: 'duplicate', earlierLine } });
    const former = standing.get(key);
    const moves = former === undefined || former.startsAt.getTime() !== row.startsAt.getTime();
    if (!moves) continue;
    if (former !== undefined && former.state !== 'planned' && former.state !== 'unsettled') {
      problems.push({ line, column: header('date'), reason: { kind: 'over' } });
    } else if (row.startsAt <= context.now) {
      problems.push({ line, column: header('date'), reason: { kind: 'past', at: row.startsAt } });
    }
    const before = lines.slice(0, index).find((other) => collides(row, other.row, context));
    if (before !== undefined && sessionKey(before.row) !== key) {
      problems.push({
        line,
        column: header('start'),
        reason: { kind: 'overlapsRow', earlierLine: before.line },
      });
    }
    const clash = context.existing.find(
      (other) =>
        isOpen(other) && sessionKey(other) !== key && !isMoved(other, lines) && collides(row, other, context),
    );
    if (clash !== undefined) {
      const reason = { kind: 'overlaps', team: clash.team ?? '', at: clash.startsAt } as const;
      problems.push({ line, column: header('start'), reason });
    }
  }
  return problems;
}

function isOpen({ state }: StandingSession): boolean {
  return state === 'planned' || state === 'unsettled';
}

/** What stands is judged by its row in the file where it has one. */
function isMoved(session: StandingSession, lines: readonly SessionLine[]): boolean {
  return lines.some(({ row }) => sessionKey(row) === sessionKey(session));
}

function collides(a: SessionRow, b: SessionRow, { mentorsOf }: SessionContext): boolean {
  const overlaps = a.startsAt < endOf(b) && b.startsAt < endOf(a);
  if (!overlaps) return false;
  if (a.team === b.team || a.team === null || b.team === null) return true;
  const mentors = mentorsOf.get(a.team) ?? [];
  return (mentorsOf.get(b.team) ?? []).some((person) => mentors.includes(person));
}

function endOf({ startsAt, minutes }: SessionRow): Date {
  return new Date(startsAt.getTime() + minutes * 60_000);
}
