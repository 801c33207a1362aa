import type { StoppablePostgres } from '../../../support/databases/stoppable-postgres.ts';
import { judgeAcks } from '../../judge/judge-acks.ts';
import { judgeOwnRecord } from '../../judge/judge-own-record.ts';
import type { Verdict } from '../../judge/judge-receipts.ts';
import type { LabDatabase } from '../../lab/databases.ts';
import type { Lab } from '../../lab/lab.ts';
import { openSendingScene } from '../../lab/sending-scene.ts';
import type { SiteProcess } from '../../lab/site-process.ts';
import { startTalking } from '../../scene/start-talking.ts';

/** A server and two workers on a PostgreSQL that can be attacked, with reminders falling due and people talking. */
export type DatabaseScene = {
  readonly postgres: StoppablePostgres;
  readonly database: LabDatabase;
  readonly processes: readonly SiteProcess[];
  readonly judge: (bounds: {
    readonly healedAt: Date;
    readonly lateAfterMs: number;
  }) => Promise<Verdict & { readonly recoveredInMs: number | null }>;
};

const reminderEveryMs = 250;
const pairEveryMs = 1_500;

/** Everything runs and the first reminder is due in a second when this answers; the last `overMs` later. */
export async function openDatabaseScene(
  lab: Lab,
  options: { readonly overMs: number },
): Promise<DatabaseScene> {
  const { overMs } = options;
  const postgres = await lab.startPostgres();
  const none = { participants: 0, pairs: 0, leadMs: 0, overMs: 0 };
  const scene = await openSendingScene(lab, { ...none, ownDatabaseUrl: postgres.url });
  const { site, database } = scene;
  const processes = await Promise.all([site.startServer(), site.startWorkers(), site.startWorkers()]);
  const talking = await startTalking(lab, scene, { people: 2, everyMs: 400 });
  await scene.add({
    participants: Math.ceil(overMs / reminderEveryMs),
    pairs: Math.ceil(overMs / pairEveryMs),
    leadMs: 1_000,
    overMs,
  });
  return {
    postgres,
    database,
    processes,
    judge: async ({ healedAt, lateAfterMs }) => {
      await scene.untilReceived(overMs + 60_000);
      const answeredInMs = await talking.untilAnswered(healedAt);
      const caughtUpInMs = scene.caughtUpAfterMs(healedAt);
      const isBack = answeredInMs !== null && caughtUpInMs !== null;
      const recoveredInMs = isBack ? Math.max(answeredInMs, caughtUpInMs) : null;
      const heard = await talking.judge();
      const bounds = { lateAfterMs, workingAgainAt: healedAt, besides: [talking.deskChannel] };
      const verdict = await scene.judge(bounds);
      return {
        ...verdict,
        recoveredInMs,
        lost: verdict.lost + heard.lost,
        twice: verdict.twice + heard.twice,
        breaches: [
          ...verdict.breaches,
          ...judgeAcks(talking.acks),
          ...(recoveredInMs === null || recoveredInMs > lateAfterMs
            ? [`replies came back after ${answeredInMs} ms, messages after ${caughtUpInMs} ms`]
            : []),
          ...(heard.lost > 0 ? [`${heard.lost} of ${heard.said} words that people said were lost`] : []),
          ...(heard.twice > 0 ? [`${heard.twice} of ${heard.said} words that people said count twice`] : []),
          ...(await judgeOwnRecord(scene)),
        ],
      };
    },
  };
}
