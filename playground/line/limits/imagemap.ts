import { isObject, type Json } from '../json.ts';
import { type Breach, breach, httpsUrl, items, number, object, text } from './breach.ts';

/** A picture 1,040 wide with at most fifty areas that open a link, say something or copy a text. */
export function checkImagemap(message: Json, path: string): Breach[] {
  return [
    ...httpsUrl(message, 'baseUrl', path),
    ...object(message, 'baseSize', path, (size, at) => [
      ...number(size, 'width', at, { min: 1040, max: 1040 }),
      ...number(size, 'height', at, { min: 1, max: 5000 }),
    ]),
    ...items(message, 'actions', path, { min: 0, max: 50 }, (action, at) =>
      isObject(action) ? checkArea(action, at) : breach('May not be null', at),
    ),
  ];
}

function checkArea(action: Json, path: string): Breach[] {
  const shared = [
    ...text(action, 'label', path, 100, { optional: true }),
    ...object(action, 'area', path, (area, at) =>
      ['x', 'y', 'width', 'height'].flatMap((key) => number(area, key, at, { min: 0, max: 5000 })),
    ),
  ];
  switch (action.type) {
    case 'uri':
      return [...shared, ...text(action, 'linkUri', path, 1000)];
    case 'message':
      return [...shared, ...text(action, 'text', path, 400)];
    case 'clipboard':
      return [...shared, ...text(action, 'clipboardText', path, 1000)];
    default:
      return breach('Must be one of the following values: [uri, message, clipboard]', `${path}.type`);
  }
}
