import type { Random } from '../../../playground/world/random.ts';
import { countFaults, type FaultCounts, type FaultKind, faultKinds } from './fault-kinds.ts';

/** Decides, opportunity by opportunity, what goes wrong; counts what did. */
export type Injector = {
  /** Whether this fault happens here and now; counted when it does. */
  readonly happens: (kind: FaultKind) => boolean;
  /** It happened by itself: an outage that somebody met, say. */
  readonly count: (kind: FaultKind) => void;
  /** Whether it may still happen in this run. */
  readonly isPlanned: (kind: FaultKind) => boolean;
  /** From now on everything goes well. */
  readonly heal: () => void;
  readonly counts: () => FaultCounts;
  readonly total: () => number;
};

/** How likely a planned fault strikes at one opportunity: rare ones have few. */
const chances: Readonly<Record<FaultKind, number>> = {
  'line.rejected': 0.15,
  'slack.rejected': 0.1,
  'line.answer-lost': 0.15,
  'slack.answer-lost': 0.1,
  'line.hang': 0.15,
  'slack.hang': 0.1,
  'line.limited': 0.15,
  'slack.limited': 0.1,
  'line.monthly-limit': 0.5,
  'line.blackout': 1,
  'slack.blackout': 1,
  'slack.history-unreadable': 0.7,
  'line.blocked': 0.5,
  'reply.late': 0.15,
  'reply.lost': 0.1,
  'webhook.duplicated': 0.2,
  'webhook.delayed': 0.15,
  'wake.lost': 0.05,
  'crash.before-send': 0.1,
  'crash.after-accept': 0.1,
  'crash.elsewhere': 0.005,
  'freeze.past-lease': 0.04,
  'database.error-before': 0.01,
  'database.error-after': 0.01,
  'session.moved': 0.3,
  'session.cancelled': 0.3,
  'digest.answered-meanwhile': 1,
};

const planShare = 0.55;

/** Each run has its own choice of faults, each once or twice. */
export function createInjector(random: Random): Injector {
  const left = new Map<FaultKind, number>();
  const done = new Map<FaultKind, number>();
  for (const kind of faultKinds)
    left.set(kind, random.chance(planShare) ? random.integer(1, kind === 'session.cancelled' ? 1 : 2) : 0);
  const isPlanned = (kind: FaultKind): boolean => (left.get(kind) ?? 0) > 0;
  const count = (kind: FaultKind): void => {
    left.set(kind, (left.get(kind) ?? 0) - 1);
    done.set(kind, (done.get(kind) ?? 0) + 1);
  };
  return {
    count,
    isPlanned,
    happens: (kind) => {
      if (!isPlanned(kind) || !random.chance(chances[kind])) return false;
      count(kind);
      return true;
    },
    heal: () => left.clear(),
    counts: () => countFaults((kind) => done.get(kind) ?? 0),
    total: () => [...done.values()].reduce((sum, count) => sum + count, 0),
  };
}
