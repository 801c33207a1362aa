import type { Pool } from 'pg';
import { databaseLeaseClock, type LeaseClock } from '../../shared/clock.ts';
import { defaultSendTiming, type SendTiming } from '../../shared/send-timing.ts';
import type { ClaimedDelivery, Outbox } from '../../use-cases/ports/sending/outbox.ts';
import type { DeliveryModel } from '../generated/models.ts';
import { type StoredDelivery, toDelivery } from './delivery-row.ts';
import { claimSql, columns, nextDueSql } from './outbox-sql.ts';
import { createSettleClaims } from './settle-claims.ts';

export type OutboxOptions = {
  readonly pool: Pool;
  /** Names this process in its leases. */
  readonly owner: string;
  readonly timing?: SendTiming;
  readonly leaseClock?: LeaseClock;
};

/** Of a row that was leased a moment ago. */
const justLeased = {
  state: 'sending',
  leaseUntil: null,
  externalId: null,
  externalChannel: null,
  sentAt: null,
} as const;
type ClaimedRow = Omit<StoredDelivery, keyof typeof justLeased> & Pick<DeliveryModel, 'uncertainSince'>;

/** A send is begun only with this much of its lease left, in time-outs: the rest is for writing the outcome down. */
const timeoutsLeft = 1.2;
const bothPlatforms = ['line', 'slack'] as const;
/** A message that is being drawn again is left to this process for so long; then another one begins anew. */
const refreshLeaseMs = 60_000;
/** How many leases an uncertain delivery waits at most before it is looked into again. */
const longestWait = 10;

/** Urgent ones first, then by due time and priority. */
function byTurn(a: ClaimedDelivery, b: ClaimedDelivery): number {
  const urgency = Number(b.priority === 0) - Number(a.priority === 0);
  return urgency || a.dueAt.getTime() - b.dueAt.getTime() || a.priority - b.priority;
}

/** The delivery table as senders use it. What is due is decided by the caller's clock, leases by the database's. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { pool, owner, timing = defaultSendTiming, leaseClock = databaseLeaseClock } = options;
  const { leaseMs, timeoutMs } = timing;
  const beginWithinMs = leaseMs - timeoutsLeft * timeoutMs;
  const settle = createSettleClaims({ pool, owner });
  return {
    claim: async (now, limit, platforms = bothPlatforms) => {
      const begunAt = leaseClock.monotonicMs();
      const { rows } = await pool.query<ClaimedRow>({
        name: 'delivery-claim',
        text: claimSql,
        values: [now, limit, owner, leaseMs, platforms, leaseClock.now()],
      });
      const holdsLease = (): boolean => leaseClock.monotonicMs() - begunAt < beginWithinMs;
      return rows
        .map(
          (row): ClaimedDelivery => ({
            ...toDelivery({ ...row, ...justLeased }),
            uncertainSince: row.uncertainSince,
            holdsLease,
          }),
        )
        .sort(byTurn);
    },
    nextDueAt: async (now) => {
      const { rows } = await pool.query<{ at: Date }>({
        name: 'delivery-next',
        text: nextDueSql,
        values: [now],
      });
      return rows[0]?.at ?? null;
    },
    markSent: (claim, sent) => settle({ claim, state: 'sent', ...sent }),
    markUnknown: async ({ id, attempts }, code) => {
      const waitMs = leaseMs * Math.min(2 ** (attempts - 1) - 1, longestWait);
      await pool.query(
        `update deliveries set state = 'unknown', reason = $3,
           uncertain_since = coalesce(uncertain_since, first_attempt_at),
           lease_until = greatest(lease_until,
             coalesce($5::timestamptz, clock_timestamp()) + $4 * interval '1 millisecond')
         where id = $1 and lease_owner = $2 and attempts = $6 and state = 'sending'`,
        [id, owner, code, waitMs, leaseClock.now(), attempts],
      );
    },
    markSkipped: (claim, reason) => settle({ claim, state: 'skipped', reason }),
    markExpired: (claim) => settle({ claim, state: 'expired' }),
    markFailed: (claim, code) => settle({ claim, state: 'failed', reason: code }),
    postpone: (claim, dueAt, countsAsAttempt) =>
      settle({
        claim,
        state: 'planned',
        dueAt,
        reason: null,
        rides: false,
        attemptsBack: countsAsAttempt ? 0 : 1,
      }),
    hold: (claim, until, reason) =>
      settle({ claim, state: 'planned', dueAt: until, reason, rides: true, attemptsBack: 1 }),
    attachRiders: async (carrier, personId, now, room) => {
      const { rows } = await pool.query<DeliveryModel>(
        `with waiting as (
           select id from deliveries
           where person_id = $2 and platform = 'line' and rides and state = 'planned' and carrier_id is null
             and id <> $1 and (expires_at is null or expires_at > $3)
           order by priority, due_at limit $4 for update skip locked),
         attached as (
           update deliveries as d set carrier_id = $1 from waiting where d.id = waiting.id returning ${columns})
         select * from attached
         union all
         select ${columns} from deliveries d where d.carrier_id = $1 and d.state = 'planned'`,
        [carrier.id, personId, now, carrier.uncertainSince === null ? room : 0],
      );
      return rows.map(toDelivery);
    },
    detachRider: async (id) => {
      await pool.query(`update deliveries set carrier_id = null where id = $1 and state = 'planned'`, [id]);
    },
    claimRefreshes: async (now, limit) => {
      const leasedUntil = new Date(now.getTime() + refreshLeaseMs);
      const { rows } = await pool.query<DeliveryModel>(
        `update deliveries as d set refresh_at = $3
         from (select id from deliveries where refresh_at <= $1 and state = 'sent'
               order by refresh_at limit $2 for update skip locked) as due
         where d.id = due.id returning ${columns}`,
        [now, limit, leasedUntil],
      );
      return rows.map((row) => ({ ...toDelivery(row), withdrawnAt: row.withdrawnAt, leasedUntil }));
    },
    refreshed: async (id, leasedUntil) => {
      await pool.query('update deliveries set refresh_at = null where id = $1 and refresh_at = $2', [
        id,
        leasedUntil,
      ]);
    },
    refreshLater: async (id, at) => {
      await pool.query('update deliveries set refresh_at = $2 where id = $1', [id, at]);
    },
  };
}
