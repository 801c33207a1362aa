import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLineEvent } from '../../../src/channels/line/parse.ts';
import { readSlackBody } from '../../../src/channels/slack/envelopes.ts';

const runs = { numRuns: 2_000 };
const word = fc.constantFrom(
  ...['type', 'message', 'text', 'id', 'postback', 'data', 'source', 'userId', 'user', 'follow', 'mode'],
  ...['replyToken', 'timestamp', 'event', 'event_id', 'payload', 'actions', 'view', 'trigger_id', 'group'],
  ...['event_callback', 'block_actions', 'view_submission', 'url_verification', 'unsend', 'messageId'],
);
/** JSON whose keys and values are often those of a webhook, in places where they do not belong. */
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    word,
    fc.constantFrom(null, true, 0, -1, 1.5, Number.MAX_SAFE_INTEGER, '', '\u0000', '\uD800', '__proto__'),
    fc.string(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(word, tie('value'), { maxKeys: 6 }),
  ),
})).value;

describe('the readers of webhooks, given any JSON', () => {
  it('LINE’s never throws and never takes what it does not know for something it knows', () => {
    fc.assert(
      fc.property(json, (value) => {
        const parsed = parseLineEvent(JSON.stringify(value), 'event');
        expect(parsed.eventId).toBe('event');
        expect(typeof parsed.userId).toBe('string');
        expect(Number.isNaN(parsed.at.getTime())).toBe(false);
      }),
      runs,
    );
  });

  it('Slack’s never throws, as JSON, as a form, or as noise', () => {
    fc.assert(
      fc.property(json, fc.string({ unit: 'binary' }), (value, noise) => {
        const text = JSON.stringify(value);
        for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain', '']) {
          for (const body of [text, `payload=${encodeURIComponent(text)}`, noise]) {
            const read = readSlackBody(body, type);
            expect(read === null || typeof read.kind === 'string').toBe(true);
          }
        }
      }),
      runs,
    );
  });
});
