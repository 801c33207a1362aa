import { endOf } from '../sessions/sessions.ts';
import type { SessionContext, SessionLine, SessionProblem } from './parse-sessions.ts';
import { type SessionRow, type StandingSession, sessionKey } from './session-row.ts';

/** What a row cannot show alone: in the past, a key twice, over already, or at the same time as another. */
export function findSessionConflicts(
  lines: readonly SessionLine[],
  context: SessionContext,
): readonly SessionProblem[] {
  const standing = new Map(context.existing.map((session) => [sessionKey(session), session]));
  const inFile = new Set(lines.map(({ row }) => sessionKey(row)));
  const seen = new Map<string, number>();
  const problems: SessionProblem[] = [];
  const moved = new Set(lines.filter(({ row }) => isMove(row, standing.get(sessionKey(row)))));
  for (const [index, current] of lines.entries()) {
    const { line, row, header } = current;
    const key = sessionKey(row);
    const earlierLine = seen.get(key);
    if (earlierLine === undefined) seen.set(key, line);
    else problems.push({ line, column: header('number'), reason: { kind: 'duplicate', earlierLine } });
    const former = standing.get(key);
    // A row that says what stands already is judged only beside a row that moves.
    if (moved.has(current)) {
      if (former !== undefined && isOver(former, context.now)) {
        problems.push({ line, column: header('date'), reason: { kind: 'over' } });
      } else if (row.startsAt <= context.now) {
        problems.push({ line, column: header('date'), reason: { kind: 'past', at: row.startsAt } });
      }
      const clash = findClash(row, context, (other) => inFile.has(sessionKey(other)));
      if (clash !== null) {
        const reason = { kind: 'overlaps', team: clash.team, at: clash.startsAt } as const;
        problems.push({ line, column: header('start'), reason });
      }
    } else if (former !== undefined && !isOpen(former)) continue;
    const before = lines
      .slice(0, index)
      .find(
        (other) =>
          (moved.has(current) || moved.has(other)) &&
          sessionKey(other.row) !== key &&
          !isClosed(other, moved, standing) &&
          collides(row, other.row, context),
      );
    if (before !== undefined) {
      const reason = { kind: 'overlapsRow', earlierLine: before.line } as const;
      problems.push({ line, column: header('start'), reason });
    }
  }
  return problems;
}

/** The standing session at the same time for the same people; null when the time is free. */
export function findClash(
  row: SessionRow,
  context: Pick<SessionContext, 'existing' | 'mentorsOf'>,
  isLeftOut: (other: StandingSession) => boolean,
): StandingSession | null {
  const clash = context.existing.find(
    (other) =>
      isOpen(other) &&
      sessionKey(other) !== sessionKey(row) &&
      !isLeftOut(other) &&
      collides(row, other, context),
  );
  return clash ?? null;
}

/** Whether a session can no longer be moved: it took place, was missed, or its time has passed. */
export function isOver(session: StandingSession, now: Date): boolean {
  return session.state === 'held' || session.state === 'missed' || endOf(session) <= now;
}

function isMove(row: SessionRow, former: StandingSession | undefined): boolean {
  return (
    former === undefined ||
    former.startsAt.getTime() !== row.startsAt.getTime() ||
    former.minutes !== row.minutes
  );
}

function isOpen({ state }: StandingSession): boolean {
  return state === 'planned' || state === 'unsettled';
}

/** A row that repeats what was called off or is over takes no time. */
function isClosed(
  line: SessionLine,
  moved: ReadonlySet<SessionLine>,
  standing: ReadonlyMap<string, StandingSession>,
): boolean {
  const former = standing.get(sessionKey(line.row));
  return !moved.has(line) && former !== undefined && !isOpen(former);
}

function collides(a: SessionRow, b: SessionRow, { mentorsOf }: Pick<SessionContext, 'mentorsOf'>): boolean {
  const overlaps = a.startsAt < endOf(b) && b.startsAt < endOf(a);
  if (!overlaps) return false;
  if (a.team === b.team || a.team === null || b.team === null) return true;
  const mentors = mentorsOf.get(a.team) ?? [];
  return (mentorsOf.get(b.team) ?? []).some((person) => mentors.includes(person));
}
