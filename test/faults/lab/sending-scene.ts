import { setTimeout as sleep } from 'node:timers/promises';
import { type Expected, judgeReceipts, receiptsOf, type Verdict } from '../judge/judge-receipts.ts';
import { connectTo, type LabDatabase } from './databases.ts';
import type { Lab } from './lab.ts';
import { seedReminders } from './seed/seed-reminders.ts';
import type { Site } from './site.ts';
import { labTiming } from './timing.ts';
import { until } from './until.ts';

export type SceneOptions = {
  readonly participants: number;
  readonly pairs: number;
  /** The first reminder is due so long after everything is set up, or after `due` is called. */
  readonly leadMs: number;
  readonly overMs: number;
  /** How the row itself reaches a PostgreSQL of its own; the lab's when not given. */
  readonly ownDatabaseUrl?: string;
  /** How the processes reach PostgreSQL, where that is another way. */
  readonly siteDatabaseUrl?: string;
  readonly redisUrl?: string;
  readonly recordsCalls?: boolean;
  /** How long those are to be left alone who are now; three hours unless given. */
  readonly quietForMinutes?: number;
};

/** Reminders on their way to people on both platforms, and the means to see what became of them. */
export type SendingScene = {
  readonly database: LabDatabase;
  readonly site: Site;
  readonly expected: readonly Expected[];
  /** More reminders, of which the first is due `leadMs` from now. */
  readonly add: (more: Pick<SceneOptions, 'participants' | 'pairs' | 'leadMs' | 'overMs'>) => Promise<void>;
  /** Waits until everybody received something; answers how long that took, null when somebody never did. */
  readonly untilReceived: (withinMs: number) => Promise<number | null>;
  /** How long after this instant everything that was due before it had been received; null: not yet. */
  readonly caughtUpAfterMs: (healedAt: Date) => number | null;
  /** What must not come has time to come, then the ledgers are judged. */
  readonly judge: (
    bounds: Omit<Parameters<typeof judgeReceipts>[0], 'expected' | 'receipts'>,
  ) => Promise<Verdict>;
};

/** Long enough for a lease to run out and for somebody else to send once more. */
const lingerMs = labTiming.leaseMs + 1_500;

/** Seeds the reminders; the row starts the workers. */
export async function openSendingScene(lab: Lab, options: SceneOptions): Promise<SendingScene> {
  const database =
    options.ownDatabaseUrl === undefined ? await lab.openDatabase() : connectTo(options.ownDatabaseUrl);
  if (options.ownDatabaseUrl !== undefined) lab.onClose(database.close);
  const site = await lab.openSite({
    databaseUrl: options.siteDatabaseUrl ?? database.url,
    recordsCalls: options.recordsCalls ?? true,
    ...(options.redisUrl === undefined ? {} : { redisUrl: options.redisUrl }),
  });
  const expected: Expected[] = [];
  const add: SendingScene['add'] = async (more) => {
    const dueAt = new Date(Date.now() + more.leadMs);
    const { quietForMinutes } = options;
    const quiet = quietForMinutes === undefined ? {} : { quietForMinutes };
    expected.push(...(await seedReminders({ ...more, ...quiet, database, site, dueAt })));
  };
  await add(options);
  return {
    database,
    site,
    expected,
    add,
    untilReceived: (withinMs) =>
      until(() => {
        const reached = new Set(receiptsOf(site).map(({ address }) => address));
        return expected.every(({ wanted, address }) => !wanted || reached.has(address));
      }, withinMs),
    caughtUpAfterMs: (healedAt) => {
      const receipts = receiptsOf(site);
      const due = expected.filter(({ wanted, dueAt }) => wanted && dueAt <= healedAt);
      const arrivals = due.map((one) =>
        receipts.find(({ address }) => address === one.address)?.at.getTime(),
      );
      const latest = Math.max(0, ...arrivals.map((at) => at ?? Number.POSITIVE_INFINITY));
      return Number.isFinite(latest) ? Math.max(0, latest - healedAt.getTime()) : null;
    },
    judge: async (bounds) => {
      await sleep(lingerMs);
      const verdict = judgeReceipts({ expected, receipts: receiptsOf(site), ...bounds });
      const violations = [...site.line.violations, ...site.slack.violations];
      return {
        ...verdict,
        breaches: [...verdict.breaches, ...new Set(violations.map((one) => `a platform objects: ${one}`))],
      };
    },
  };
}
