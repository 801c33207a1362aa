import { jsonOf, spoiled } from './json.ts';

const base = {
  mode: 'active',
  timestamp: 1_731_412_800_000,
  webhookEventId: '01JCG0000000000000000000AA',
  deliveryContext: { isRedelivery: false },
  replyToken: 'token',
  source: { type: 'user', userId: 'U0123456789abcdef' },
};
const message = (more: object) => ({ ...base, type: 'message', message: { id: '5001', ...more } });

/** One event of each kind that LINE sends. */
export const lineEvents = {
  text: message({ type: 'text', text: 'よかった', quoteToken: 'q' }),
  sticker: message({ type: 'sticker', packageId: '1', stickerId: '2' }),
  image: message({ type: 'image', contentProvider: { type: 'line' } }),
  postback: { ...base, type: 'postback', postback: { data: 'b1:a:ref:q1:5' } },
  follow: { ...base, type: 'follow', follow: { isUnblocked: false } },
  unfollow: { ...base, type: 'unfollow', replyToken: undefined },
  unsend: { ...base, type: 'unsend', unsend: { messageId: '5001' } },
  groupMessage: {
    ...message({ type: 'text', text: 'x' }),
    source: { type: 'group', groupId: 'G1', userId: 'U1' },
  },
  joinedRoom: { ...base, type: 'join', source: { type: 'room', roomId: 'R1' } },
  standby: { ...message({ type: 'text', text: 'x' }), mode: 'standby' },
  unknown: { ...base, type: 'telepathy' },
} as const;

const words = [
  ...['type', 'message', 'text', 'id', 'postback', 'data', 'source', 'userId', 'follow', 'mode', 'events'],
  ...['replyToken', 'timestamp', 'group', 'groupId', 'room', 'unsend', 'messageId', 'sticker', 'standby'],
];

/** Any JSON, and events of LINE in which something is missing or something else. */
export const anyJson = jsonOf(words);
export const spoiledLineEvents = spoiled(Object.values(lineEvents), anyJson);
