import { slackUserOf } from '../../simulation/world/cast.ts';
import type { RecordRead } from '../judge/record.ts';
import type { Act } from '../model/acts.ts';
import { type Meaning, readButton } from '../reading/read-button.ts';
import type { Button } from '../world/phones.ts';
import type { OpenModal } from '../world/screens.ts';
import { commandWebhook, interactionWebhook, lineWebhook, type Webhook } from '../world/webhooks.ts';
import type { World } from '../world/world.ts';

/** One act on its way: the request that a platform makes of it, and what was meant. */
export type Sent = {
  readonly who: string;
  readonly webhook: Webhook;
  readonly act: Act;
  readonly about: number | null;
  /** Slack shows whoever did it an answer, whatever it is. */
  readonly isAnswered: boolean;
  /** When it was done: it may arrive much later. */
  readonly at: number;
};

const nothing: Act = { kind: 'nothing' };

/** A tap on LINE; `picked` is what was chosen on the phone's picker. */
export function tap(world: World, who: string, button: Button, known: RecordRead, picked?: string): Sent {
  const meaning = readButton(who, button, known, picked);
  const params = picked === undefined ? {} : { params: { datetime: picked } };
  return onPhone(world, who, meaning, { type: 'postback', postback: { data: button.data, ...params } });
}

/** Words on LINE. */
export function say(world: World, who: string, text: string): Sent {
  const message = { type: 'text', id: `message-${world.nextId()}`, text };
  return onPhone(world, who, { act: nothing, about: null }, { type: 'message', message });
}

function onPhone(world: World, who: string, { act, about, did }: Meaning, event: object): Sent {
  const id = world.nextId();
  const at = world.clock.ms();
  if (did !== undefined) world.news.push({ at, who, did, about });
  const replyToken = world.phones.issueToken(who, about);
  const webhook = lineWebhook(who, { event: `event-${id}`, at: at + id }, { ...event, replyToken });
  return { who, webhook, act, about, isAnswered: false, at };
}

/** A tap in Slack. */
export function click(world: World, who: string, button: Button, known: RecordRead): Sent {
  const { act, about } = readButton(who, button, known);
  const id = world.nextId();
  const { channelId, ts } = button.place ?? { channelId: slackUserOf(who), ts: '1.0' };
  const webhook = interactionWebhook(who, {
    type: 'block_actions',
    trigger_id: `trigger-${id}`,
    channel: { id: channelId },
    container: { message_ts: ts },
    message: { ts },
    actions: [
      { type: 'button', action_id: 'a', block_id: 'b', value: button.data, action_ts: actedAt(world, id) },
    ],
  });
  return { who, webhook, act, about, isAnswered: true, at: world.clock.ms() };
}

/** `/bansou` and a word. */
export function command(world: World, who: string, word: string): Sent {
  const webhook = commandWebhook(who, word, `trigger-${world.nextId()}`);
  return { who, webhook, act: nothing, about: null, isAnswered: true, at: world.clock.ms() };
}

export type Filled = {
  readonly starts: readonly number[];
  readonly mode: 'offer' | 'agreed';
  readonly minutes: number;
};

/** Sends a modal about times with what was filled in; `picking`: a time was chosen in it, and it stays open. */
export function fill(
  world: World,
  who: string,
  { viewId, modal }: OpenModal,
  filled: Filled,
  options: { readonly known: RecordRead; readonly picking?: true },
): Sent {
  const { starts, mode, minutes } = filled;
  const id = world.nextId();
  const [, sessionId = '', drawnFor = ''] = modal.metadata.split(' ');
  const moves = options.known.numberOf.get(sessionId) ?? null;
  const values = {
    mode: { input: { selected_option: { value: mode } } },
    minutes: { input: { value: String(minutes) } },
    link: { input: { value: 'https://meet.example.org/x' } },
    ...Object.fromEntries(
      [0, 1, 2].map((index) => {
        const at = starts[index];
        return [`start${index + 1}`, { input: { selected_date_time: at === undefined ? null : at / 1_000 } }];
      }),
    ),
  };
  const view = {
    id: viewId,
    hash: String(id),
    callback_id: modal.callbackId,
    private_metadata: modal.metadata,
    state: { values },
  };
  if (options.picking === true) {
    const actions = [
      { type: 'datetimepicker', action_id: 'input', block_id: 'start1', action_ts: actedAt(world, id) },
    ];
    const trigger_id = `trigger-${id}`;
    const webhook = interactionWebhook(who, { type: 'block_actions', trigger_id, view, actions });
    return { who, webhook, act: nothing, about: moves, isAnswered: false, at: world.clock.ms() };
  }
  const taken = mode === 'agreed' ? starts.slice(0, 1) : starts;
  const webhook = interactionWebhook(who, { type: 'view_submission', view });
  const act: Act = {
    kind: 'propose',
    who,
    moves,
    starts: taken,
    minutes,
    mode,
    drawnFor: drawnFor === '-' ? null : Number(drawnFor),
  };
  return { who, webhook, act, about: moves, isAnswered: true, at: world.clock.ms() };
}

function actedAt(world: World, id: number): string {
  return `${Math.floor(world.clock.ms() / 1_000)}.${String(id).padStart(6, '0')}`;
}
