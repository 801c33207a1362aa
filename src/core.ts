import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { parseLineEvent } from './channels/line/parse.ts';
import type { LineSender } from './channels/line/send.ts';
import type { SlackSender } from './channels/slack/send.ts';
import { platformLimits, type SendLimits } from './domain/messaging/rate-limits.ts';
import type { CountedMetrics } from './http/metrics.ts';
import { type Clock, databaseLeaseClock, type LeaseClock } from './shared/clock.ts';
import type { Ids } from './shared/ids.ts';
import type { SendTiming } from './shared/send-timing.ts';
import { countUncertainClaims } from './storage/deliveries/count-uncertain-claims.ts';
import { createNoteShown } from './storage/deliveries/note-shown.ts';
import { createOutbox } from './storage/deliveries/outbox.ts';
import { createRateGates } from './storage/deliveries/rate-gates.ts';
import { createReconciler } from './storage/deliveries/reconciler.ts';
import { createSendingReads } from './storage/deliveries/sending-reads.ts';
import { createDigestChecks } from './storage/digests/digest-checks.ts';
import { createDigestStore } from './storage/digests/digest-store.ts';
import { createInboxQueue } from './storage/inbox/inbox-queue.ts';
import { createPeopleDirectory } from './storage/people-directory.ts';
import { createCheckDigests } from './use-cases/check-digests.ts';
import { createAftermath } from './use-cases/deliveries/aftermath.ts';
import { createPrepareDelivery } from './use-cases/deliveries/prepare-delivery.ts';
import { createRefreshMessages } from './use-cases/deliveries/refresh-messages.ts';
import { createSendDeliveries } from './use-cases/deliveries/send-deliveries.ts';
import { createDrainInbox, type HandleEvent } from './use-cases/drain-inbox.ts';
import { createHandleLineEvent } from './use-cases/line/handle-line-event.ts';
import { createFindDueDigests, createMakeDigests } from './use-cases/make-digests.ts';
import { createMatchPeople } from './use-cases/match-people.ts';
import type { Transact } from './use-cases/ports/records/records.ts';
import type { HandleSlack } from './use-cases/ports/slack.ts';
import type { Sweeps } from './use-cases/ports/sweeps.ts';
import { createReconcile } from './use-cases/reconcile.ts';
import { createReconcileQuota } from './use-cases/reconcile-quota.ts';
import { createKeepPace } from './use-cases/scheduling/pace/keep-pace.ts';
import { createCloseSessions } from './use-cases/sessions/close-sessions.ts';
import { createHandleSlackEvent } from './use-cases/slack/handle-slack-event.ts';

/** Where a core meets the world outside: the real platforms in every process, others in a simulated run. */
export type CoreOptions<App> = {
  readonly pool: Pool;
  readonly transact: Transact;
  /** Names this process in its leases. */
  readonly owner: string;
  readonly line: LineSender;
  readonly slack: SlackSender;
  readonly openSlackApp: (handle: HandleSlack) => Promise<App>;
  readonly clock: Clock;
  readonly leaseClock?: LeaseClock;
  readonly ids: Ids;
  readonly timing: SendTiming;
  readonly sendLimits?: SendLimits;
  /** How long a send waits at a rate gate before it is put off; real time, so none on a clock of one's own. */
  readonly gatePatienceMs?: number;
  readonly secretKey: string;
  readonly logger: Logger;
  readonly metrics: CountedMetrics;
  readonly stopping: AbortSignal;
};

/** Storage, use cases and sweeps over the given edges: everything a process does, and nothing of where it runs. */
export async function createCore<App extends { readonly process: HandleEvent }>(
  options: CoreOptions<App>,
): Promise<{ readonly sweeps: Sweeps; readonly slackApp: App }> {
  const { pool, transact, clock, ids, line, slack, logger, metrics, stopping } = options;
  const { owner, timing, leaseClock = databaseLeaseClock } = options;
  const counted = createOutbox({ pool, timing, owner, leaseClock });
  const outbox = countUncertainClaims(counted, metrics.countUncertainClaims);
  const gates = createRateGates(pool, { patienceMs: options.gatePatienceMs ?? 0 });
  const slackApp = await options.openSlackApp(createHandleSlackEvent({ transact, clock, ids }));
  const aftermath = createAftermath(transact);
  const { secretKey } = options;
  const noteShown = createNoteShown(pool);
  const talk = { transact, noteShown, replies: line, menus: line.menus, clock, ids, secretKey };
  const handleLine = createHandleLineEvent(talk);
  const digestStore = createDigestStore({ pool, ids });
  const checks = createDigestChecks(pool);
  const { countDigestMismatches: count } = metrics;
  const report = (problem: object): void => logger.error(problem);
  const directory = createPeopleDirectory(pool);
  return {
    slackApp,
    sweeps: {
      drainInbox: createDrainInbox({
        queue: createInboxQueue({ pool, leaseClock }),
        handlers: {
          line: (event) => handleLine(parseLineEvent(event.body, event.eventId)),
          slack: slackApp.process,
        },
        clock,
        report,
        stopping,
      }),
      sendDeliveries: createSendDeliveries({
        outbox,
        channels: { line, slack },
        gates,
        limits: options.sendLimits ?? platformLimits,
        prepare: createPrepareDelivery({ reads: createSendingReads(pool), transact, outbox }),
        aftermath,
        clock,
        report: (problem) => logger.warn(problem),
        observe: metrics.observeSent,
        stopping,
      }),
      untilNextDelivery: async () => {
        const now = clock.now();
        const next = await outbox.nextDueAt(now);
        return next === null ? null : next.getTime() - now.getTime();
      },
      refreshMessages: createRefreshMessages({ transact, outbox, gates, updates: slack, clock }),
      closeSessions: createCloseSessions({ transact, clock }),
      keepPace: createKeepPace({ transact, clock, stopping }),
      reconcileQuota: createReconcileQuota({ quota: line.quota, transact, clock }),
      matchPeople: createMatchPeople({ directory, slack, gates, transact, clock }),
      reconcile: createReconcile({
        reconciler: createReconciler(pool),
        transact,
        clock,
        count: metrics.countRepairs,
        stopping,
      }),
      findDueDigests: createFindDueDigests({ store: digestStore, clock }),
      makeDigests: createMakeDigests({ store: digestStore, transact, clock, stopping }),
      checkDigests: createCheckDigests({ checks, clock, report, count, stopping }),
    },
  };
}
