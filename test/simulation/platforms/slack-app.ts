import { z } from 'zod';
import type { SlackApp } from '../../../src/channels/slack/app.ts';
import type { SlackContent } from '../../../src/domain/messaging/incoming.ts';
import type { ReceivedEvent } from '../../../src/use-cases/ports/inbox.ts';
import type { HandleSlack, SlackAnswer } from '../../../src/use-cases/ports/slack.ts';

const click = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  channel: z.object({ id: z.string() }),
  message: z.object({ ts: z.string() }),
  actions: z.array(z.object({ value: z.string() })).min(1),
});
const submission = z.object({
  type: z.literal('view_submission'),
  user: z.object({ id: z.string() }),
  view: z.object({
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string() }))) }),
  }),
});

/** Stands for Bolt: two kinds of acts, read as its listeners read them, without its machinery. */
export function createSimulatedSlackApp(options: {
  readonly handle: HandleSlack;
  /** Shows what an act was answered with, while its trigger lives. */
  readonly show: (userId: string, answer: SlackAnswer) => Promise<void>;
}): SlackApp {
  const run = async (event: ReceivedEvent, body: unknown): Promise<() => Promise<void>> => {
    const { userId, content } = readAct(body);
    const answer = await options.handle({ eventId: event.eventId, userId, at: event.occurredAt, content });
    return () => options.show(userId, answer);
  };
  return {
    process: async (event) => {
      await run(event, JSON.parse(event.body));
    },
    answer: async (event, body) => {
      try {
        const show = await run(event, body);
        await show();
      } catch {
        // Stored already: the lease runs out and a worker tries again.
      }
      return { status: 200 };
    },
  };
}

function readAct(body: unknown): { readonly userId: string; readonly content: SlackContent } {
  const tapped = click.safeParse(body);
  if (tapped.success) {
    const { user, trigger_id: triggerId, channel, message, actions } = tapped.data;
    const data = actions[0]?.value ?? '';
    return {
      userId: user.id,
      content: { kind: 'button', data, triggerId, channelId: channel.id, messageTs: message.ts },
    };
  }
  const { user, view } = submission.parse(body);
  const values = Object.entries(view.state.values).map(([key, inputs]) => [
    key,
    Object.values(inputs)[0]?.value ?? '',
  ]);
  return {
    userId: user.id,
    content: {
      kind: 'submit',
      metadata: view.private_metadata,
      callbackId: view.callback_id,
      values: Object.fromEntries(values),
    },
  };
}
