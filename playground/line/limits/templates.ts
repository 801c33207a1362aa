import { isObject, type Json, listAt, textAt } from '../json.ts';
import { checkAction, checkOptionalAction } from './actions.ts';
import { type Breach, breach, httpsUrl, items, oneOf, text } from './breach.ts';

const colour = /^#[0-9a-fA-F]{6}$/;

/** A template: buttons, confirm, carousel or image carousel. */
export function checkTemplate(template: Json, path: string): Breach[] {
  switch (template.type) {
    case 'buttons':
      return [
        ...checkPictureStyle(template, path),
        ...checkPanel(template, path, { plainText: 160, maxActions: 4 }),
      ];
    case 'confirm':
      return [
        ...text(template, 'text', path, 240),
        ...items(template, 'actions', path, { min: 2, max: 2 }, checkButton),
      ];
    case 'carousel':
      return [
        ...checkPictureStyle(template, path),
        ...items(template, 'columns', path, { min: 1, max: 10 }, (column, at) =>
          isObject(column)
            ? checkPanel(column, at, { plainText: 120, maxActions: 3 })
            : breach('May not be null', at),
        ),
        ...checkEqualColumns(template, path),
      ];
    case 'image_carousel':
      return items(template, 'columns', path, { min: 1, max: 10 }, (column, at) =>
        isObject(column)
          ? [
              ...httpsUrl(column, 'imageUrl', at),
              ...checkAction(column.action, `${at}.action`, 'imageColumn'),
            ]
          : breach('May not be null', at),
      );
    default:
      return oneOf(template, 'type', path, ['buttons', 'confirm', 'carousel', 'image_carousel'], {
        required: true,
      });
  }
}

/** Text with buttons below; a title or picture leaves room for 60 units of text. */
function checkPanel(
  panel: Json,
  path: string,
  limits: { readonly plainText: number; readonly maxActions: number },
): Breach[] {
  const isDecorated = panel.title !== undefined || panel.thumbnailImageUrl !== undefined;
  return [
    ...httpsUrl(panel, 'thumbnailImageUrl', path, { optional: true }),
    ...(panel.imageBackgroundColor === undefined || colour.test(textAt(panel, 'imageBackgroundColor') ?? '')
      ? []
      : breach('invalid color', `${path}.imageBackgroundColor`)),
    ...text(panel, 'title', path, 40, { optional: true }),
    ...text(panel, 'text', path, isDecorated ? 60 : limits.plainText),
    ...checkOptionalAction(panel, 'defaultAction', path, 'tapArea'),
    ...items(panel, 'actions', path, { min: 1, max: limits.maxActions }, checkButton),
  ];
}

function checkPictureStyle(template: Json, path: string): Breach[] {
  return [
    ...oneOf(template, 'imageAspectRatio', path, ['rectangle', 'square']),
    ...oneOf(template, 'imageSize', path, ['cover', 'contain']),
  ];
}

/** All columns have as many buttons, and a title or a picture either all or none. */
function checkEqualColumns(template: Json, path: string): Breach[] {
  const columns = listAt(template, 'columns').filter(isObject);
  const differs = (read: (column: Json) => unknown): boolean => new Set(columns.map(read)).size > 1;
  const at = `${path}.columns`;
  return [
    ...(differs((column) => listAt(column, 'actions').length)
      ? breach('The number of actions must be the same in all columns', at)
      : []),
    ...(differs((column) => column.title !== undefined)
      ? breach('Set title in all columns or in none', at)
      : []),
    ...(differs((column) => column.thumbnailImageUrl !== undefined)
      ? breach('Set thumbnailImageUrl in all columns or in none', at)
      : []),
  ];
}

function checkButton(value: unknown, path: string): Breach[] {
  return checkAction(value, path, 'template');
}
