import type { Pool } from 'pg';
import type { Pointer } from '../../use-cases/ports/records/views.ts';
import type { Claim } from '../../use-cases/ports/sending/outbox.ts';
import { coalesce } from '../coalesce.ts';
import { toStoredPointer } from '../records/reflections/murmurs.ts';

/** How a lease of ours ends: what becomes of the row. */
export type Ending =
  | {
      readonly claim: Claim;
      readonly state: 'sent';
      readonly at: Date;
      readonly externalId: string | null;
      readonly externalChannel: string | null;
      readonly quotaCost: number;
      /** What the message showed to a person of LINE that typed words may answer. */
      readonly shown: { readonly personId: string; readonly pointer: Pointer } | null;
    }
  | { readonly claim: Claim; readonly state: 'skipped' | 'failed'; readonly reason: string }
  | { readonly claim: Claim; readonly state: 'expired' }
  | {
      readonly claim: Claim;
      readonly state: 'planned';
      readonly dueAt: Date;
      /** Null: as it was. */
      readonly reason: string | null;
      /** Free to ride from now on. */
      readonly rides: boolean;
      readonly attemptsBack: 0 | 1;
    };

/**
 * Of a delivery that is not ours any more nothing is changed; of one that is ours again under another lease only that
 * it was sent, which is so whatever lease it was sent under. What rode along is sent with its carrier; what rode on a
 * request that was not made waits by itself again; of one that may have been made nobody knows, so its riders stay
 * with it as long as it is looked into, and fail with it. What goes back to be planned will go to whoever reads it
 * then, so nothing of it is to be taken out of a chat. What a sent message showed is noted with it: in the order of
 * people, so that two processes never wait for each other; the last shown to a person stands.
 */
const settleSql = `
  with given as (
    select * from unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::timestamptz[], $7::bool[], $8::int[],
                         $9::timestamptz[], $10::text[], $11::text[], $12::int[], $13::uuid[], $14::jsonb[], $15::timestamptz[])
      as g (id, attempt, state, reason, due_at, rides, attempts_back, sent_at, external_id, external_channel, quota_cost,
            shown_to, pointer, shown_at)),
  carrier as (
    update deliveries as d set
      state = g.state,
      reason = case when g.state = 'planned' then coalesce(g.reason, d.reason) else g.reason end,
      due_at = coalesce(g.due_at, d.due_at),
      rides = d.rides or g.rides,
      attempts = d.attempts - g.attempts_back,
      sent_at = coalesce(g.sent_at, d.sent_at),
      external_id = coalesce(g.external_id, d.external_id),
      external_channel = coalesce(g.external_channel, d.external_channel),
      quota_cost = coalesce(g.quota_cost, d.quota_cost),
      withdrawn_at = case when g.state = 'planned' then null else d.withdrawn_at end,
      lease_until = null, lease_owner = null
    from given as g
    where d.id = g.id and d.lease_owner = $1 and (d.attempts = g.attempt or g.state = 'sent') and d.state = 'sending'
    returning d.id, d.state, d.sent_at, d.external_id, d.uncertain_since is not null as is_uncertain),
  noted as (
    insert into talks (person_id, pointer, updated_at)
    select distinct on (g.shown_to) g.shown_to, g.pointer, g.shown_at
    from given as g join carrier using (id) where g.shown_to is not null
    order by g.shown_to, g.shown_at desc
    on conflict (person_id) do update set pointer = excluded.pointer, updated_at = excluded.updated_at)
  update deliveries as rider set
    state = case when carrier.state = 'sent' then 'sent'
                 when carrier.state <> 'planned' and carrier.is_uncertain then 'failed' else rider.state end,
    reason = case when carrier.state = 'sent' then null
                  when carrier.state <> 'planned' and carrier.is_uncertain then 'uncertain' else rider.reason end,
    sent_at = case when carrier.state = 'sent' then carrier.sent_at else rider.sent_at end,
    external_id = case when carrier.state = 'sent' then carrier.external_id else rider.external_id end,
    carrier_id = case when carrier.state = 'sent' then rider.carrier_id end
  from carrier
  where rider.carrier_id = carrier.id and rider.state = 'planned'
    and not (carrier.state = 'planned' and carrier.is_uncertain)`;

/** Ends leases of this owner; many at once become one statement. */
export function createSettleClaims(options: {
  readonly pool: Pool;
  readonly owner: string;
}): (ending: Ending) => Promise<void> {
  const { pool, owner } = options;
  return coalesce(async (endings) => {
    const rows = endings.map(toRow);
    const columns = Array.from({ length: 14 }, (_, column) => rows.map((row) => row[column]));
    await pool.query({ name: 'delivery-settle', text: settleSql, values: [owner, ...columns] });
    return endings.map(() => undefined);
  });
}

function toStored(pointer: Pointer): string {
  return JSON.stringify(toStoredPointer(pointer));
}

/** In the order of the statement's arrays; what is left out is null. */
function toRow(ending: Ending): readonly unknown[] {
  const { claim, state } = ending;
  const lease = [claim.id, claim.attempts, state];
  switch (state) {
    case 'sent': {
      const { at, externalId, externalChannel, quotaCost, shown } = ending;
      const note = shown === null ? [] : [shown.personId, toStored(shown.pointer), shown.pointer.shownAt];
      return [...lease, null, null, false, 0, at, externalId, externalChannel, quotaCost, ...note];
    }
    case 'skipped':
    case 'failed':
      return [...lease, ending.reason, null, false, 0];
    case 'expired':
      return [...lease, null, null, false, 0];
    case 'planned': {
      const { dueAt, reason, rides, attemptsBack } = ending;
      return [...lease, reason, dueAt, rides, attemptsBack];
    }
  }
}
