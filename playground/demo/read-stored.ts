import pg from 'pg';
import { type AnswerRevision, type AnswerValue, foldAnswers } from '../../src/domain/reflections/answers.ts';
import { type Stored, storedValue } from '../seasons/answers.ts';
import type { SeasonRecord } from '../seasons/judge-season.ts';

type Row = {
  readonly person: string;
  readonly session: string;
  readonly reflection: string;
  readonly question: string;
  readonly revision: number;
  readonly value: AnswerValue;
  readonly at: Date;
};

const sessionKeySql = `case when s.id is null then 'before' else coalesce(t.code, 'all') || '/' || s.kind || '/' || s.number end`;

/** Everything that stands in the record after a season, in the season's own words. */
export async function readStored(
  databaseUrl: string,
): Promise<Pick<SeasonRecord, 'stored' | 'sessionsHeld' | 'recorded'>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const answers = await client.query<Row>(
      `select p.code as person, ${sessionKeySql} as session, r.id as reflection, a.question, a.revision, a.value, a.at
       from answers a join reflections r on r.id = a.reflection_id join people p on p.id = r.person_id
       left join sessions s on s.id = r.session_id left join teams t on t.id = s.team_id`,
    );
    const held = await client.query<{ session: string }>(
      `select ${sessionKeySql} as session from sessions s left join teams t on t.id = s.team_id where s.state = 'held'`,
    );
    const changed = await client.query<{ session: string; moved: number; cancelled: boolean }>(
      `select ${sessionKeySql} as session, s.schedule_revision - 1 as moved, s.state = 'cancelled' as cancelled
       from sessions s left join teams t on t.id = s.team_id where s.schedule_revision > 1 or s.state = 'cancelled'`,
    );
    const recorded = {
      moved: Object.fromEntries(changed.rows.map(({ session, moved }) => [session, moved])),
      cancelled: changed.rows.flatMap(({ session, cancelled }) => (cancelled ? [session] : [])),
    };
    return {
      stored: toStored(answers.rows),
      sessionsHeld: held.rows.map(({ session }) => session),
      recorded,
    };
  } finally {
    await client.end();
  }
}

function toStored(rows: readonly Row[]): readonly Stored[] {
  const byReflection = Map.groupBy(rows, ({ reflection }) => reflection);
  return [...byReflection.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const revisions = group.map((row): AnswerRevision => ({ ...row, messageId: null }));
    return Object.entries(foldAnswers(revisions)).flatMap(([question, answer]): Stored[] =>
      answer === undefined
        ? []
        : [{ person: first.person, session: first.session, question, value: storedValue(answer) }],
    );
  });
}
