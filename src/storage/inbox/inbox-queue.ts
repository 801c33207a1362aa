import type { Pool } from 'pg';
import { databaseLeaseClock, type LeaseClock } from '../../shared/clock.ts';
import type { ClaimedEvent, InboxQueue, Platform } from '../../use-cases/ports/inbox.ts';

type InboxRow = {
  readonly platform: Platform;
  readonly event_id: string;
  readonly person_key: string;
  readonly body: string;
  readonly occurred_at: Date;
  readonly received_at: Date;
  readonly attempts: number;
};

/**
 * Only the oldest waiting event of a person can be taken, and none while another of theirs is in somebody's hands (it
 * may be younger: events arrive out of order), so two workers never handle one person at once.
 * $3 stands for the database's clock, null for itself.
 */
const claimSql = `
  update inbox as i set attempts = i.attempts + 1,
    lease_until = coalesce($3::timestamptz, clock_timestamp()) + $2 * interval '1 millisecond'
  from (
    select h.platform, h.event_id from inbox h
    where h.processed_at is null and h.parked_at is null
      and (h.lease_until is null or h.lease_until < coalesce($3::timestamptz, clock_timestamp()))
      and (h.person_key = '-' or not exists (
        select 1 from inbox e
        where e.processed_at is null and e.parked_at is null
          and e.platform = h.platform and e.person_key = h.person_key
          and ((e.occurred_at, e.sequence) < (h.occurred_at, h.sequence)
               or e.lease_until > coalesce($3::timestamptz, clock_timestamp()))))
    order by h.occurred_at, h.sequence limit $1 for update skip locked
  ) as head
  where i.platform = head.platform and i.event_id = head.event_id
  returning i.platform, i.event_id, i.person_key, i.body, i.occurred_at, i.received_at, i.attempts`;

/** Every claim counts as an attempt: whoever lost the lease meanwhile finds another number. */
function stillOurs(attempts: string): string {
  return `processed_at is null and attempts = ${attempts}`;
}

/** Taking stored events to handle them; leases run on the database's own clock. */
export function createInboxQueue({
  pool,
  leaseClock = databaseLeaseClock,
}: {
  readonly pool: Pool;
  readonly leaseClock?: LeaseClock;
}): InboxQueue {
  return {
    claim: async (limit, leaseMs) => {
      const { rows } = await pool.query<InboxRow>({
        name: 'inbox-claim',
        text: claimSql,
        values: [limit, leaseMs, leaseClock.now()],
      });
      return rows.map(
        (row): ClaimedEvent => ({
          platform: row.platform,
          eventId: row.event_id,
          personKey: row.person_key,
          body: row.body,
          occurredAt: row.occurred_at,
          receivedAt: row.received_at,
          attempts: row.attempts,
        }),
      );
    },
    retryLater: async (event, delayMs, problem) => {
      await pool.query(
        `update inbox set problem = $4,
           lease_until = coalesce($5::timestamptz, clock_timestamp()) + $3 * interval '1 millisecond'
         where platform = $1 and event_id = $2 and ${stillOurs('$6')}`,
        [event.platform, event.eventId, delayMs, problem, leaseClock.now(), event.attempts],
      );
    },
    park: async (event, problem, at) => {
      await pool.query(
        `update inbox set parked_at = $3, lease_until = null, problem = $4
         where platform = $1 and event_id = $2 and ${stillOurs('$5')}`,
        [event.platform, event.eventId, at, problem, event.attempts],
      );
    },
    markProcessed: async (event, at) => {
      await pool.query(
        `update inbox set processed_at = $3, lease_until = null, body = '' where platform = $1 and event_id = $2`,
        [event.platform, event.eventId, at],
      );
    },
  };
}
