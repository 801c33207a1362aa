import { type Json, textAt } from '../json.ts';
import { type Breach, breach } from './breach.ts';

const colour = /^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$/;
const pixels = String.raw`\d+(\.\d+)?px`;
const percent = String.raw`(\d{1,2}(\.\d+)?|100(\.0+)?)%`;
const space = 'none|xs|sm|md|lg|xl|xxl';
const size = 'xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl';

// What a measure of a flex component may be: a keyword, pixels, or a share where LINE takes one.
const forms = {
  distance: new RegExp(`^(${space}|${pixels})$`),
  padding: new RegExp(`^(${space}|${pixels}|${percent})$`),
  border: new RegExp(`^(none|light|normal|medium|semi-bold|bold|${pixels})$`),
  extent: new RegExp(`^(${pixels}|${percent})$`),
  textSize: new RegExp(`^(${size}|${pixels})$`),
  imageSize: new RegExp(`^(${size}|full|${pixels}|${percent})$`),
  pixels: new RegExp(`^${pixels}$`),
} as const;

const formOf: Readonly<Record<string, RegExp>> = {
  spacing: forms.distance,
  margin: forms.distance,
  cornerRadius: forms.distance,
  offsetTop: forms.padding,
  offsetBottom: forms.padding,
  offsetStart: forms.padding,
  offsetEnd: forms.padding,
  paddingAll: forms.padding,
  paddingTop: forms.padding,
  paddingBottom: forms.padding,
  paddingStart: forms.padding,
  paddingEnd: forms.padding,
  borderWidth: forms.border,
  width: forms.extent,
  maxWidth: forms.extent,
  maxHeight: forms.extent,
  lineSpacing: forms.pixels,
};

/** Distances, paddings and the like of one component, wherever they have the same form for all components. */
export function checkMeasures(component: Json, path: string): Breach[] {
  return Object.entries(formOf).flatMap(([key, form]) => matches(component, key, path, form));
}

/** The height of a box; of a button it is `sm` or `md`. */
export function checkBoxHeight(box: Json, path: string): Breach[] {
  return matches(box, 'height', path, forms.extent);
}

/** The size of letters and icons. */
export function checkTextSize(component: Json, path: string): Breach[] {
  return matches(component, 'size', path, forms.textSize);
}

/** The size of an image. */
export function checkImageSize(image: Json, path: string): Breach[] {
  return matches(image, 'size', path, forms.imageSize);
}

/** `{width}:{height}`, each 1 to 100,000, the height at most three times the width. */
export function checkAspectRatio(image: Json, path: string): Breach[] {
  if (image.aspectRatio === undefined) return [];
  const sides = (textAt(image, 'aspectRatio') ?? '').split(':').map(Number);
  const [width = 0, height = 0] = sides;
  const inRange = [width, height].every((side) => side >= 1 && side <= 100_000);
  return sides.length === 2 && inRange && height <= 3 * width
    ? []
    : breach('invalid aspect ratio', `${path}.aspectRatio`);
}

/** Colours as `#RRGGBB` or `#RRGGBBAA`. */
export function checkColours(component: Json, path: string, ...keys: readonly string[]): Breach[] {
  return keys.flatMap((key) => matches(component, key, path, colour, 'invalid color'));
}

function matches(
  parent: Json,
  key: string,
  path: string,
  form: RegExp,
  message = 'invalid property value',
): Breach[] {
  const value = parent[key];
  if (value === undefined || (typeof value === 'string' && form.test(value))) return [];
  return breach(message, `${path}.${key}`);
}
