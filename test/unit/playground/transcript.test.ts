import { describe, expect, it } from 'vitest';
import { transcribe } from '../../../playground/demo/show/transcript.ts';
import type { LedgerEntry as LineEntry } from '../../../playground/line/types.ts';
import type { LedgerEntry as SlackEntry } from '../../../playground/slack/types.ts';

const at = (minute: number): Date => new Date(Date.UTC(2024, 10, 11, 0, minute));
const codes: Readonly<Record<string, string>> = { U1: 'M01A', U2: 'M01B', L1: 'P01A' };
const codeOf = (userId: string): string | null => codes[userId] ?? null;
const inSlack: SlackEntry = {
  ...{ at: at(1), channel: 'D1', ts: '1.1', readers: ['U1', 'U2', 'U9'], metadata: null },
  text: 'Only on the lock screen',
  method: 'chat.postMessage',
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: '*Offered* &lt;twice&gt;' } },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'small' }] },
    {
      type: 'actions',
      block_id: 'b',
      elements: [
        { type: 'button', action_id: 'a', text: { type: 'plain_text', text: 'Take back' }, value: 'b1' },
      ],
    },
  ],
};
const onLine: LineEntry = {
  ...{ at: at(2), userId: 'L1', via: 'push', retryKey: null, requestId: 'r', cost: 1, delivered: true },
  messages: [{ type: 'text', text: 'こんにちは' }],
};

describe('the transcript of a season', () => {
  it('shows all that a message says and offers, to whom, newest first', () => {
    expect(transcribe({ line: [onLine], slack: [inSlack], codeOf })).toEqual([
      { at: at(2), platform: 'LINE', way: 'push', readers: ['P01A'], texts: ['こんにちは'], buttons: [] },
      {
        ...{ at: at(1), platform: 'Slack', way: 'message', readers: ['M01A', 'M01B'] },
        texts: ['Offered <twice>', 'small'],
        buttons: ['Take back'],
      },
    ]);
  });

  it('says what only one person saw, and what did not reach somebody who had blocked the account', () => {
    const [blocked, aside] = transcribe({
      line: [{ ...onLine, delivered: false }],
      slack: [{ ...inSlack, method: 'chat.postEphemeral', blocks: [], readers: ['U1'] }],
      codeOf,
    });
    expect(blocked?.way).toBe('push, blocked');
    expect(aside).toMatchObject({ way: 'seen by one person', texts: ['Only on the lock screen'] });
  });
});
