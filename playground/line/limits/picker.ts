import { type Json, textAt } from '../json.ts';
import { type Breach, breach, oneOf, text } from './breach.ts';

const formats = {
  date: { pattern: /^\d{4}-\d{2}-\d{2}$/, earliest: '1900-01-01', latest: '2100-12-31' },
  time: { pattern: /^\d{2}:\d{2}$/, earliest: '00:00', latest: '23:59' },
  datetime: {
    pattern: /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}$/,
    earliest: '1900-01-01T00:00',
    latest: '2100-12-31T23:59',
  },
} as const;

type Mode = keyof typeof formats;

/** A datetimepicker: mode required; initial, min and max real instants of that mode, in range, min before max. */
export function checkPicker(action: Json, path: string): Breach[] {
  const { mode } = action;
  const common = [
    ...text(action, 'data', path, 300),
    ...oneOf(action, 'mode', path, Object.keys(formats), { required: true }),
  ];
  if (!isMode(mode)) return common;
  const given = ['initial', 'min', 'max'].filter((key) => action[key] !== undefined);
  const malformed = given.filter((key) => !isInstant(action[key], mode));
  return [
    ...common,
    ...malformed.flatMap((key) => breach('invalid date format', `${path}.${key}`)),
    ...(malformed.length === 0 ? checkOrder(action, path, mode) : []),
  ];
}

/** Whether a phone lets its owner choose this in the picker. */
export function canPick(
  picker: { readonly mode?: string; readonly min?: string; readonly max?: string },
  chosen: string,
): boolean {
  const { mode } = picker;
  if (!isMode(mode) || !isInstant(chosen, mode)) return false;
  const { earliest, latest } = formats[mode];
  return chosen >= (picker.min ?? earliest) && chosen <= (picker.max ?? latest);
}

/** All three formats sort as texts. */
function checkOrder(action: Json, path: string, mode: Mode): Breach[] {
  const { earliest, latest } = formats[mode];
  const read = (key: string, otherwise: string): string => (textAt(action, key) ?? otherwise).toUpperCase();
  const min = read('min', earliest);
  const max = read('max', latest);
  const initial = read('initial', min);
  return [
    ...(min < earliest || max > latest ? breach(`Must be between ${earliest} and ${latest}`, path) : []),
    ...(min >= max ? breach('min must be earlier than max', `${path}.min`) : []),
    ...(initial < min || initial > max
      ? breach('initial must be between min and max', `${path}.initial`)
      : []),
  ];
}

function isMode(value: unknown): value is Mode {
  return typeof value === 'string' && Object.hasOwn(formats, value);
}

/** A text of the mode's format that names a real day and minute: no 30 February, no 24:00. */
function isInstant(value: unknown, mode: Mode): boolean {
  if (typeof value !== 'string' || !formats[mode].pattern.test(value)) return false;
  const full =
    mode === 'date' ? `${value}T00:00` : mode === 'time' ? `2000-01-01T${value}` : value.toUpperCase();
  const at = new Date(`${full}:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(full);
}
