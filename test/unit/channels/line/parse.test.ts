import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLineEvent } from '../../../../src/channels/line/parse.ts';
import { anyJson, lineEvents, spoiledLineEvents } from '../../../support/arbitraries/line-events.ts';
import { createCensus } from '../../../support/arbitraries/moments.ts';

const read = (event: unknown) => parseLineEvent(JSON.stringify(event), 'event-id');

describe('an event of LINE', () => {
  it.each([
    ['text', { kind: 'text', text: 'よかった', messageId: '5001' }],
    ['sticker', { kind: 'media', media: 'sticker', messageId: '5001' }],
    ['image', { kind: 'media', media: 'image', messageId: '5001' }],
    ['postback', { kind: 'action', data: 'b1:a:ref:q1:5' }],
    ['follow', { kind: 'follow' }],
    ['unfollow', { kind: 'unfollow' }],
    ['unsend', { kind: 'unsend', messageId: '5001' }],
    ['groupMessage', { kind: 'group', group: 'group', groupId: 'G1', joined: true }],
    ['joinedRoom', { kind: 'group', group: 'room', groupId: 'R1', joined: true }],
    ['standby', { kind: 'unsupported' }],
    ['unknown', { kind: 'unsupported' }],
  ] as const)('is read: %s', (name, content) => {
    expect(read(lineEvents[name]).content).toEqual(content);
  });

  it('carries the day or time that was picked, and a tap with anything else in that place is a tap', () => {
    const picking = (params: unknown) =>
      read({ ...lineEvents.postback, postback: { data: 'b1:k:-:pause:pick', params } }).content;
    const tap = { kind: 'action', data: 'b1:k:-:pause:pick' };
    expect(picking({ date: '2024-12-01' })).toEqual({ ...tap, picked: '2024-12-01' });
    expect(picking({ datetime: '2024-12-01T21:00' })).toEqual({ ...tap, picked: '2024-12-01T21:00' });
    for (const odd of [undefined, null, 7, 'x', [], {}, { date: 7 }, { time: '21:00' }])
      expect(picking(odd)).toEqual(tap);
  });

  it('says who, when and how to reply', () => {
    expect(read(lineEvents.text)).toMatchObject({
      eventId: 'event-id',
      userId: 'U0123456789abcdef',
      at: new Date(1_731_412_800_000),
      replyToken: 'token',
    });
  });

  it('is not replied to in standby, and a group is nobody’s own talk', () => {
    expect(read(lineEvents.standby).replyToken).toBeNull();
    expect(read(lineEvents.groupMessage).userId).toBe('');
  });

  it('keeps every sign of a text but those that no database takes', () => {
    const text = 'a\u0000b \ud83d 💐 𠮷\n'.repeat(700);
    const event = { ...lineEvents.text, message: { ...lineEvents.text.message, text } };
    expect(read(event).content).toMatchObject({ text: 'ab \ufffd 💐 𠮷\n'.repeat(700) });
  });
});

describe('any JSON in place of an event of LINE', () => {
  it('never throws, and nothing comes out that could not be stored', () => {
    const kinds = createCensus(['text', 'media', 'action', 'follow', 'unsend', 'group', 'unsupported']);
    fc.assert(
      fc.property(fc.oneof(anyJson, spoiledLineEvents), (value) => {
        const parsed = parseLineEvent(JSON.stringify(value) ?? 'null', 'event-id');
        kinds.count(parsed.content.kind);
        expect(parsed.eventId).toBe('event-id');
        expect(parsed.at.getTime()).toBeGreaterThanOrEqual(0);
        const { content } = parsed;
        const stored = [
          parsed.userId,
          content.kind === 'text' ? content.text : '',
          'messageId' in content ? content.messageId : '',
        ];
        expect(stored.filter((text) => text.includes('\u0000') || !text.isWellFormed())).toEqual([]);
        expect(parsed.replyToken === null || typeof parsed.replyToken === 'string').toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(kinds.missing()).toEqual([]);
  });
});
