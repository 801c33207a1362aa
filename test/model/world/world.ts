import { setTimeout as realDelay } from 'node:timers/promises';
import { pino } from 'pino';
import { createRandom } from '../../../playground/world/random.ts';
import type { Desk } from '../../../src/open-desk.ts';
import { createSession } from '../../../src/use-cases/desk/import-sessions.ts';
import type { SimulationDatabase } from '../../simulation/world/database.ts';
import { readPending } from '../../simulation/world/read-pending.ts';
import { createSeededIds } from '../../simulation/world/seeded-ids.ts';
import { type RecordRead, readRecord } from '../judge/record.ts';
import { createModelClock, type ModelClock } from './clock.ts';
import type { News } from './news.ts';
import { createPhones, type Phones } from './phones.ts';
import { createModelProcess, type ModelProcess } from './process.ts';
import { createScreens, type Screens } from './screens.ts';
import type { Webhook } from './webhooks.ts';

/** The product in two processes on a real database, and everything around it. */
export type World = {
  readonly clock: ModelClock;
  readonly phones: Phones;
  readonly screens: Screens;
  /** What everybody saw and did, in order. */
  readonly news: News[];
  readonly database: SimulationDatabase;
  /** What the coordinators' commands work on. */
  readonly desk: Desk;
  /** Posts a webhook to one of the processes. */
  readonly post: (webhook: Webhook, process?: number) => Promise<void>;
  /** Handles everything that was stored, in both processes at once. */
  readonly drain: () => Promise<void>;
  /**
   * Sends and redraws what is due, and asks about meetings that are over, in both processes at once. Answers when there
   * will be more to do; null: nothing is waiting.
   */
  readonly work: () => Promise<number | null>;
  /** The same, and what is sent takes its time to arrive. */
  readonly workSlowly: () => Promise<void>;
  readonly read: () => Promise<RecordRead>;
  /** Numbers acts, so that no two have the same name. */
  readonly nextId: () => number;
  readonly problems: object[];
};

/** A Thursday; three days later the clocks of one mentor are put back. */
export const beginsAt = Date.parse('2024-10-31T09:30:00+09:00');
const mostRounds = 8;
/** Real time that a slow message takes: as long as a few transactions. */
const wayMs = 20;

/** A world of its own for one run; `firstMeeting`: when the desk has set the first meeting, if it has. */
export async function createModelWorld(
  { database, desk }: Pick<World, 'database' | 'desk'>,
  firstMeeting: number | null,
): Promise<World> {
  await database.reset();
  const clock = createModelClock(beginsAt);
  const news: News[] = [];
  let isSlow = false;
  const way = async (): Promise<void> => {
    if (isSlow) await realDelay(wayMs);
  };
  const phones = createPhones(clock, (seen) => news.push(seen), way);
  const screens = createScreens(clock, (seen) => news.push(seen), way);
  const ids = createSeededIds(createRandom(1));
  const problems: object[] = [];
  const logger = pino(
    { level: 'warn' },
    { write: (line: string) => problems.push({ line: line.slice(0, 2_000) }) },
  );
  const edges = {
    database,
    clock,
    ids,
    line: phones.sender,
    slack: screens.sender,
    show: screens.show,
    logger,
  };
  const processes = [
    await createModelProcess({ ...edges, name: 'process-1' }),
    await createModelProcess({ ...edges, name: 'process-2' }),
  ];
  if (firstMeeting !== null) await setMeeting(database, firstMeeting, { ids, now: clock.now() });
  let known: readonly string[] = [];
  let acts = 0;
  const each = (run: (one: ModelProcess) => Promise<unknown>) => Promise.all(processes.map(run));
  const work: World['work'] = async () => {
    const { rows } = await database.watcher.query(unmatchedSql);
    if (rows.length > 0) await each(({ sweeps }) => sweeps.matchPeople());
    const { endedSessions, deliveries, refreshes } = await readPending(database.watcher, clock.ms());
    const { rows: asked } = await database.watcher.query(askedSql);
    if (endedSessions + asked.length > 0) await each(({ sweeps }) => sweeps.closeSessions());
    if (deliveries + endedSessions > 0) await each(({ sweeps }) => sweeps.sendDeliveries());
    if (refreshes > 0) await each(({ sweeps }) => sweeps.refreshMessages());
    return (await readPending(database.watcher, clock.ms())).nextAt;
  };
  return {
    clock,
    phones,
    screens,
    news,
    database,
    desk,
    problems,
    post: async (webhook, process = 0) => {
      const receive = processes[process % processes.length]?.receivers.get(webhook.path);
      const headers = webhook.headersAt(clock.ms());
      const answer = await receive?.({ headers, body: webhook.body });
      if (answer?.status !== 200) throw new Error(`a webhook was answered ${answer?.status}`);
    },
    drain: async () => {
      for (let round = 0; round < mostRounds; round += 1) {
        const { rows } = await database.watcher.query('select 1 from inbox where processed_at is null');
        if (rows.length === 0) return;
        // Somebody holds it, or it failed: leases run out and it is tried again.
        if (round > 0) clock.moveTo(clock.ms() + 25_000);
        await each(({ sweeps }) => sweeps.drainInbox());
      }
      throw new Error(`an event cannot be handled: ${JSON.stringify(problems)}`);
    },
    work,
    workSlowly: async () => {
      isSlow = true;
      await work();
      isSlow = false;
    },
    read: async () => {
      const record = await readRecord(database.watcher, known);
      known = [...record.offerOf].toSorted(([, a], [, b]) => a - b).map(([id]) => id);
      return record;
    },
    nextId: () => {
      acts += 1;
      return acts;
    },
  };
}

/** Whoever is to be found in Slack, and a pair whose group is not open yet. */
const unmatchedSql = `
  select 1 from enrolments e join people p on p.id = e.person_id left join teams t on t.id = e.team_id
  where e.role = 'mentor' and e.ended_at is null
    and (p.slack_user_id is null or position(p.slack_user_id in t.slack_group_members) = 0)`;

/** A mentor who cannot come: what the clock does to that is looked at in each round. */
const askedSql = `
  select 1 from absences a join sessions s on s.id = a.session_id
  where a.back_at is null and a.schedule_revision = s.schedule_revision and s.state = 'planned'`;

async function setMeeting(
  { transactWith, programmeId }: SimulationDatabase,
  at: number,
  { ids, now }: { readonly ids: ReturnType<typeof createSeededIds>; readonly now: Date },
): Promise<void> {
  await transactWith(ids)((records) =>
    createSession(
      records,
      programmeId,
      {
        team: '01',
        kind: 'mentoring',
        number: 1,
        startsAt: new Date(at),
        minutes: 40,
        link: 'https://meet.example.org/x',
      },
      now,
    ),
  );
}
