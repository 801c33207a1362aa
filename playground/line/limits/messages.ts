import { checkAction } from './actions.ts';
import { type Breach, httpsUrl, isObject, items, type Json, text } from './breach.ts';
import { checkFlex } from './flex.ts';

/** One to five message objects within LINE's limits; answers what is wrong, in LINE's words. */
export function checkMessages(body: Json): Breach[] {
  const messages = body.messages;
  if (!Array.isArray(messages)) return [{ message: 'May not be empty', property: 'messages' }];
  if (messages.length < 1 || messages.length > 5) {
    return [{ message: 'Size must be between 1 and 5', property: 'messages' }];
  }
  return messages.flatMap((message, index) => checkMessage(message, `messages[${index}]`));
}

function checkMessage(value: unknown, path: string): Breach[] {
  if (!isObject(value)) return [{ message: 'May not be null', property: path }];
  const quick = value.quickReply === undefined ? [] : checkQuickReply(value.quickReply, `${path}.quickReply`);
  return [...quick, ...checkKind(value, path)];
}

function checkKind(message: Json, path: string): Breach[] {
  switch (message.type) {
    case 'text':
    case 'textV2':
      return text(message, 'text', path, 5000);
    case 'flex':
      return [...text(message, 'altText', path, 1500), ...checkFlex(message.contents, `${path}.contents`)];
    case 'template':
      return [
        ...text(message, 'altText', path, 1500),
        ...(isObject(message.template)
          ? checkTemplate(message.template, `${path}.template`)
          : [{ message: 'May not be null', property: `${path}.template` }]),
      ];
    case 'image':
    case 'video':
      return ['originalContentUrl', 'previewImageUrl'].flatMap((key) => httpsUrl(message, key, path));
    case 'sticker':
      return ['packageId', 'stickerId'].flatMap((key) => text(message, key, path, 20));
    case 'location':
      return ['title', 'address'].flatMap((key) => text(message, key, path, 100));
    default:
      return [
        {
          message:
            'Must be one of the following values: [text, textV2, flex, template, sticker, image, video, location]',
          property: `${path}.type`,
        },
      ];
  }
}

function checkTemplate(template: Json, path: string): Breach[] {
  const action = (one: unknown, at: string): Breach[] => checkAction(one, at, { max: 20 });
  switch (template.type) {
    case 'buttons': {
      const decorated = template.title !== undefined || template.thumbnailImageUrl !== undefined;
      return [
        ...text(template, 'text', path, decorated ? 60 : 160),
        ...text(template, 'title', path, 40, { optional: true }),
        ...items(template, 'actions', path, { min: 1, max: 4 }, action),
      ];
    }
    case 'confirm':
      return [
        ...text(template, 'text', path, 240),
        ...items(template, 'actions', path, { min: 2, max: 2 }, action),
      ];
    case 'carousel':
      return items(template, 'columns', path, { min: 1, max: 10 }, (column, at) =>
        isObject(column)
          ? [...text(column, 'text', at, 120), ...items(column, 'actions', at, { min: 1, max: 3 }, action)]
          : [{ message: 'May not be null', property: at }],
      );
    default:
      return [
        {
          message: 'Must be one of the following values: [buttons, confirm, carousel]',
          property: `${path}.type`,
        },
      ];
  }
}

function checkQuickReply(value: unknown, path: string): Breach[] {
  if (!isObject(value)) return [{ message: 'May not be null', property: path }];
  return items(value, 'items', path, { min: 1, max: 13 }, (item, at) =>
    isObject(item) && item.type === 'action'
      ? checkAction(item.action, `${at}.action`, { max: 20 })
      : [{ message: 'Must be one of the following values: [action]', property: `${at}.type` }],
  );
}
