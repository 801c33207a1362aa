import type { PoolClient } from 'pg';
import { monthBounds, monthKey } from '../../domain/time.ts';
import type { DigestWindow } from '../../use-cases/ports/digests/digest-store.ts';
import { findStandstills, type TeamFacts } from './find-standstills.ts';
import { windowValues } from './sql/standing-sql.ts';
import { teamFactsSql } from './sql/standstill-sql.ts';
import { tracePushesSql, traceSql } from './sql/trace-sql.ts';

export type Traced = { readonly figure: string; readonly ids: readonly string[] };

/** The ids behind each figure of a digest whose reflections are stamped, in the client's own snapshot. */
export async function traceFigures(
  client: Pick<PoolClient, 'query'>,
  digestId: string,
  window: DigestWindow,
): Promise<readonly Traced[]> {
  const values = windowValues(digestId, window);
  const { rows } = await client.query<Traced>(traceSql, values.slice(0, 7));
  return [...rows, await traceStandstills(client, window), ...(await tracePushes(client, window))];
}

async function traceStandstills(client: Pick<PoolClient, 'query'>, window: DigestWindow): Promise<Traced> {
  const { programmeId, endsAt, mentoring } = window;
  const text = teamFactsSql({ endsAt: '$2', most: '$3' });
  const { rows } = await client.query<TeamFacts>(text, [programmeId, endsAt, mentoring.perTeam]);
  return { figure: 'soFar.idleTeams', ids: findStandstills(rows, window).map(({ id }) => id) };
}

/** The closing month and, where the week touches two, the running one up to now. */
async function tracePushes(
  client: Pick<PoolClient, 'query'>,
  { programmeId, startsAt, takenAt, zone }: DigestWindow,
): Promise<readonly Traced[]> {
  const traced: Traced[] = [];
  const months = new Map([startsAt, takenAt].map((at) => [monthKey(at, zone), monthBounds(at, zone)]));
  for (const [month, bounds] of months) {
    const until = bounds.endsAt < takenAt ? bounds.endsAt : takenAt;
    const values = [programmeId, bounds.startsAt, until, `pushes.${month}`];
    traced.push(...(await client.query<Traced>(tracePushesSql, values)).rows);
  }
  return traced;
}
