import { isObject, type Json } from '../json.ts';
import { type Breach, breach, object, oneOf, text } from './breach.ts';
import { checkPicker } from './picker.ts';

/** Where an action stands decides how long its label may be, and which kinds may stand there. */
export type ActionPlace =
  | 'template'
  | 'imageColumn'
  | 'flexButton'
  | 'flexArea'
  | 'tapArea'
  | 'menuArea'
  | 'quickReply';

// Label limits of LINE's reference; an area without a button shows no label and needs none.
const labels: Readonly<Record<ActionPlace, { readonly max: number; readonly optional: boolean }>> = {
  template: { max: 20, optional: false },
  imageColumn: { max: 12, optional: true },
  flexButton: { max: 40, optional: false },
  flexArea: { max: 40, optional: true },
  tapArea: { max: 20, optional: true },
  menuArea: { max: 20, optional: true },
  quickReply: { max: 20, optional: false },
};

const everywhere = ['postback', 'message', 'uri', 'datetimepicker', 'clipboard'];
const quickRepliesOnly = ['camera', 'cameraRoll', 'location'];
const menusOnly = ['richmenuswitch'];

/** An action object of a message or a menu; `richmenuswitch` belongs to menus only. */
export function checkAction(value: unknown, path: string, place: ActionPlace): Breach[] {
  if (!isObject(value)) return breach('May not be null', path);
  const more = place === 'quickReply' ? quickRepliesOnly : place === 'menuArea' ? menusOnly : [];
  const allowed = [...everywhere, ...more];
  const unknown = oneOf(value, 'type', path, allowed, { required: true });
  if (unknown.length > 0) return unknown;
  const { max, optional } = labels[place];
  return [...text(value, 'label', path, max, { optional }), ...checkKind(value, path)];
}

/** The action under a key, where it may be missing. */
export function checkOptionalAction(parent: Json, key: string, path: string, place: ActionPlace): Breach[] {
  return parent[key] === undefined ? [] : checkAction(parent[key], `${path}.${key}`, place);
}

function checkKind(action: Json, path: string): Breach[] {
  switch (action.type) {
    case 'postback':
      return checkPostback(action, path);
    case 'message':
      return text(action, 'text', path, 300);
    case 'uri':
      return checkUri(action, path);
    case 'clipboard':
      return text(action, 'clipboardText', path, 1000);
    case 'datetimepicker':
      return checkPicker(action, path);
    case 'richmenuswitch':
      return [...text(action, 'richMenuAliasId', path, 32), ...text(action, 'data', path, 300)];
    default:
      return [];
  }
}

function checkPostback(action: Json, path: string): Breach[] {
  const { displayText, text: deprecated, fillInText, inputOption } = action;
  return [
    ...text(action, 'data', path, 300),
    ...text(action, 'displayText', path, 300, { optional: true }),
    ...text(action, 'text', path, 300, { optional: true }),
    ...text(action, 'fillInText', path, 300, { optional: true }),
    ...oneOf(action, 'inputOption', path, ['closeRichMenu', 'openRichMenu', 'openKeyboard', 'openVoice']),
    ...(displayText !== undefined && deprecated !== undefined
      ? breach('displayText and text cannot be used together', path)
      : []),
    ...(fillInText !== undefined && inputOption !== 'openKeyboard'
      ? breach('fillInText requires inputOption openKeyboard', `${path}.fillInText`)
      : []),
  ];
}

function checkUri(action: Json, path: string): Breach[] {
  return [
    ...checkLink(action, 'uri', path),
    ...object(action, 'altUri', path, (alt, at) => checkLink(alt, 'desktop', at), { optional: true }),
  ];
}

/** A link that the reader's phone opens; unlike pictures it may go over http. */
function checkLink(parent: Json, key: string, path: string): Breach[] {
  const breaches = text(parent, key, path, 1000);
  if (breaches.length > 0 || /^(?:https?:\/\/|line:\/\/|tel:)[^\s]+$/.test(String(parent[key])))
    return breaches;
  return breach('invalid uri scheme', `${path}.${key}`);
}
