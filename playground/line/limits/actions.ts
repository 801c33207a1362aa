import { type Breach, isObject, type Json, oneOf, text } from './breach.ts';

const dateTime = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}$/;
const date = /^\d{4}-\d{2}-\d{2}$/;
const time = /^\d{2}:\d{2}$/;

/** An action with a label of at most so many units (20 in templates and quick replies, 40 on flex buttons). */
export function checkAction(
  value: unknown,
  path: string,
  label: { readonly max: number; readonly optional?: boolean },
): Breach[] {
  if (!isObject(value)) return [{ message: 'May not be empty', property: path }];
  const labelBreaches = text(value, 'label', path, label.max, { optional: label.optional === true });
  return [...labelBreaches, ...checkKind(value, path)];
}

function checkKind(action: Json, path: string): Breach[] {
  switch (action.type) {
    case 'postback':
      return [
        ...text(action, 'data', path, 300),
        ...text(action, 'displayText', path, 300, { optional: true }),
        ...text(action, 'fillInText', path, 300, { optional: true }),
        ...(action.displayText !== undefined && action.text !== undefined
          ? [{ message: 'displayText and text cannot be used together', property: path }]
          : []),
      ];
    case 'message':
      return text(action, 'text', path, 300);
    case 'uri':
      return checkUri(action, path);
    case 'clipboard':
      return text(action, 'clipboardText', path, 1000);
    case 'datetimepicker':
      return checkPicker(action, path);
    default:
      return [{ message: 'Must be one of the known action types', property: `${path}.type` }];
  }
}

function checkUri(action: Json, path: string): Breach[] {
  const breaches = text(action, 'uri', path, 1000);
  const uri = String(action.uri);
  if (breaches.length > 0 || /^(https?|line|tel):/.test(uri)) return breaches;
  return [{ message: 'invalid uri scheme', property: `${path}.uri` }];
}

function checkPicker(action: Json, path: string): Breach[] {
  const mode = action.mode;
  const pattern = mode === 'date' ? date : mode === 'time' ? time : dateTime;
  const malformed = ['initial', 'min', 'max'].filter((key) => {
    const value = action[key];
    return value !== undefined && !(typeof value === 'string' && pattern.test(value));
  });
  return [
    ...text(action, 'data', path, 300),
    ...text(action, 'mode', path, 10),
    ...oneOf(action, 'mode', path, ['date', 'time', 'datetime']),
    ...malformed.map((key) => ({ message: 'invalid date format', property: `${path}.${key}` })),
  ];
}
