import type { PoolClient } from 'pg';
import type { DigestFigures } from '../../domain/digests/figures.ts';
import type { DigestWindow } from '../../use-cases/ports/digests/digest-store.ts';
import { findStandstills } from './find-standstills.ts';
import { type ReadPushes, readPushes } from './pushes.ts';
import { rollupSql } from './sql/rollup-sql.ts';
import { standingSql, windowValues } from './sql/standing-sql.ts';
import { type RoleRow, type Standing, toFigures } from './to-figures.ts';

type Client = Pick<PoolClient, 'query'>;

/** All figures of a digest whose rows are stamped, in the client's own snapshot. */
export async function rollUp(
  client: Client,
  digestId: string,
  window: DigestWindow,
  pushesOf: ReadPushes = readPushes,
): Promise<DigestFigures> {
  const roles = await rollUpReflections(client, digestId);
  const { rows } = await client.query<{ standing: Standing }>({
    name: 'digest-standing',
    text: standingSql,
    values: [...windowValues(digestId, window)],
  });
  const [row] = rows;
  if (row === undefined) throw new Error('the standing is one row');
  const { standing } = row;
  const standstills = findStandstills(standing.teams, window);
  return toFigures({ roles, standing, standstills, pushes: await pushesOf(client, window) });
}

/** What a digest counted, by role: a row for each role that anything was counted of. */
export async function rollUpReflections(client: Client, digestId: string): Promise<readonly RoleRow[]> {
  const { rows } = await client.query<RoleRow>({
    name: 'digest-rollup',
    text: rollupSql,
    values: [digestId],
  });
  return rows;
}
