import type { Random } from '../../../playground/world/random.ts';
import type { WebhookReceiver } from '../../../src/shared/webhook.ts';
import type { Injector } from '../faults/injector.ts';
import type { Agenda } from '../scheduling/agenda.ts';
import type { Scheduler } from '../scheduling/scheduler.ts';

/** A request of a platform, signed anew each time it is sent. */
export type Webhook = {
  readonly path: '/line/webhook' | '/slack/events';
  readonly body: Buffer;
  readonly sign: (body: Buffer, now: number) => Readonly<Record<string, string>>;
  /** Nobody waits for an answer, so it may come late, twice or after others. */
  readonly mayBeLate: boolean;
};

export type Webhooks = {
  /** Answers when it was acknowledged for the first time; sends it again until it is. */
  readonly emit: (webhook: Webhook) => Promise<void>;
  /** Not acknowledged yet. */
  readonly outstanding: () => number;
};

const answerWithinMs = 10_000;

/** The platforms' side of webhooks: late, twice, in another order, and again until somebody says 200. */
export function createWebhooks(options: {
  readonly scheduler: Scheduler;
  readonly agenda: Agenda;
  readonly injector: Injector;
  readonly random: Random;
  /** The receiver of any process that is up; null while none is. */
  readonly findReceiver: (path: string) => WebhookReceiver | null;
}): Webhooks {
  const { scheduler, agenda, injector, random, findReceiver } = options;
  let outstanding = 0;

  const post = async ({ path, body, sign }: Webhook): Promise<boolean> => {
    const receiver = findReceiver(path);
    if (receiver === null) return false;
    try {
      const { status } = await receiver({ headers: sign(body, scheduler.now()), body });
      return status === 200;
    } catch {
      // As the server answers whatever a receiver throws: 503.
      return false;
    }
  };

  return {
    outstanding: () => outstanding,
    emit: (webhook) =>
      new Promise((resolve) => {
        let isDone = false;
        outstanding += 1;
        const done = (): void => {
          if (isDone) return;
          isDone = true;
          outstanding -= 1;
          resolve();
        };
        const take = async (one: Webhook): Promise<void> => {
          if (await post(one)) done();
        };
        const attempt = (at: number): void => {
          agenda.at(at, () => {
            void take(webhook);
            agenda.at(at + answerWithinMs, () => {
              if (!isDone) attempt(scheduler.now() + random.integer(30_000, 120_000));
            });
          });
        };
        const first = scheduler.now() + random.integer(20, 400);
        const isDelayed = webhook.mayBeLate && injector.happens('webhook.delayed');
        attempt(isDelayed ? first + random.integer(90_000, 1_200_000) : first);
        if (injector.happens('webhook.duplicated')) {
          attempt(first + random.pick([0, 1, 500, 3_000, 3_600_000]));
        }
      }),
  };
}
