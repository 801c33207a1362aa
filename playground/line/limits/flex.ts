import { checkAction } from './actions.ts';
import { type Breach, httpsUrl, isObject, items, type Json, oneOf, text } from './breach.ts';

const colour = /^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$/;
const bubbleBytes = 30_720;
const carouselBytes = 51_200;

/** A flex container: one bubble of at most 30 KB, or a carousel of at most 12 of them and 50 KB. */
export function checkFlex(value: unknown, path: string): Breach[] {
  if (!isObject(value)) return [{ message: 'May not be empty', property: path }];
  if (value.type === 'carousel') {
    return [
      ...checkSize(value, path, carouselBytes),
      ...items(value, 'contents', path, { min: 1, max: 12 }, checkBubble),
    ];
  }
  return checkBubble(value, path);
}

function checkBubble(value: unknown, path: string): Breach[] {
  if (!isObject(value) || value.type !== 'bubble') {
    return [{ message: 'Must be one of the following values: [bubble, carousel]', property: `${path}.type` }];
  }
  const parts = ['header', 'hero', 'body', 'footer'].filter((key) => value[key] !== undefined);
  return [
    ...checkSize(value, path, bubbleBytes),
    ...oneOf(value, 'size', path, ['nano', 'micro', 'deca', 'hecto', 'kilo', 'mega', 'giga']),
    ...parts.flatMap((key) =>
      key === 'hero' ? checkHero(value[key], `${path}.${key}`) : checkBox(value[key], `${path}.${key}`),
    ),
  ];
}

/** A hero is a picture, a film or a box. */
function checkHero(value: unknown, path: string): Breach[] {
  if (!isObject(value)) return [{ message: 'May not be empty', property: path }];
  if (value.type === 'image' || value.type === 'video') return httpsUrl(value, 'url', path);
  return checkBox(value, path);
}

function checkSize(value: Json, path: string, max: number): Breach[] {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return bytes > max ? [{ message: `flex message is too large (${bytes} bytes)`, property: path }] : [];
}

function checkBox(value: unknown, path: string): Breach[] {
  if (!isObject(value) || value.type !== 'box') return [{ message: 'Must be a box', property: path }];
  const contents = value.contents;
  return [
    ...(value.layout === undefined ? [{ message: 'May not be empty', property: `${path}.layout` }] : []),
    ...oneOf(value, 'layout', path, ['horizontal', 'vertical', 'baseline']),
    ...(Array.isArray(contents)
      ? contents.flatMap((one, index) => checkComponent(one, `${path}.contents[${index}]`))
      : [{ message: 'May not be null', property: `${path}.contents` }]),
    ...(value.action === undefined
      ? []
      : checkAction(value.action, `${path}.action`, { max: 40, optional: true })),
    ...['backgroundColor', 'borderColor'].flatMap((key) => checkColour(value, key, path)),
  ];
}

function checkComponent(value: unknown, path: string): Breach[] {
  if (!isObject(value)) return [{ message: 'May not be empty', property: path }];
  switch (value.type) {
    case 'box':
      return checkBox(value, path);
    case 'text':
      return [
        ...(Array.isArray(value.contents) ? [] : text(value, 'text', path, 2000)),
        ...checkColour(value, 'color', path),
        ...oneOf(value, 'weight', path, ['regular', 'bold']),
      ];
    case 'button':
      return [
        ...checkAction(value.action, `${path}.action`, { max: 40 }),
        ...oneOf(value, 'style', path, ['primary', 'secondary', 'link']),
        ...oneOf(value, 'height', path, ['sm', 'md']),
        ...checkColour(value, 'color', path),
      ];
    case 'separator':
    case 'filler':
    case 'span':
      return checkColour(value, 'color', path);
    case 'image':
    case 'icon':
      return httpsUrl(value, 'url', path);
    default:
      return [{ message: 'unknown flex component', property: `${path}.type` }];
  }
}

function checkColour(parent: Json, key: string, path: string): Breach[] {
  const value = parent[key];
  if (value === undefined || (typeof value === 'string' && colour.test(value))) return [];
  return [{ message: 'invalid color', property: `${path}.${key}` }];
}
