import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findInteractiveElements } from '../../playground/slack/blocks/interactive-elements.ts';
import { findMessageProblems } from '../../playground/slack/blocks/validate-blocks.ts';
import type { Json } from '../../playground/slack/json.ts';
import type { SlackUser } from '../../playground/slack/types.ts';
import { actions, button, options, text, textInput } from '../support/slack/slack-blocks.ts';
import {
  refusalOf,
  type SlackFixture,
  section,
  startSlack,
} from '../support/slack/slack-stand-in-fixture.ts';

describe('message blocks', () => {
  const accepted: readonly (readonly [string, Json])[] = [
    ['50 blocks', Array.from({ length: 50 }, () => ({ type: 'divider' }))],
    ['a section of 3000', [{ type: 'section', text: text(3000) }]],
    ['ten fields of 2000', [{ type: 'section', fields: Array.from({ length: 10 }, () => text(2000)) }]],
    ['a header of 150', [{ type: 'header', text: text(150) }]],
    ['ten context elements', [{ type: 'context', elements: Array.from({ length: 10 }, () => text(9)) }]],
    ['25 buttons', [actions(...Array.from({ length: 25 }, (_, n) => button({ action_id: `a${n}` })))]],
    ['a full button', [actions(button({ text: text(75), value: 'v'.repeat(2000), style: 'primary' }))]],
    ['the same action in two blocks', [actions(button()), actions(button())]],
    ['an overflow menu of five', [actions({ type: 'overflow', action_id: 'o', options: options(5) })]],
    ['a select of 100', [actions({ type: 'static_select', action_id: 's', options: options(100) })]],
    [
      'radio buttons of ten',
      [actions({ type: 'radio_buttons', action_id: 'r', options: options(10, 'mrkdwn') })],
    ],
    [
      'a time picker',
      [actions({ type: 'datetimepicker', action_id: 'd', initial_date_time: 1_731_409_200 })],
    ],
  ];
  it.each(accepted)('accepts %s', (_, blocks) => {
    expect(findMessageProblems(blocks)).toEqual([]);
  });

  const refused: readonly (readonly [string, Json, string])[] = [
    [
      '51 blocks',
      Array.from({ length: 51 }, () => ({ type: 'divider' })),
      'no more than 50 items allowed [json-pointer:/blocks]',
    ],
    [
      'a section of 3001',
      [{ type: 'section', text: text(3001) }],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'an empty section',
      [{ type: 'section', text: text(0) }],
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a section without text',
      [{ type: 'section' }],
      'missing required field: text or fields [json-pointer:/blocks/0]',
    ],
    [
      'eleven fields',
      [{ type: 'section', fields: Array.from({ length: 11 }, () => text(1)) }],
      '/blocks/0/fields',
    ],
    ['a field of 2001', [{ type: 'section', fields: [text(2001)] }], '/blocks/0/fields/0/text'],
    ['a header of 151', [{ type: 'header', text: text(151) }], '/blocks/0/text/text'],
    ['a header in mrkdwn', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }], '/blocks/0/text/type'],
    [
      'eleven context elements',
      [{ type: 'context', elements: Array.from({ length: 11 }, () => text(9)) }],
      '/blocks/0/elements',
    ],
    [
      '26 buttons',
      [actions(...Array.from({ length: 26 }, (_, n) => button({ action_id: `a${n}` })))],
      '/blocks/0/elements',
    ],
    ['a button text of 76', [actions(button({ text: text(76) }))], '/blocks/0/elements/0/text/text'],
    ['a value of 2001', [actions(button({ value: 'v'.repeat(2001) }))], '/blocks/0/elements/0/value'],
    [
      'a link of 3001',
      [actions(button({ url: `https://e.org/${'x'.repeat(2987)}` }))],
      '/blocks/0/elements/0/url',
    ],
    ['an unknown style', [actions(button({ style: 'secondary' }))], '/blocks/0/elements/0/style'],
    [
      'an action_id of 256',
      [actions(button({ action_id: 'a'.repeat(256) }))],
      '/blocks/0/elements/0/action_id',
    ],
    ['one action twice in a block', [actions(button(), button())], 'action_id must be unique'],
    [
      'one block_id twice',
      [
        { type: 'divider', block_id: 'x' },
        { type: 'divider', block_id: 'x' },
      ],
      'block_id must be unique: x',
    ],
    [
      'an overflow menu of one',
      [actions({ type: 'overflow', action_id: 'o', options: options(1) })],
      'no fewer than 2 items',
    ],
    [
      'an overflow menu of six',
      [actions({ type: 'overflow', action_id: 'o', options: options(6) })],
      'no more than 5 items',
    ],
    [
      'a select of 101',
      [actions({ type: 'static_select', action_id: 's', options: options(101) })],
      'no more than 100 items',
    ],
    [
      'eleven radio buttons',
      [actions({ type: 'radio_buttons', action_id: 'r', options: options(11) })],
      'no more than 10 items',
    ],
    [
      'checkboxes with a stranger chosen',
      [
        actions({
          type: 'checkboxes',
          action_id: 'c',
          options: options(2),
          initial_options: options(3).slice(2),
        }),
      ],
      'must be one of the options',
    ],
    [
      'milliseconds in a time picker',
      [actions({ type: 'datetimepicker', action_id: 'd', initial_date_time: 1_731_409_200_000 })],
      'initial_date_time',
    ],
    [
      'a long confirmation',
      [actions(button({ confirm: { title: text(101), text: text(5) } }))],
      '/confirm/title/text',
    ],
    ['an unknown block', [{ type: 'hero' }], 'unsupported type'],
    ['a block of a text', ['hello'], '/blocks/0'],
    ['an unknown element', [actions({ type: 'slider', action_id: 'x' })], 'unsupported type'],
    ['a text input among actions', [actions(textInput())], 'unsupported type'],
    ['an unknown property', [{ type: 'divider', colour: 'red' }], 'invalid additional property: colour'],
    [
      'too much markdown',
      [
        { type: 'markdown', text: 'x'.repeat(7000) },
        { type: 'markdown', text: 'x'.repeat(7000) },
      ],
      'markdown blocks',
    ],
  ];
  it.each(refused)('refuses %s', (_, blocks, problem) => {
    expect(findMessageProblems(blocks).join('\n')).toContain(problem);
  });
});

describe('blocks in a call', () => {
  let fixture: SlackFixture;
  let aki: SlackUser;
  beforeAll(async () => {
    fixture = await startSlack({ channelBurst: 100 });
    aki = fixture.slack.addUser({ email: 'aki@example.org', name: 'メンター01A', tz: 'Asia/Tokyo' });
  });
  afterAll(() => fixture.close());
  let before = 0;
  beforeEach(() => {
    before = fixture.slack.violations.length;
  });
  const newViolations = () => fixture.slack.violations.slice(before);

  it('are refused with a pointer, stored nowhere and recorded as a violation', async () => {
    const call = fixture.client.chat.postMessage({
      channel: aki.id,
      text: 'x',
      blocks: [section('x'.repeat(3001))],
    });
    const problem = 'must be less than 3001 characters [json-pointer:/blocks/0/text/text]';
    await expect(call).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        errors: [problem],
        response_metadata: { messages: [`[ERROR] ${problem}`] },
      },
    });
    expect(newViolations()).toEqual([`chat.postMessage: invalid_blocks [ERROR] ${problem}`]);
    expect(fixture.slack.ledger).toEqual([]);
  });

  it('need a text for notifications: accepted without one, but recorded', async () => {
    await fixture.client.apiCall('chat.postMessage', { channel: aki.id, blocks: [section('x')] });
    expect(newViolations()).toEqual(['chat.postMessage: blocks without a text for notifications']);
  });

  it('are refused when all texts together are too long, and when nothing is said at all', async () => {
    const blocks = Array.from({ length: 5 }, () => section('x'.repeat(2700)));
    const post = (content: { text: string; blocks?: ReturnType<typeof section>[] }) =>
      fixture.client.chat.postMessage({ channel: aki.id, ...content });
    expect(await refusalOf(post({ text: 'x', blocks }))).toBe('msg_blocks_too_long');
    expect(await refusalOf(post({ text: '' }))).toBe('no_text');
  });

  it('bring a text over 40,000 characters cut, and refuse an update over 4,000', async () => {
    const posted = await fixture.client.chat.postMessage({ channel: aki.id, text: 'x'.repeat(40_001) });
    expect(newViolations()).toEqual(['chat.postMessage: text was cut at 40000']);
    const place = { channel: posted.channel ?? '', ts: posted.ts ?? '' };
    expect(await refusalOf(fixture.client.chat.update({ ...place, text: 'x'.repeat(4001) }))).toBe(
      'msg_too_long',
    );
  });

  it('get the ids that the app left out', async () => {
    const element = { type: 'button', text: { type: 'plain_text', text: '送る' } } as const;
    const blocks = [{ type: 'actions' as const, elements: [element] }];
    const posted = await fixture.client.chat.postMessage({ channel: aki.id, text: 'x', blocks });
    const message = fixture.slack.messagesIn(posted.channel ?? '').at(-1);
    const found = findInteractiveElements(message?.blocks ?? []);
    expect(found).toMatchObject([{ label: '送る', type: 'button' }]);
    expect([found[0]?.blockId, found[0]?.actionId].every((id) => id !== undefined && id !== '')).toBe(true);
  });
});
