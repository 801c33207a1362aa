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

type Start = {
  readonly session: string;
  readonly revision: number;
  readonly revisions: number;
  readonly at: Date;
};

/**
 * Which start a session had at each revision of its schedule: the present one is its own; of a former one whatever was
 * planned for it is of no use after its start.
 */
const startsSql = `
  with known as (
    select id as session_id, schedule_revision as revision, starts_at as at from sessions
    union
    select session_id, coalesce(subject->>'revision', substring(dedupe_key from '[0-9]+$'))::int, expires_at from deliveries
    where session_id is not null and (kind like 'reminder.%' or kind like 'moved.%' or kind = 'settled.pair'))
  select ${sessionKeySql} as session, k.revision, s.schedule_revision as revisions, k.at
  from known k join sessions s on s.id = k.session_id left join teams t on t.id = s.team_id order by 1, 2`;

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
    const starts = await client.query<Start>(startsSql);
    const cancelled = await client.query<{ session: string }>(
      `select ${sessionKeySql} as session from sessions s left join teams t on t.id = s.team_id where s.state = 'cancelled'`,
    );
    const recorded = {
      starts: toStarts(starts.rows),
      cancelled: cancelled.rows.map(({ session }) => session),
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

/** Throws where the record has no start, or several, for a revision. */
function toStarts(rows: readonly Start[]): SeasonRecord['recorded']['starts'] {
  const bySession = Map.groupBy(rows, ({ session }) => session);
  for (const [session, group] of bySession) {
    const isWhole = group.every(
      ({ revision, revisions }, index) => revision === index + 1 && revisions === group.length,
    );
    if (!isWhole) throw new Error(`the starts of ${session} are not known: ${JSON.stringify(group)}`);
  }
  return Object.fromEntries([...bySession].map(([session, group]) => [session, group.map(({ at }) => at)]));
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
