import { jsonOf, spoiled } from './json.ts';

const user = { id: 'U1', username: 'm', team_id: 'T1' };

/** One body of each kind that Slack sends, before it is put into a form where Slack does so. */
export const slackBodies = {
  challenge: { type: 'url_verification', token: 't', challenge: '3eZbrw1a' },
  dm: {
    type: 'event_callback',
    event_id: 'Ev1',
    event_time: 1_731_412_800,
    event: {
      type: 'message',
      channel_type: 'im',
      user: 'U1',
      text: 'x',
      ts: '1.1',
      event_ts: '1731412800.0001',
    },
  },
  userChange: {
    type: 'event_callback',
    event_id: 'Ev2',
    event_time: 1_731_412_800,
    event: { type: 'user_change', user: { id: 'U1', deleted: true }, event_ts: '1731412800.0002' },
  },
  button: {
    type: 'block_actions',
    user,
    trigger_id: '1.2.3',
    container: { type: 'message', message_ts: '1731412800.1', channel_id: 'D1' },
    actions: [{ type: 'button', action_id: 'a', block_id: 'b', value: 'v', action_ts: '1731412800.5' }],
  },
  picked: {
    type: 'block_actions',
    user,
    trigger_id: '1.2.4',
    container: { type: 'view', view_id: 'V1' },
    view: { id: 'V1', hash: 'h' },
    actions: [
      {
        type: 'datetimepicker',
        action_id: 'v',
        block_id: 'first',
        selected_date_time: 1_732_622_400,
        action_ts: '1731412800.5',
      },
    ],
  },
  submission: {
    type: 'view_submission',
    user,
    view: { id: 'V1', hash: 'h', callback_id: 'reflection', state: { values: {} } },
  },
  closed: { type: 'view_closed', user, view: { id: 'V1', hash: 'h' } },
  command: { command: '/bansou', user_id: 'U1', trigger_id: '9.9.9', text: 'next' },
} as const;

const words = [
  ...[
    'type',
    'event',
    'event_id',
    'event_time',
    'event_ts',
    'user',
    'id',
    'payload',
    'actions',
    'view',
    'hash',
  ],
  ...['trigger_id', 'container', 'message_ts', 'action_ts', 'event_callback', 'block_actions', 'command'],
  ...['view_submission', 'view_closed', 'url_verification', 'challenge', 'ssl_check', 'user_id'],
];

/** Any JSON, and bodies of Slack in which something is missing or something else. */
export const anyJson = jsonOf(words);
export const spoiledSlackBodies = spoiled(Object.values(slackBodies), anyJson);
