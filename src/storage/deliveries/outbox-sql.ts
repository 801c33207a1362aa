/** A delivery row under Prisma's names. */
export const columns = `d.id, d.workspace_id as "workspaceId", d.programme_id as "programmeId",
  d.dedupe_key as "dedupeKey", d.kind, d.subject, d.address, d.platform, d.person_id as "personId",
  d.team_id as "teamId", d.session_id as "sessionId", d.priority, d.planned_at as "plannedAt", d.due_at as "dueAt",
  d.expires_at as "expiresAt", d.state, d.reason, d.attempts, d.first_attempt_at as "firstAttemptAt",
  d.uncertain_since as "uncertainSince", d.lease_until as "leaseUntil", d.lease_owner as "leaseOwner",
  d.external_id as "externalId", d.external_channel as "externalChannel", d.quota_cost as "quotaCost",
  d.sent_at as "sentAt", d.rides, d.carrier_id as "carrierId", d.refresh_at as "refreshAt",
  d.withdrawn_at as "withdrawnAt"`;

/** What a sender needs of a row that it has just leased; the rest is known or empty. */
const claimed = `d.id, d.programme_id as "programmeId", d.dedupe_key as "dedupeKey", d.kind, d.subject, d.address,
  d.session_id as "sessionId", d.priority, d.due_at as "dueAt", d.expires_at as "expiresAt", d.attempts,
  d.first_attempt_at as "firstAttemptAt", d.uncertain_since as "uncertainSince"`;

/** The first instant after $1 at which something falls due. */
export const nextDueSql = `
  select due_at as at from deliveries
  where state = 'planned' and due_at > $1 and carrier_id is null order by due_at limit 1`;

/**
 * Takes what is due ($1, the caller's clock) and what a lease was lost of (the database's clock, or $6 in its place), at
 * most $2 on the platforms $5, for the owner $3 during $4 ms; what is urgent first. Three reads, so that each uses its own partial
 * index. Whose lease was lost may have been sent: since its first attempt nobody knows.
 */
export const claimSql = `
  with urgent as (
    select id from deliveries
    where state = 'planned' and priority = 0 and due_at <= $1 and carrier_id is null and platform = any ($5)
    order by due_at, id limit $2 for update skip locked),
  due as (
    select id from deliveries
    where state = 'planned' and priority > 0 and due_at <= $1 and carrier_id is null and platform = any ($5)
    order by due_at, priority, id limit $2 for update skip locked),
  lost as (
    select id from deliveries
    where state in ('sending', 'unknown') and lease_until < coalesce($6::timestamptz, clock_timestamp())
      and platform = any ($5)
    order by lease_until limit $2 for update skip locked),
  taken as (select id from urgent union all select id from lost union all select id from due limit $2)
  update deliveries as d
  set state = 'sending', attempts = d.attempts + 1, lease_owner = $3,
      lease_until = coalesce($6::timestamptz, clock_timestamp()) + $4 * interval '1 millisecond',
      uncertain_since = case when d.state = 'planned' then d.uncertain_since
                             else coalesce(d.uncertain_since, d.first_attempt_at) end,
      first_attempt_at = coalesce(d.first_attempt_at, $1)
  where d.id = any (array (select id from taken))
  returning ${claimed}`;
