import { readersOf } from '../world/cast.ts';
import { type Breach, type Evidence, instant } from './evidence.ts';
import { quietMinutesLeft } from './quiet.ts';

type One = Evidence['received'][number];

/** A lease: what was judged right before it may arrive so much later. */
const underWayMs = 30_000;
/** Nobody could look whether it had arrived: somebody waits for help, or would sit there alone. */
const betterTwice: readonly One['reading']['kind'][] = ['worry', 'relay', 'relay.off'];
const urgentBeforeMs = 60 * 60_000;

/** What everybody got, message by message: never twice, never in a quiet range, never when it is of no use. */
export function judgeReceived(evidence: Evidence): readonly Breach[] {
  return [...twice(evidence), ...inQuietRange(evidence), ...ofNoUse(evidence)];
}

function twice({ received, slack }: Evidence): readonly Breach[] {
  const breaches: Breach[] = [];
  const arrivals = new Map<string, number>();
  const identities = new Map<string, One>();
  for (const one of received) {
    const { key, at, to, reading, via } = one;
    if (key !== null) {
      const first = arrivals.get(key);
      const mayComeTwice =
        betterTwice.includes(reading.kind) && slack.unreadable().some((place) => place.to === to);
      if (first !== undefined && first !== at && !mayComeTwice)
        breaches.push(
          `twice: ${to} got ${reading.identity} at ${instant(first)} and again at ${instant(at)}`,
        );
      arrivals.set(key, at);
    }
    const says = via === 'push' || reading.kind !== 'other' ? `${to} ${reading.identity}` : null;
    const former = says === null ? undefined : identities.get(says);
    if (former !== undefined && former.key !== key)
      breaches.push(
        `twice: ${to} was told ${reading.identity} at ${instant(former.at)} and again at ${instant(at)}`,
      );
    if (says !== null) identities.set(says, one);
  }
  return [...new Set(breaches)];
}

function inQuietRange({ received }: Evidence): readonly Breach[] {
  const urgentKeys = new Set(received.filter(isUrgent).map(({ key }) => key));
  return received
    .filter(({ via, key }) => via === 'push' && !urgentKeys.has(key))
    .filter(({ at, to }) =>
      readersOf(to).some(
        (one) => quietMinutesLeft(at, one) > 0 && quietMinutesLeft(at - underWayMs, one) > 0,
      ),
    )
    .map(({ at, to, reading }) => `in quiet range: ${to} got ${reading.identity} at ${instant(at)}`);
}

/** News of a session for which the end of the range would be too late. */
function isUrgent({ at, to, reading }: One): boolean {
  const { kind, startsAt } = reading;
  if (startsAt === null || !['reminder', 'moved', 'cancelled', 'relay', 'relay.off'].includes(kind))
    return false;
  return readersOf(to).some((one) => {
    const left = quietMinutesLeft(at, one);
    return left > 0 && at + left * 60_000 > startsAt - urgentBeforeMs;
  });
}

function ofNoUse({ received }: Evidence): readonly Breach[] {
  return received.flatMap(({ at, to, via, begunAt, reading }): readonly Breach[] => {
    const { kind, session, startsAt, identity } = reading;
    if (session === null || startsAt === null) return [];
    const said = `${to} got ${identity} at ${instant(at)}`;
    const isAnnouncement = kind === 'reminder' || kind === 'moved';
    if ((isAnnouncement || kind === 'relay' || kind === 'cancelled') && at >= startsAt + underWayMs)
      return [`after its use: ${said}`];
    if (via === 'reply') return [];
    const next = session.starts.find(({ since }) => since > startOf(session.starts, startsAt));
    if (isAnnouncement && next !== undefined && begunAt > next.since) return [`for a former start: ${said}`];
    const isOff = session.cancelledAt !== null && begunAt > session.cancelledAt;
    return isOff && kind !== 'cancelled' && kind !== 'relay.off' ? [`for a cancelled session: ${said}`] : [];
  });
}

function startOf(
  starts: readonly { readonly at: number; readonly since: number }[],
  startsAt: number,
): number {
  return starts.find(({ at }) => at === startsAt)?.since ?? 0;
}
