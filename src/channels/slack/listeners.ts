import type { App, Context } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { WebAPIPlatformError } from '@slack/web-api';
import type { SlackContent, SlackIncoming } from '../../domain/messaging/incoming.ts';
import type { HandleSlack, SlackAnswer } from '../../use-cases/ports/slack.ts';
import { renderModal } from './modals.ts';
import { renderParts, renderSlackMessage } from './render.ts';

const lostTriggers = ['expired_trigger_id', 'exchanged_trigger_id', 'trigger_expired', 'invalid_trigger_id'];

type Dependencies = { readonly client: WebClient; readonly handle: HandleSlack };

/** Registration only: turns what Bolt understood into our words, and our answer into Slack's calls. */
export function registerListeners(app: App, { client, handle }: Dependencies): void {
  const act = (context: Context, userId: string, content: SlackContent): Promise<SlackAnswer> =>
    handle(toIncoming(context, userId, content));
  const openModal = async (triggerId: string, answer: SlackAnswer): Promise<void> => {
    if (answer.modal === undefined || triggerId === '') return;
    try {
      await client.views.open({ trigger_id: triggerId, view: renderModal(answer.modal) });
    } catch (error) {
      // A trigger lives three seconds. The tap is stored and the message shows how to go on (CONVERSATIONS 3.7).
      if (!isRefused(error, lostTriggers)) throw error;
    }
  };

  const updateModal = async (view: { readonly id: string; readonly hash: string }, answer: SlackAnswer) => {
    if (answer.update === undefined) return;
    try {
      await client.views.update({ view_id: view.id, hash: view.hash, view: renderModal(answer.update) });
    } catch (error) {
      // What was chosen since then draws the modal itself; a closed one needs no drawing.
      if (!isRefused(error, ['hash_conflict', 'not_found'])) throw error;
    }
  };

  const showHome = async (userId: string, { home }: SlackAnswer): Promise<void> => {
    if (home === undefined) return;
    await client.views.publish({ user_id: userId, view: { type: 'home', blocks: renderParts(home) } });
  };

  app.event('message', async ({ event, context }) => {
    if (event.channel_type !== 'im') return act(context, '', { kind: 'unsupported' }).then(() => undefined);
    if (event.subtype === 'message_deleted') {
      const userId = 'user' in event.previous_message ? (event.previous_message.user ?? '') : '';
      await act(context, userId, { kind: 'deleted', messageId: event.deleted_ts });
      return;
    }
    const isPlain = event.subtype === undefined && event.bot_id === undefined;
    const content: SlackContent = isPlain
      ? { kind: 'dm', text: event.text ?? '', messageId: event.ts, channelId: event.channel }
      : { kind: 'unsupported' };
    await act(context, isPlain ? event.user : '', content);
  });

  app.event('user_change', async ({ event, context }) => {
    await act(context, event.user.id, { kind: 'account', active: event.user.deleted !== true });
  });

  app.event('app_home_opened', async ({ event, context }) => {
    await showHome(event.user, await act(context, event.user, { kind: 'home' }));
  });

  app.action({ type: 'block_actions' }, async ({ body, action, context, ack }) => {
    if (body.view?.type === 'modal' && action.type !== 'button' && action.type !== 'plain_text_input') {
      const answer = await act(context, body.user.id, {
        kind: 'picking',
        metadata: body.view.private_metadata,
        callbackId: body.view.callback_id,
        values: readValues(body.view.state.values),
      });
      await ack();
      await updateModal(body.view, answer);
      return;
    }
    if (body.view !== undefined && action.type === 'plain_text_input') {
      await act(context, body.user.id, {
        kind: 'typing',
        metadata: body.view.private_metadata,
        callbackId: body.view.callback_id,
        texts: readValues(body.view.state.values),
      });
      await ack();
      return;
    }
    const data = action.type === 'button' ? (action.value ?? '') : '';
    const answer = await act(context, body.user.id, {
      kind: data === '' ? 'unsupported' : 'button',
      data,
      triggerId: body.trigger_id,
      channelId: body.channel?.id ?? null,
      messageTs: body.message?.ts ?? null,
    });
    await ack();
    await openModal(body.trigger_id, answer);
    if (body.view !== undefined) await updateModal(body.view, answer);
    await showHome(body.user.id, answer);
    if (answer.ephemeral !== undefined && body.channel !== undefined) {
      await client.chat.postEphemeral({
        channel: body.channel.id,
        user: body.user.id,
        ...renderSlackMessage([answer.ephemeral]),
      });
    }
  });

  app.view(/.*/, async ({ body, view, context, ack }) => {
    const answer = await act(context, body.user.id, {
      kind: 'submit',
      metadata: view.private_metadata,
      callbackId: view.callback_id,
      values: readValues(view.state.values),
    });
    if (answer.errors === undefined) await ack();
    else await ack({ response_action: 'errors', errors: { ...answer.errors } });
    await showHome(body.user.id, answer);
  });

  app.command(/.*/, async ({ command, context, ack }) => {
    const answer = await act(context, command.user_id, {
      kind: 'command',
      text: command.text,
      triggerId: command.trigger_id,
    });
    if (answer.ephemeral === undefined) await ack();
    else await ack({ response_type: 'ephemeral', ...renderSlackMessage([answer.ephemeral]) });
    await openModal(command.trigger_id, answer);
  });
}

function toIncoming(context: Context, userId: string, content: SlackContent): SlackIncoming {
  return {
    eventId: String(context.inboxEventId),
    userId,
    at: new Date(Number(context.occurredAt)),
    content,
  };
}

type ViewValues = Readonly<
  Record<
    string,
    Readonly<
      Record<
        string,
        {
          value?: string | null;
          selected_option?: { value: string } | null;
          selected_date?: string | null;
          selected_date_time?: number | null;
        }
      >
    >
  >
>;

/** One value per block: a text or day as it stands, a choice by its value, an instant in Unix seconds, '' when empty. */
function readValues(values: ViewValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([blockId, inputs]) => {
      const input = Object.values(inputs)[0];
      const moment = input?.selected_date_time ?? null;
      const given = input?.selected_option?.value ?? input?.selected_date ?? input?.value;
      return [blockId, given ?? (moment === null ? '' : String(moment))];
    }),
  );
}

function isRefused(error: unknown, reasons: readonly string[]): boolean {
  return error instanceof WebAPIPlatformError && reasons.includes(error.data.error);
}
