import { z } from 'zod';
import type { SlackApp } from '../../../src/channels/slack/app.ts';
import type { SlackContent } from '../../../src/domain/messaging/incoming.ts';
import { createUnderWay } from '../../../src/shared/under-way.ts';
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
const input = z.object({
  value: z.string().optional(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_date_time: z.number().nullish(),
});
const inView = z.object({
  user: z.object({ id: z.string() }),
  view: z.object({
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), input)) }),
  }),
});
const submission = inView.extend({ type: z.literal('view_submission') });
const choice = inView.extend({ type: z.literal('block_actions') });
const command = z.object({
  command: z.string(),
  text: z.string(),
  user_id: z.string(),
  trigger_id: z.string(),
});

/** Stands for Bolt: buttons, commands and modals, read as its listeners read them, without its machinery. */
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
    answers: createUnderWay(),
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
  const typed = command.safeParse(body);
  if (typed.success) {
    const { user_id: userId, text, trigger_id: triggerId } = typed.data;
    return { userId, content: { kind: 'command', text, triggerId } };
  }
  const chosen = choice.safeParse(body);
  const { user, view } = chosen.success ? chosen.data : submission.parse(body);
  const values = Object.entries(view.state.values).map(([key, inputs]) => [key, readInput(inputs)]);
  return {
    userId: user.id,
    content: {
      kind: chosen.success ? 'picking' : 'submit',
      metadata: view.private_metadata,
      callbackId: view.callback_id,
      values: Object.fromEntries(values),
    },
  };
}

/** A field's one value, as the listeners take it. */
function readInput(inputs: Readonly<Record<string, z.infer<typeof input>>>): string {
  const [field] = Object.values(inputs);
  return field?.value ?? field?.selected_option?.value ?? String(field?.selected_date_time ?? '');
}
