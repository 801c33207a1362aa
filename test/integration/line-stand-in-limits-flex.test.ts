import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../playground/line/json.ts';
import { asMessage, type LineFixture, startLine } from '../support/line/line-stand-in-fixture.ts';
import {
  box,
  bubble,
  button,
  faultsIn,
  flex,
  https,
  plain,
  postback,
  times,
  video,
} from '../support/line/messages.ts';

let fixture: LineFixture;
beforeAll(async () => {
  fixture = await startLine();
});
afterAll(() => fixture.close());

describe('flex messages LINE refuses', () => {
  const contents = `messages[0].contents`;
  it.each<[string, Json, string, string]>([
    [
      'an unknown component',
      box({ type: 'marquee' }),
      '.contents[0].type',
      'Must be one of the following values: [box, button, image, text, separator, filler]',
    ],
    ['a box without contents', { type: 'box', layout: 'vertical' }, '.contents', 'May not be empty'],
    ['a box without layout', { type: 'box', contents: [] }, '.layout', 'May not be empty'],
    [
      'a button on a baseline',
      { ...box(button(postback())), layout: 'baseline' },
      '.contents[0].type',
      'Must be one of the following values: [text, icon, filler]',
    ],
    ['a text without text', box({ type: 'text' }), '.contents[0].text', 'May not be empty'],
    ['a colour by name', box({ ...plain('x'), color: 'red' }), '.contents[0].color', 'invalid color'],
    [
      'a size without unit',
      box({ ...plain('x'), size: '14' }),
      '.contents[0].size',
      'invalid property value',
    ],
    ['a margin that is no length', { ...box(), margin: 'wide' }, '.margin', 'invalid property value'],
    ['a share of more than the whole', { ...box(), width: '101%' }, '.width', 'invalid property value'],
    [
      'half a line',
      box({ ...plain('x'), maxLines: 0.5 }),
      '.contents[0].maxLines',
      'Must be a non-negative integer',
    ],
    [
      'a picture that is too tall',
      box({ type: 'image', url: https, aspectRatio: '1:4' }),
      '.contents[0].aspectRatio',
      'invalid aspect ratio',
    ],
  ])('%s', (title, body, property, message) =>
    refuses(title, flex(bubble({ body })), `${contents}.body${property}`, message),
  );

  const small = (size: string): Json => bubble({ size, body: box() });
  it.each<[string, Json, string, string]>([
    [
      'a body that is no box',
      bubble({ body: plain('x') }),
      '.body.type',
      'Must be one of the following values: [box]',
    ],
    [
      'a hero that is a text',
      bubble({ hero: plain('x') }),
      '.hero.type',
      'Must be one of the following values: [box, image, video]',
    ],
    [
      'a hero video in a small bubble',
      bubble({ size: 'micro', hero: video }),
      '.hero',
      'video requires a bubble of size kilo, mega or giga outside a carousel',
    ],
    [
      'a hero video in a carousel',
      { type: 'carousel', contents: [bubble({ hero: video })] },
      '.contents[0].hero',
      'video requires a bubble of size kilo, mega or giga outside a carousel',
    ],
    [
      'a hero video without a substitute',
      bubble({ hero: { type: 'video', url: https, previewUrl: https } }),
      '.hero.altContent',
      'May not be null',
    ],
    [
      'thirteen bubbles',
      { type: 'carousel', contents: times(13, small('kilo')) },
      '.contents',
      'Size must be between 1 and 12',
    ],
    [
      'bubbles of two sizes',
      { type: 'carousel', contents: [small('kilo'), small('mega')] },
      '.contents',
      'All bubbles of a carousel must have the same size',
    ],
    ['a container that is a box', box(), '.type', 'Must be one of the following values: [bubble, carousel]'],
  ])('%s', (title, container, property, message) =>
    refuses(title, flex(container), `${contents}${property}`, message),
  );

  it('a bubble over 30 KB and a carousel over 50 KB', async () => {
    const heavy = (texts: number) => bubble({ body: box(...times(texts, plain('x'.repeat(1000)))) });
    expect(await fixture.client.validatePush({ messages: [asMessage(flex(heavy(29)))] })).toEqual({});
    expect(await faultsIn(fixture, flex(heavy(31)))).toMatchObject([{ property: contents }]);
    const three = { type: 'carousel', contents: times(3, heavy(20)) };
    expect(await faultsIn(fixture, flex(three))).toMatchObject([{ property: contents }]);
  });
});

async function refuses(_title: string, message: Json, property: string, words: string): Promise<void> {
  expect(await faultsIn(fixture, message)).toContainEqual({ message: words, property });
}
