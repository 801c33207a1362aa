import { countMoves } from '../count-moves.ts';
import type {
  NotHeldReason,
  Season,
  SeasonMentor,
  SeasonParticipant,
  SeasonSession,
  SessionKind,
  Standing,
} from '../season.ts';

/** A session that people agreed on, whoever wrote it down. */
export type Agreed = {
  readonly team: string | null;
  readonly kind: SessionKind;
  readonly number: number;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly link: string;
};

export type DiaryCounts = {
  /** By `countMoves`. */
  readonly sessionsMoved: number;
  readonly sessionsCancelled: number;
  readonly absences: number;
  readonly mentorsReplaced: number;
};

/**
 * What all the people of a season know about their sessions because they agreed on it themselves: the truth that the
 * product's own records and messages are compared with. Nobody writes into it but who acted, at the instant of the act.
 */
export type Diary = {
  readonly sessions: () => readonly SeasonSession[];
  readonly find: (key: string) => SeasonSession | null;
  readonly ofTeam: (team: string) => readonly SeasonSession[];
  /** A start that stands from now on: of a new session, or in place of the former one. */
  readonly agree: (agreed: Agreed) => void;
  /** Another start is looked for: nobody counts on the former one any more. */
  readonly reopen: (key: string) => void;
  readonly cancel: (key: string) => void;
  /** A participant, or a mentor at short notice, does not come. */
  readonly sitOut: (key: string, person: string) => void;
  /** From now on this mentor sits in the team in the other one's place. */
  readonly replaceMentor: (team: string, former: string, next: SeasonMentor) => void;
  readonly mentorsOf: (team: string) => readonly SeasonMentor[];
  readonly participantsOf: (team: string) => readonly SeasonParticipant[];
  /** Hears of every session that was agreed on or changed. */
  readonly onChange: (listener: (session: SeasonSession) => void) => void;
  /** Rises with every change. */
  readonly version: () => number;
  readonly counts: () => DiaryCounts;
};

/** An empty diary; `notHeld` says of which sessions nobody will come to, and why. */
export function createDiary(deps: {
  readonly season: Season;
  readonly now: () => Date;
  readonly notHeld?: ReadonlyMap<string, NotHeldReason>;
}): Diary {
  const { season, now, notHeld = new Map() } = deps;
  const sessions = new Map<string, SeasonSession>();
  const replaced = new Map<string, SeasonMentor>();
  const listeners: ((session: SeasonSession) => void)[] = [];
  const counts = { sessionsCancelled: 0, absences: 0, mentorsReplaced: 0 };
  let version = 0;

  const keep = (session: SeasonSession): void => {
    version += 1;
    sessions.set(session.key, session);
    for (const listener of listeners) listener(session);
  };
  const get = (key: string): SeasonSession => {
    const session = sessions.get(key);
    if (session === undefined) throw new RangeError(`nobody agreed on ${key}`);
    return session;
  };
  const mentorsOf = (team: string): readonly SeasonMentor[] =>
    season.mentors
      .filter(({ teams }) => teams.includes(team))
      .map((mentor) => replaced.get(`${team} ${mentor.code}`) ?? mentor);
  const participantsOf = (team: string): readonly SeasonParticipant[] =>
    season.participants.filter(({ teams }) => teams.includes(team));
  const isForParticipants = (kind: SessionKind): boolean => kind === 'mentoring' || kind === 'closing';

  const begin = (agreed: Agreed, key: string): SeasonSession => ({
    ...agreed,
    key,
    standings: [{ startsAt: agreed.startsAt, from: now(), until: null }],
    cancelledAt: null,
    notHeld: notHeld.get(key) ?? null,
    participants: agreed.team !== null && isForParticipants(agreed.kind) ? participantsOf(agreed.team) : [],
    mentors: agreed.team === null ? season.mentors : mentorsOf(agreed.team),
    absences: [],
  });

  return {
    sessions: () => [...sessions.values()],
    find: (key) => sessions.get(key) ?? null,
    ofTeam: (team) => [...sessions.values()].filter((session) => session.team === team),
    agree: (agreed) => {
      const key = `${agreed.team ?? 'all'}/${agreed.kind}/${agreed.number}`;
      const known = sessions.get(key);
      if (known === undefined) return keep(begin(agreed, key));
      const { startsAt } = agreed;
      const standings = [...endedBy(known.standings, now()), { startsAt, from: now(), until: null }];
      return keep({ ...known, startsAt, standings });
    },
    reopen: (key) => {
      const session = get(key);
      keep({ ...session, standings: endedBy(session.standings, now()) });
    },
    cancel: (key) => {
      const session = get(key);
      if (session.cancelledAt !== null) return;
      counts.sessionsCancelled += 1;
      keep({ ...session, cancelledAt: now(), standings: endedBy(session.standings, now()) });
    },
    sitOut: (key, person) => {
      const session = get(key);
      if (session.mentors.some(({ code }) => code === person)) counts.absences += 1;
      keep({ ...session, absences: [...session.absences, { person, at: now() }] });
    },
    replaceMentor: (team, former, next) => {
      replaced.set(`${team} ${former}`, next);
      counts.mentorsReplaced += 1;
      for (const session of sessions.values()) {
        const isHere = session.team === team && session.mentors.some(({ code }) => code === former);
        if (!isHere || !isAhead(session, now())) continue;
        keep({
          ...session,
          mentors: session.mentors.map((one) => (one.code === former ? next : one)),
          standings: session.standings.map((standing) =>
            standing.until === null ? standing : { mentors: session.mentors, ...standing },
          ),
        });
      }
    },
    mentorsOf,
    participantsOf,
    onChange: (listener) => {
      listeners.push(listener);
    },
    version: () => version,
    counts: () => ({
      sessionsMoved: [...sessions.values()].reduce(
        (sum, { standings }) => sum + countMoves(standings.map(({ startsAt }) => startsAt)),
        0,
      ),
      ...counts,
    }),
  };
}

/** It has not begun, or another start is looked for. */
function isAhead({ startsAt, cancelledAt, standings }: SeasonSession, now: Date): boolean {
  return startsAt > now || (cancelledAt === null && standings.at(-1)?.until !== null);
}

function endedBy(standings: readonly Standing[], at: Date): readonly Standing[] {
  return standings.map((standing) => (standing.until === null ? { ...standing, until: at } : standing));
}
