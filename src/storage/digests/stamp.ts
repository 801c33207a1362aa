import type { PoolClient } from 'pg';
import type { DigestWindow } from '../../use-cases/ports/digests/digest-store.ts';
import { isDue } from './sql/due-sql.ts';

/**
 * Each row that a digest counts or lists stands in exactly one digest, the first that finds it: reflections as they
 * are now, corrections, contradictions, and what was due by the week's end and never arrived.
 */
export async function stamp(
  client: Pick<PoolClient, 'query'>,
  digestId: string,
  { programmeId, startsAt, endsAt }: DigestWindow,
): Promise<void> {
  await client.query({
    name: 'digest-stamp-reflections',
    text: stampReflections,
    values: [digestId, programmeId, endsAt, startsAt],
  });
  const values = [digestId, programmeId, endsAt];
  await client.query({ name: 'digest-stamp-corrections', text: stampCorrections, values });
  await client.query({ name: 'digest-stamp-contradictions', text: stampContradictions, values });
  await client.query({ name: 'digest-stamp-undelivered', text: stampUndelivered, values });
}

// An answer given while the session still runs waits for the digest of the week in which it ends.
const stampReflections = `
update reflections as r set digest_id = $1, counted_satisfaction = r.satisfaction, counted_as = case
    when s.ends_at < $4 then 'late'
    when exists (select from seats seat join enrolments e on e.id = seat.enrolment_id
                 where seat.id = r.seat_id and ${isDue}) then 'week'
    else 'aside' end
from sessions s
where r.programme_id = $2 and r.answered_at < $3 and r.digest_id is null and r.session_id is not null
  and s.id = r.session_id and s.ends_at < $3`;

const stampCorrections =
  'update corrections set digest_id = $1 where programme_id = $2 and at < $3 and digest_id is null';

// Answers that come to disagree only after the week's digest stand in the next one.
const stampContradictions = `
update sessions set contradiction_digest_id = $1
where programme_id = $2 and ends_at < $3 and contradicted and contradiction_digest_id is null and state <> 'cancelled'`;

// What was due on Sunday night and expires after Monday's digest stands in the next one.
const stampUndelivered = `
update deliveries set undelivered_digest_id = $1
where programme_id = $2 and due_at < $3 and undelivered_digest_id is null
  and (state in ('expired', 'failed') or (state = 'skipped' and reason = 'unreachable'))`;
