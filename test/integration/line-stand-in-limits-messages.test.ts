import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../playground/line/json.ts';
import { asMessage, type LineFixture, startLine } from '../support/line/line-stand-in-fixture.ts';
import {
  box,
  bubble,
  button,
  buttons,
  carousel,
  column,
  faultsIn,
  flex,
  https,
  inBody,
  long,
  picker,
  plain,
  postback,
  quick,
  times,
  video,
} from '../support/line/messages.ts';

let fixture: LineFixture;
beforeAll(async () => {
  fixture = await startLine();
});
afterAll(() => fixture.close());

describe('messages LINE takes', () => {
  it.each<[string, Json]>([
    ['a text of 5,000 UTF-16 units', plain(long(5000))],
    ['a text of 2,500 surrogate pairs', plain('👋'.repeat(2500))],
    ['a sticker', { type: 'sticker', packageId: '446', stickerId: '1988' }],
    ['a picture', { type: 'image', originalContentUrl: https, previewImageUrl: https }],
    ['a video', { type: 'video', originalContentUrl: https, previewImageUrl: https }],
    ['an audio', { type: 'audio', originalContentUrl: https, duration: 60000 }],
    ['a location', { type: 'location', title: '場所', address: '東京', latitude: 35.6, longitude: 139.7 }],
    ['a hero picture', flex(bubble({ hero: { type: 'image', url: https, aspectRatio: '20:13' } }))],
    ['a hero video in a wide bubble', flex(bubble({ size: 'giga', hero: video }))],
    ['a button with a label of 40 units', inBody(button(postback({ label: long(40) })))],
    [
      'an area that can be tapped and has no label',
      inBody({ ...box(), action: { type: 'postback', data: 'd' } }),
    ],
    ['thirteen quick replies', quick(postback({ label: long(20) }), 13)],
    ['buttons with four actions and 160 units', buttons({ text: long(160), actions: times(4, postback()) })],
    [
      'a carousel of ten columns with three actions',
      carousel(...times(10, column({ actions: times(3, postback()) }))),
    ],
    [
      'a picker with limits',
      inBody(button(picker({ mode: 'datetime', min: '2024-11-05T00:00', max: '2024-12-31t23:59' }))),
    ],
    ['a link to a telephone', inBody(button({ type: 'uri', label: '電話', uri: 'tel:0312345678' }))],
    ['a text of spans', inBody({ type: 'text', contents: [{ type: 'span', text: 'a', weight: 'bold' }] })],
    [
      'a box with lengths in pixels and shares',
      inBody({ ...box(), width: '30%', height: '44px', cornerRadius: 'md', paddingAll: '5%' }),
    ],
  ])('%s', async (_, message) => {
    expect(await fixture.client.validatePush({ messages: [asMessage(message)] })).toEqual({});
  });
});

describe('messages LINE refuses, in its own words', () => {
  it.each<[string, Json, string, string]>([
    ['an empty text', plain(''), `messages[0].text`, 'May not be empty'],
    ['5,001 units of text', plain(long(5001)), `messages[0].text`, 'Length must be between 0 and 5000'],
    [
      '2,501 surrogate pairs',
      plain('👋'.repeat(2501)),
      `messages[0].text`,
      'Length must be between 0 and 5000',
    ],
    [
      'an unknown kind',
      { type: 'poem' },
      `messages[0].type`,
      'Must be one of the following values: [text, textV2, sticker, image, video, audio, location, imagemap, template, flex]',
    ],
    ['no kind', {}, `messages[0].type`, 'May not be empty'],
    [
      'a picture over http',
      { type: 'image', originalContentUrl: 'http://example.org/a.png', previewImageUrl: https },
      `messages[0].originalContentUrl`,
      'Must be a valid HTTPS URL',
    ],
    [
      'a video without preview',
      { type: 'video', originalContentUrl: https },
      `messages[0].previewImageUrl`,
      'May not be empty',
    ],
    [
      'a long altText',
      { ...inBody(), altText: long(1501) },
      `messages[0].altText`,
      'Length must be between 0 and 1500',
    ],
    [
      'no altText',
      { type: 'flex', contents: bubble({ body: box() }) },
      `messages[0].altText`,
      'May not be empty',
    ],
    [
      'fourteen quick replies',
      quick(postback(), 14),
      `messages[0].quickReply.items`,
      'Size must be between 1 and 13',
    ],
    [
      'no quick reply at all',
      { ...quick(postback()), quickReply: { items: [] } },
      `messages[0].quickReply.items`,
      'Size must be between 1 and 13',
    ],
    [
      'a quick reply of 21 units',
      quick(postback({ label: long(21) })),
      `messages[0].quickReply.items[0].action.label`,
      'Length must be between 0 and 20',
    ],
    [
      'a quick reply without label',
      quick({ type: 'message', text: 'x' }),
      `messages[0].quickReply.items[0].action.label`,
      'May not be empty',
    ],
    [
      'an emoji beside its $',
      { ...plain('a$'), emojis: [{ index: 0, productId: 'p', emojiId: 'e' }] },
      `messages[0].emojis[0].index`,
      'Must point at a $ of the text',
    ],
  ])('%s', refuses);
});

async function refuses(_title: string, message: Json, property: string, words: string): Promise<void> {
  expect(await faultsIn(fixture, message)).toContainEqual({ message: words, property });
}
