import type { Pool } from 'pg';
import type { ClaimedDelivery, Outbox } from '../../use-cases/ports/outbox.ts';
import type { DeliveryModel } from '../generated/models.ts';
import { toDelivery } from './delivery-row.ts';

const leaseSeconds = 30;

const columns = `d.id, d.workspace_id as "workspaceId", d.programme_id as "programmeId", d.dedupe_key as "dedupeKey",
  d.kind, d.subject, d.address, d.platform, d.person_id as "personId", d.team_id as "teamId",
  d.session_id as "sessionId", d.priority, d.planned_at as "plannedAt", d.due_at as "dueAt",
  d.expires_at as "expiresAt", d.state, d.reason, d.attempts, d.first_attempt_at as "firstAttemptAt",
  d.lease_until as "leaseUntil", d.lease_owner as "leaseOwner", d.external_id as "externalId",
  d.external_channel as "externalChannel", d.quota_cost as "quotaCost", d.sent_at as "sentAt",
  d.refresh_at as "refreshAt"`;

/** What is due is decided by the caller's clock, leases by the database's. */
const claimSql = `
  update deliveries as d
  set state = 'sending', attempts = d.attempts + 1, lease_owner = $3,
      lease_until = clock_timestamp() + interval '${leaseSeconds} seconds',
      first_attempt_at = coalesce(d.first_attempt_at, $1)
  from (
    select id, state as former from deliveries
    where (state = 'planned' and due_at <= $1)
       or (state in ('sending', 'unknown') and lease_until < clock_timestamp())
    order by due_at, priority limit $2 for update skip locked
  ) as due
  where d.id = due.id
  returning ${columns}, due.former`;

/** The delivery table as senders use it. `owner` names this process in its leases. */
export function createOutbox({ pool, owner }: { readonly pool: Pool; readonly owner: string }): Outbox {
  const mine = `lease_owner = '${owner.replaceAll("'", '')}' and state = 'sending'`;
  const finish = async (set: string, values: readonly unknown[]): Promise<void> => {
    await pool.query(
      `update deliveries set ${set}, lease_until = null, lease_owner = null where id = $1 and ${mine}`,
      [...values],
    );
  };
  return {
    claim: async (now, limit) => {
      const { rows } = await pool.query<DeliveryModel & { former: string }>({
        name: 'delivery-claim',
        text: claimSql,
        values: [now, limit, owner],
      });
      return rows
        .map((row): ClaimedDelivery => ({ ...toDelivery(row), uncertain: row.former !== 'planned' }))
        .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.priority - b.priority);
    },
    markSent: (id, { at, externalId, externalChannel, quotaCost }) =>
      finish(
        `state = 'sent', reason = null, sent_at = $2, external_id = $3, external_channel = $4, quota_cost = $5`,
        [id, at, externalId, externalChannel, quotaCost],
      ),
    markUnknown: async (id, code) => {
      await pool.query(`update deliveries set state = 'unknown', reason = $2 where id = $1 and ${mine}`, [
        id,
        code,
      ]);
    },
    markSkipped: (id, reason) => finish(`state = 'skipped', reason = $2`, [id, reason]),
    markExpired: (id) => finish(`state = 'expired', reason = null`, [id]),
    markFailed: (id, code) => finish(`state = 'failed', reason = $2`, [id, code]),
    postpone: (id, dueAt, countsAsAttempt) =>
      finish(`state = 'planned', due_at = $2, attempts = attempts - $3`, [
        id,
        dueAt,
        countsAsAttempt ? 0 : 1,
      ]),
    claimRefreshes: async (now, limit) => {
      const { rows } = await pool.query<DeliveryModel>(
        `update deliveries as d set refresh_at = null
         from (select id from deliveries where refresh_at <= $1 and state = 'sent'
               order by refresh_at limit $2 for update skip locked) as due
         where d.id = due.id returning ${columns}`,
        [now, limit],
      );
      return rows.map(toDelivery);
    },
    refreshLater: async (id, at) => {
      await pool.query('update deliveries set refresh_at = $2 where id = $1', [id, at]);
    },
  };
}
