import { lineAllowance } from '../platforms/line-platform.ts';
import { type Breach, type Evidence, instant } from './evidence.ts';

/** Kept back for what is urgent (CONVERSATIONS 4); two processes may have judged at the same time. */
const reserve = 6;
const judgedAtOnce = 1;

/** The month's allowance holds, reserve included, as far as the product could know what was used by hand. */
export function judgeQuota({ received, line }: Evidence): readonly Breach[] {
  const optional = (kind: string): boolean => kind === 'ask' || kind === 'nudge';
  // What waits may ride on a push that has to go: it costs nothing then.
  const carrying = new Set(received.filter(({ reading }) => !optional(reading.kind)).map(({ key }) => key));
  return received.flatMap(({ at, to, key, usedOfMonth, isRetry, reading }): readonly Breach[] => {
    if (usedOfMonth === null) return [];
    const said = `${to} got ${reading.identity} at ${instant(at)} as message ${usedOfMonth} of the month`;
    if (usedOfMonth > lineAllowance) return [`over the month's limit: ${said}`];
    // What may have gone out already is sent again whatever it costs: it would cost nothing then.
    const isOptional = !isRetry && optional(reading.kind) && !carrying.has(key);
    const wasKnown = line.knownSince() < at;
    return isOptional && wasKnown && usedOfMonth > lineAllowance - reserve + judgedAtOnce
      ? [`out of the reserve: ${said}`]
      : [];
  });
}

/** Two days after the last fault nothing waits that could have been done. */
export async function judgeRest({ watcher, outstanding, season }: Evidence): Promise<readonly Breach[]> {
  const { rows } = await watcher.query<{ what: string; count: number }>(
    `select 'events not handled' as what, count(*)::int as count from inbox where processed_at is null
     union all select 'deliveries whose outcome is open', count(*)::int from deliveries where state in ('sending', 'unknown')
     union all select 'deliveries overdue', count(*)::int from deliveries
       where state = 'planned' and due_at < $1 and carrier_id is null
     union all select 'riders that wait for ever', count(*)::int from deliveries r join deliveries c on c.id = r.carrier_id
       where r.state = 'planned' and c.state not in ('planned', 'sending', 'unknown')`,
    [new Date(season.endsAt - 3_600_000)],
  );
  const left = rows
    .filter(({ count }) => count > 0)
    .map(({ what, count }) => `left behind: ${count} ${what}`);
  return outstanding > 0 ? [...left, `left behind: ${outstanding} webhooks nobody took`] : left;
}
