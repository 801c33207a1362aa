import { isObject, type Json, objectAt } from '../json.ts';
import { checkAction } from './actions.ts';
import { type Breach, breach, items, number, text } from './breach.ts';
import type { PictureSize } from './picture-size.ts';

const maxAreas = 20;
const maxPictureBytes = 1024 * 1024;

/** A rich menu object: size, name, bar and areas, each area inside the menu. */
export function checkRichMenu(menu: Json): Breach[] {
  const size = objectAt(menu, 'size');
  return [
    ...(isObject(menu.size) ? checkSize(size) : breach('must be specified', 'size')),
    ...(typeof menu.selected === 'boolean' ? [] : breach('must be specified', 'selected')),
    ...text(menu, 'name', '', 300),
    ...text(menu, 'chatBarText', '', 14),
    ...items(menu, 'areas', '', { min: 0, max: maxAreas }, (area, at) => checkArea(area, at, size)),
  ];
}

/** What is wrong with a menu's picture; null when nothing is. */
export function pictureFault(size: PictureSize | null, bytes: number, menu: Json): string | null {
  if (size === null) return 'The image format is not allowed for richmenu';
  const { width, height } = size;
  const isAllowed = width >= 800 && width <= 2500 && height >= 250 && width / height >= 1.45;
  if (!isAllowed || bytes > maxPictureBytes) return 'The image size is not allowed for richmenu';
  const wanted = objectAt(menu, 'size');
  // Another size than the menu's would be stretched, and its areas would not be where they are drawn.
  return wanted.width === width && wanted.height === height
    ? null
    : 'The image size does not match the size of the richmenu';
}

function checkSize(size: Json): Breach[] {
  const breaches = [
    ...number(size, 'width', 'size', { min: 800, max: 2500 }),
    ...number(size, 'height', 'size', { min: 250, max: 1_000_000 }),
  ];
  const isWide = Number(size.width) / Number(size.height) >= 1.45;
  return breaches.length > 0 || isWide ? breaches : breach('invalid aspect ratio', 'size');
}

function checkArea(area: unknown, path: string, size: Json): Breach[] {
  if (!isObject(area)) return breach('May not be null', path);
  const bounds = objectAt(area, 'bounds');
  const at = `${path}.bounds`;
  return [
    ...number(bounds, 'x', at, { min: 0, max: Number(size.width) }),
    ...number(bounds, 'y', at, { min: 0, max: Number(size.height) }),
    ...number(bounds, 'width', at, { min: 1, max: Number(size.width) - Number(bounds.x) }),
    ...number(bounds, 'height', at, { min: 1, max: Number(size.height) - Number(bounds.y) }),
    ...checkAction(area.action, `${path}.action`, 'menuArea'),
  ];
}
