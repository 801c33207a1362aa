import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { judgeRun } from './judge/judge-run.ts';
import { readMessage } from './judge/read-message.ts';
import { lineAllowance } from './platforms/line-platform.ts';
import { playSeed, toRun } from './run-seed.ts';
import { openSimulationDatabase, type SimulationDatabase } from './world/database.ts';

type Run = Parameters<typeof judgeRun>[0];

describe('the judge of a simulated week', () => {
  const created = createTestDatabase();
  let database: SimulationDatabase;
  let run: Run;

  beforeAll(async () => {
    database = await openSimulationDatabase((await created).url);
    run = toRun(await playSeed(database, 1), database);
  });
  afterAll(() => database.close());

  const indexOf = (kind: string): number => {
    const index = run.ledger.findIndex(
      (one) => one.via === 'push' && readMessage(one, run.season.sessions).kind === kind,
    );
    if (index < 0) throw new Error(`nobody got a ${kind}`);
    return index;
  };
  const change = (index: number, changed: object | null): Run => ({
    ...run,
    ledger: run.ledger.flatMap((one, place) => {
      if (place !== index) return [one];
      return changed === null ? [] : [{ ...one, ...changed }];
    }),
  });
  const tamper = async (sql: string, back: string): Promise<readonly string[]> => {
    await database.watcher.query(sql);
    const breaches = await judgeRun(run);
    await database.watcher.query(back);
    return breaches;
  };

  it('finds nothing where every promise was kept', async () => {
    expect(await judgeRun(run)).toEqual([]);
  });

  it('finds a message that never came, came twice, at night or late', async () => {
    const digest = indexOf('digest');
    expect(await judgeRun(change(digest, null))).toEqual([expect.stringContaining('came 0 times')]);
    const reminder = indexOf('reminder');
    const original = run.ledger[reminder];
    if (original === undefined) throw new Error('it is there');
    const again = [...run.ledger, { ...original, at: original.at + 60_000 }];
    expect(await judgeRun({ ...run, ledger: again })).toContainEqual(expect.stringContaining('twice'));
    const underOtherKey = [...run.ledger, { ...original, key: 'other', at: original.at + 60_000 }];
    expect(await judgeRun({ ...run, ledger: underOtherKey })).toContainEqual(
      expect.stringContaining('twice'),
    );
    const night = new Date(original.at + 9 * 3_600_000).setUTCHours(2, 0) - 9 * 3_600_000;
    expect(await judgeRun(change(reminder, { at: night }))).toContainEqual(
      expect.stringContaining('in quiet range'),
    );
    expect(await judgeRun(change(reminder, { at: original.at + 7 * 86_400_000 }))).toContainEqual(
      expect.stringContaining('after its use'),
    );
  });

  it('finds an allowance that was overdrawn', async () => {
    const reminder = run.ledger.findIndex(({ usedOfMonth }) => usedOfMonth !== null);
    const over = await judgeRun(change(reminder, { usedOfMonth: lineAllowance + 1 }));
    expect(over).toContainEqual(expect.stringContaining("over the month's limit"));
    const asks = await judgeRun(change(indexOf('ask'), { usedOfMonth: lineAllowance }));
    expect(asks).toContainEqual(expect.stringContaining('out of the reserve'));
  });

  it('finds an answer that was lost, stored as another one or doubled', async () => {
    const aside = 'create temporary table aside as select * from answers';
    const back = 'delete from answers; insert into answers select * from aside; drop table aside';
    const lost = `${aside}; delete from answers where inbox_event_id like 'line:%'`;
    expect(await tamper(lost, back)).toContainEqual(expect.stringContaining('stored 0 times'));
    const other = `${aside}; update answers set value = jsonb_set(value, '{satisfaction}', '9')
      where question = 'q1' and inbox_event_id like 'slack:%'`;
    expect(await tamper(other, back)).toContainEqual(expect.stringContaining('stands as 9'));
    const doubled = `${aside}; alter table answers drop constraint if exists answers_inbox_event_id_question_key;
      drop index if exists answers_inbox_event_id_question_key;
      insert into answers (id, reflection_id, question, revision, value, inbox_event_id, at)
        select gen_random_uuid(), reflection_id, question, revision + 100, value, inbox_event_id, at from aside
        where inbox_event_id like 'line:%' limit 1`;
    expect(await tamper(doubled, back)).toContainEqual(expect.stringContaining('stored 2 times'));
  });

  it('finds figures that differ from their rows, and what was left behind', async () => {
    const figures = `update digests set figures = jsonb_set(figures, '{late}', '7')`;
    const restore = `update digests set figures = jsonb_set(figures, '{late}', '0')`;
    expect(await tamper(figures, restore)).toContainEqual(expect.stringContaining('late 7 instead of 0'));
    const waiting = `insert into inbox (platform, event_id, person_key, body, occurred_at, received_at)
      values ('line', 'left', '-', '{}', now(), now())`;
    expect(await tamper(waiting, `delete from inbox where event_id = 'left'`)).toContainEqual(
      expect.stringContaining('events not handled'),
    );
  });
});
