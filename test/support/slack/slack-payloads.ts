import type { SlackStandIn } from '../../../playground/slack/slack-stand-in.ts';

/** A button pressed, as Slack would post it; the same `actionTs` is the same act. */
export function clickBody(click: {
  readonly userId: string;
  readonly value: string;
  readonly channel: string;
  readonly messageTs: string;
  readonly actionTs: string;
}): string {
  return interactionBody({
    type: 'block_actions',
    ...common(click.userId),
    trigger_id: `trigger-${click.actionTs}`,
    container: {
      type: 'message',
      message_ts: click.messageTs,
      channel_id: click.channel,
      is_ephemeral: false,
    },
    channel: { id: click.channel, name: 'directmessage' },
    actions: [
      {
        type: 'button',
        action_id: click.value,
        block_id: 'b',
        value: click.value,
        action_ts: click.actionTs,
      },
    ],
  });
}

/** One report of a text that is being typed into a modal about a run. */
export function typingBody(typed: {
  readonly userId: string;
  readonly runId: string;
  readonly field: string;
  readonly text: string;
  readonly actionTs: string;
}): string {
  const value = { type: 'plain_text_input', value: typed.text };
  return interactionBody({
    type: 'block_actions',
    ...common(typed.userId),
    trigger_id: `trigger-${typed.actionTs}`,
    container: { type: 'view', view_id: 'V1' },
    view: {
      id: 'V1',
      type: 'modal',
      callback_id: 'reflection',
      private_metadata: typed.runId,
      state: { values: { [typed.field]: { v: value } } },
    },
    actions: [{ ...value, action_id: 'v', block_id: typed.field, action_ts: typed.actionTs }],
  });
}

/** Posts an interaction with a good signature; answers the status. */
export async function postInteraction(slack: SlackStandIn, body: string): Promise<number> {
  const contentType = 'application/x-www-form-urlencoded';
  return (await slack.hostile.postRaw({ body, contentType })).status;
}

/** Any interaction as the form that Slack posts. */
export function interactionBody(payload: Readonly<Record<string, unknown>>): string {
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

function common(userId: string): Readonly<Record<string, unknown>> {
  return {
    user: { id: userId, username: 'x', name: 'x', team_id: 'T1' },
    team: { id: 'T1', domain: 'x' },
    api_app_id: 'A1',
    token: 't',
    enterprise: null,
    is_enterprise_install: false,
  };
}
