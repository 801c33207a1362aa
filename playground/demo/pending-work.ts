import pg from 'pg';

/** What the product still has to do at an instant, and when it will next have something to do. */
export type PendingWork = {
  readonly inbox: number;
  readonly deliveries: number;
  readonly refreshes: number;
  readonly endedSessions: number;
  /** Teams whose pace is to be looked at. */
  readonly paces: number;
  /** Digests taken so far. */
  readonly digests: number;
  /** The earliest planned delivery, session end, refresh or look at a pace after now; null when there is none. */
  readonly nextAt: Date | null;
};

const sql = `
  select
    (select count(*)::int from inbox where processed_at is null and parked_at is null) as inbox,
    (select count(*)::int from deliveries where state in ('sending', 'unknown'))
      + (select count(*)::int from deliveries where state = 'planned' and due_at <= $1) as deliveries,
    (select count(*)::int from deliveries where refresh_at <= $1 and state = 'sent') as refreshes,
    (select count(*)::int from sessions where asked_at is null and state in ('planned', 'held', 'missed') and ends_at <= $1) as "endedSessions",
    (select count(*)::int from teams where pace_look_at <= $1) as paces,
    (select count(*)::int from digests) as digests,
    least(
      (select min(due_at) from deliveries where state = 'planned' and due_at > $1),
      (select min(ends_at) from sessions where asked_at is null and state in ('planned', 'held', 'missed') and ends_at > $1),
      (select min(refresh_at) from deliveries where refresh_at > $1 and state = 'sent'),
      (select min(pace_look_at) from teams where pace_look_at > $1)
    ) as "nextAt"`;

/** Asks the tables what a worker would find; over a connection of its own. */
export async function createPendingWork(databaseUrl: string): Promise<{
  readonly read: (now: Date) => Promise<PendingWork>;
  readonly close: () => Promise<void>;
}> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  return {
    read: async (now) => {
      const { rows } = await client.query<PendingWork>({ name: 'pending-work', text: sql, values: [now] });
      const [row] = rows;
      if (row === undefined) throw new Error('one row is always answered');
      return row;
    },
    close: () => client.end(),
  };
}
