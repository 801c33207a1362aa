import { isObject, type Json } from '../json.ts';
import { checkAction } from './actions.ts';
import { type Breach, breach, httpsUrl, items, number, object, oneOf, text } from './breach.ts';
import { checkFlex } from './flex.ts';
import { checkImagemap } from './imagemap.ts';
import { checkTemplate } from './templates.ts';

const kinds = [
  'text',
  'textV2',
  'sticker',
  'image',
  'video',
  'audio',
  'location',
  'imagemap',
  'template',
  'flex',
];

/** One to five message objects within LINE's limits; answers what is wrong, in LINE's words. */
export function checkMessages(body: Json): Breach[] {
  return items(body, 'messages', '', { min: 1, max: 5 }, (message, at) =>
    isObject(message) ? checkMessage(message, at) : breach('May not be null', at),
  );
}

function checkMessage(message: Json, path: string): Breach[] {
  return [
    ...oneOf(message, 'type', path, kinds, { required: true }),
    ...object(message, 'quickReply', path, checkQuickReply, { optional: true }),
    ...object(message, 'sender', path, checkSender, { optional: true }),
    ...checkKind(message, path),
  ];
}

function checkKind(message: Json, path: string): Breach[] {
  const urls = (...keys: string[]): Breach[] => keys.flatMap((key) => httpsUrl(message, key, path));
  switch (message.type) {
    case 'text':
      return [...text(message, 'text', path, 5000), ...checkEmojis(message, path)];
    case 'textV2':
      return text(message, 'text', path, 5000);
    case 'sticker':
      return [...text(message, 'packageId', path, 20), ...text(message, 'stickerId', path, 20)];
    case 'image':
      return urls('originalContentUrl', 'previewImageUrl');
    case 'video':
      return [
        ...urls('originalContentUrl', 'previewImageUrl'),
        ...text(message, 'trackingId', path, 100, { optional: true }),
      ];
    case 'audio':
      return [
        ...urls('originalContentUrl'),
        ...number(message, 'duration', path, { min: 1, max: Number.MAX_SAFE_INTEGER }),
      ];
    case 'location':
      return [
        ...text(message, 'title', path, 100),
        ...text(message, 'address', path, 100),
        ...number(message, 'latitude', path, { min: -90, max: 90 }),
        ...number(message, 'longitude', path, { min: -180, max: 180 }),
      ];
    case 'imagemap':
      return [...text(message, 'altText', path, 1500), ...checkImagemap(message, path)];
    case 'template':
      return [...text(message, 'altText', path, 1500), ...object(message, 'template', path, checkTemplate)];
    case 'flex':
      return [...text(message, 'altText', path, 1500), ...object(message, 'contents', path, checkFlex)];
    default:
      return [];
  }
}

/** At most twenty emojis, each on a `$` of the text. */
function checkEmojis(message: Json, path: string): Breach[] {
  if (message.emojis === undefined) return [];
  const shown = String(message.text);
  return items(message, 'emojis', path, { min: 1, max: 20 }, (emoji, at) => {
    if (!isObject(emoji)) return breach('May not be null', at);
    return [
      ...text(emoji, 'productId', at, 100),
      ...text(emoji, 'emojiId', at, 100),
      ...(typeof emoji.index === 'number' && shown[emoji.index] === '$'
        ? []
        : breach('Must point at a $ of the text', `${at}.index`)),
    ];
  });
}

function checkQuickReply(quickReply: Json, path: string): Breach[] {
  return items(quickReply, 'items', path, { min: 1, max: 13 }, (item, at) =>
    isObject(item)
      ? [
          ...oneOf(item, 'type', at, ['action'], { required: true }),
          ...httpsUrl(item, 'imageUrl', at, { optional: true }),
          ...checkAction(item.action, `${at}.action`, 'quickReply'),
        ]
      : breach('May not be null', at),
  );
}

function checkSender(sender: Json, path: string): Breach[] {
  return [
    ...text(sender, 'name', path, 20, { optional: true }),
    ...httpsUrl(sender, 'iconUrl', path, { optional: true }),
  ];
}
