import { isObject, type Json, listAt } from '../json.ts';
import { checkOptionalAction } from './actions.ts';
import { type Breach, breach, items, object, oneOf } from './breach.ts';
import { checkBox, checkImage, checkVideo } from './flex-components.ts';
import { checkColours } from './measures.ts';

const bubbleBytes = 30 * 1024;
const carouselBytes = 50 * 1024;
/** Bubble sizes in which LINE plays a video. */
const videoSizes: readonly unknown[] = [undefined, 'kilo', 'mega', 'giga'];

/** A flex container: one bubble of at most 30 KB, or a carousel of at most 12 of one size and 50 KB. */
export function checkFlex(container: Json, path: string): Breach[] {
  switch (container.type) {
    case 'bubble':
      return checkBubble(container, path, 'alone');
    case 'carousel':
      return [
        ...checkBytes(container, path, carouselBytes),
        ...items(container, 'contents', path, { min: 1, max: 12 }, (bubble, at) =>
          isObject(bubble) && bubble.type === 'bubble'
            ? checkBubble(bubble, at, 'carousel')
            : breach('Must be one of the following values: [bubble]', `${at}.type`),
        ),
        ...checkOneSize(container, path),
      ];
    default:
      return oneOf(container, 'type', path, ['bubble', 'carousel'], { required: true });
  }
}

function checkBubble(bubble: Json, path: string, place: 'alone' | 'carousel'): Breach[] {
  const blocks = ['header', 'hero', 'body', 'footer'];
  return [
    ...checkBytes(bubble, path, bubbleBytes),
    ...oneOf(bubble, 'size', path, ['nano', 'micro', 'deca', 'hecto', 'kilo', 'mega', 'giga']),
    ...oneOf(bubble, 'direction', path, ['ltr', 'rtl']),
    ...(blocks.every((key) => bubble[key] === undefined)
      ? breach('At least one block must be set', path)
      : []),
    ...['header', 'body', 'footer'].flatMap((key) =>
      object(bubble, key, path, (box, at) => (box.type === 'box' ? checkBox(box, at) : mustBe(['box'], at)), {
        optional: true,
      }),
    ),
    ...object(bubble, 'hero', path, (hero, at) => checkHero(hero, at, { bubble, place }), { optional: true }),
    ...object(bubble, 'styles', path, checkStyles, { optional: true }),
    ...checkOptionalAction(bubble, 'action', path, 'flexArea'),
  ];
}

/** A hero is a box, a picture or a video; a video needs a wide bubble that stands alone. */
function checkHero(
  hero: Json,
  path: string,
  within: { readonly bubble: Json; readonly place: 'alone' | 'carousel' },
): Breach[] {
  switch (hero.type) {
    case 'box':
      return checkBox(hero, path);
    case 'image':
      return checkImage(hero, path);
    case 'video':
      return [
        ...(within.place === 'carousel' || !videoSizes.includes(within.bubble.size)
          ? breach('video requires a bubble of size kilo, mega or giga outside a carousel', path)
          : []),
        ...checkVideo(hero, path),
      ];
    default:
      return mustBe(['box', 'image', 'video'], path);
  }
}

function checkStyles(styles: Json, path: string): Breach[] {
  return ['header', 'hero', 'body', 'footer'].flatMap((key) =>
    object(styles, key, path, (block, at) => checkColours(block, at, 'backgroundColor', 'separatorColor'), {
      optional: true,
    }),
  );
}

function checkOneSize(carousel: Json, path: string): Breach[] {
  const sizes = new Set(
    listAt(carousel, 'contents').map((bubble) => (isObject(bubble) ? bubble.size : null)),
  );
  return sizes.size > 1
    ? breach('All bubbles of a carousel must have the same size', `${path}.contents`)
    : [];
}

function checkBytes(value: Json, path: string, max: number): Breach[] {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return bytes > max ? breach(`flex message is too large (${bytes} bytes)`, path) : [];
}

function mustBe(types: readonly string[], path: string): Breach[] {
  return breach(`Must be one of the following values: [${types.join(', ')}]`, `${path}.type`);
}
