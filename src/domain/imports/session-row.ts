import type { Session, SessionKind } from '../sessions/sessions.ts';

/** One line of a sessions file. The key is team, kind and number; no team: the whole programme. */
export type SessionRow = {
  readonly team: string | null;
  readonly kind: SessionKind;
  readonly number: number;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly link: string | null;
};

/** A session that stands, with the code of its team. */
export type StandingSession = SessionRow & { readonly id: string; readonly state: Session['state'] };

export type SessionChange =
  | { readonly kind: 'created'; readonly row: SessionRow }
  | {
      readonly kind: 'updated';
      readonly row: SessionRow;
      readonly former: StandingSession;
      readonly fields: readonly ('startsAt' | 'minutes' | 'link')[];
    }
  | { readonly kind: 'unchanged'; readonly row: SessionRow };

/** What a file changes; the same file twice is unchanged throughout. */
export function diffSessions(
  current: readonly StandingSession[],
  wanted: readonly SessionRow[],
): readonly SessionChange[] {
  const standing = new Map(current.map((session) => [sessionKey(session), session]));
  return wanted.map((row): SessionChange => {
    const former = standing.get(sessionKey(row));
    if (former === undefined) return { kind: 'created', row };
    const fields = [
      ...(former.startsAt.getTime() === row.startsAt.getTime() ? [] : (['startsAt'] as const)),
      ...(former.minutes === row.minutes ? [] : (['minutes'] as const)),
      ...(former.link === row.link ? [] : (['link'] as const)),
    ];
    return fields.length === 0 ? { kind: 'unchanged', row } : { kind: 'updated', row, former, fields };
  });
}

/** `07/mentoring/2`; `all/training/1`. */
export function sessionKey({ team, kind, number }: Pick<SessionRow, 'team' | 'kind' | 'number'>): string {
  return `${team ?? 'all'}/${kind}/${number}`;
}
