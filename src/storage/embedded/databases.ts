import pg from 'pg';

const ALREADY_THERE: ReadonlySet<string> = new Set(['42P04', '23505']);

/**
 * Makes a database on the server of `url` unless it exists, optionally as a copy of `template` (nobody may be
 * connected to that one), and returns its connection string.
 */
export async function createDatabase(url: string, name: string, template?: string): Promise<string> {
  const copied = template === undefined ? '' : ` template ${pg.escapeIdentifier(template)}`;
  await runOn(withDatabase(url, 'postgres'), async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rows.length > 0) return;
    await client.query(`create database ${pg.escapeIdentifier(name)}${copied}`).catch((cause: unknown) => {
      if (!isAlreadyThere(cause)) throw cause;
    });
  });
  return withDatabase(url, name);
}

/** Removes a database if it exists, closing the connections others still have to it. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  await runOn(withDatabase(url, 'postgres'), (client) =>
    client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`),
  );
}

/** The connection string of another database on the same server. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(name)}`;
  return changed.href;
}

async function runOn(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function isAlreadyThere(cause: unknown): boolean {
  return cause instanceof pg.DatabaseError && cause.code !== undefined && ALREADY_THERE.has(cause.code);
}
