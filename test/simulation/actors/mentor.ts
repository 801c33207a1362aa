import { createHmac } from 'node:crypto';
import type { Random } from '../../../playground/world/random.ts';
import type { Modal, SlackAnswer } from '../../../src/use-cases/ports/slack.ts';
import type { Received } from '../platforms/ledger.ts';
import type { Webhooks } from '../platforms/webhooks.ts';
import type { Agenda } from '../scheduling/agenda.ts';
import type { Scheduler } from '../scheduling/scheduler.ts';
import { slackUserOf } from '../world/cast.ts';
import { humanDelayMs } from './human-delay.ts';
import type { Meant, Notebook } from './notebook.ts';
import type { Actor } from './participant.ts';
import { type Button, readButtons } from './read-buttons.ts';

export const slackSecret = 'a-slack-secret';

export type Mentor = Actor & { readonly onShown: (userId: string, answer: SlackAnswer) => void };

/** A mentor in Slack: rates with a click, writes the rest in the modal, and keeps a notebook. */
export function createMentor(
  code: string,
  world: {
    readonly scheduler: Scheduler;
    readonly agenda: Agenda;
    readonly random: Random;
    readonly webhooks: Webhooks;
    readonly notebook: Notebook;
  },
): Mentor {
  const { scheduler, agenda, random, webhooks, notebook } = world;
  const userId = slackUserOf(code);
  let acts = 0;

  const note = (at: number, run: string, question: string, answer: Meant['answer']): void =>
    notebook.note({ who: code, at, eventId: null, run, question, answer });

  const send = (payload: object): void => {
    const body = Buffer.from(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
    void webhooks.emit({ path: '/slack/events', body, sign: signSlack, mayBeLate: false });
  };
  const click = ({ data, action }: Button): void => {
    acts += 1;
    const at = scheduler.now();
    const ts = `${Math.floor(at / 1000)}.${String(at % 1000).padStart(3, '0')}000`;
    send({
      type: 'block_actions',
      user: { id: userId },
      trigger_id: `trigger-${code}-${acts}`,
      channel: { id: userId },
      container: { message_ts: '1.0' },
      message: { ts: '1.0' },
      actions: [{ type: 'button', action_id: 'a', block_id: 'b', value: data, action_ts: ts }],
    });
    if (action.kind !== 'a') return;
    note(at, action.ref, action.key, { kind: 'chose', value: action.value });
  };
  const submit = ({ fields, metadata, callbackId }: Modal): void => {
    acts += 1;
    const at = scheduler.now();
    const values = fields.flatMap((field): [string, { input: { value: string } }][] => {
      if (field.kind === 'rating') {
        const value = field.initial ?? '';
        if (value !== '') note(at, metadata, field.key, { kind: 'chose', value });
        return [[field.key, { input: { value } }]];
      }
      if (field.kind !== 'words') return [];
      const writes = random.chance(0.5);
      const text = writes ? `${code} が書いたこと ${acts} ${field.key}` : (field.initial ?? '');
      if (text !== '') note(at, metadata, field.key, { kind: 'wrote', text });
      return [[field.key, { input: { value: text } }]];
    });
    send({
      type: 'view_submission',
      user: { id: userId },
      view: {
        id: `view-${code}-${acts}`,
        hash: String(acts),
        callback_id: callbackId,
        private_metadata: metadata,
        state: { values: Object.fromEntries(values) },
      },
    });
  };

  return {
    onReceived: (received: Received) => {
      if (received.to !== userId) return;
      const ratings = readButtons(received.message).filter(({ action }) => action.kind === 'a');
      if (ratings.length === 0 || random.chance(0.4)) return;
      agenda.at(scheduler.now() + humanDelayMs(random), () => click(random.pick(ratings)));
    },
    onShown: (shownTo, { modal }) => {
      if (shownTo !== userId || modal === undefined || random.chance(0.5)) return;
      agenda.at(scheduler.now() + random.integer(20_000, 600_000), () => submit(modal));
    },
  };
}

function signSlack(body: Buffer, now: number): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', slackSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
  };
}
