import pg, { type Pool, type QueryConfig } from 'pg';
import { createOutbox } from '../../src/storage/deliveries/outbox.ts';

/** How PostgreSQL carries out the claim that senders make, with its own parameters, on the rows that are there now. */
export async function explainClaim(databaseUrl: string, now: Date): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const plan: string[] = [];
  const explain = async ({ text, values }: QueryConfig): Promise<{ rows: never[]; rowCount: number }> => {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `explain (analyze, buffers, summary) ${text}`,
      values,
    );
    plan.push(...rows.map((row) => row['QUERY PLAN']));
    return { rows: [], rowCount: 0 };
  };
  try {
    await client.query('begin');
    await createOutbox({ pool: asPool({ query: explain }), owner: 'explain' }).claim(now, 200);
    return plan;
  } finally {
    // Explaining runs the claim: nothing of it stays.
    await client.query('rollback');
    await client.end();
  }
}

/** Guarantee: a claim is one `query` with text and values, and reads nothing but the rows. */
function asPool(explaining: { readonly query: (query: QueryConfig) => Promise<unknown> }): Pool {
  return explaining as unknown as Pool;
}
