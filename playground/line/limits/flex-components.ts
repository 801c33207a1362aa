import { isObject, type Json, listAt } from '../json.ts';
import { checkAction, checkOptionalAction } from './actions.ts';
import { type Breach, breach, httpsUrl, items, object, oneOf, text } from './breach.ts';
import {
  checkAspectRatio,
  checkBoxHeight,
  checkColours,
  checkImageSize,
  checkMeasures,
  checkTextSize,
} from './measures.ts';

const longestText = 2000;
const mostComponents = 1000;
const lines = ['text', 'icon', 'filler'];
const stacks = ['box', 'button', 'image', 'text', 'separator', 'filler'];

/** A box; a baseline box holds only texts, icons and fillers, the others everything but icons and spans. */
export function checkBox(box: Json, path: string): Breach[] {
  const allowed = box.layout === 'baseline' ? lines : stacks;
  return [
    ...oneOf(box, 'layout', path, ['horizontal', 'vertical', 'baseline'], { required: true }),
    ...items(box, 'contents', path, { min: 0, max: mostComponents }, (one, at) => {
      if (!isObject(one)) return breach('May not be null', at);
      const misplaced = oneOf(one, 'type', at, allowed, { required: true });
      return misplaced.length > 0 ? misplaced : checkComponent(one, at);
    }),
    ...oneOf(box, 'justifyContent', path, [
      'center',
      'flex-start',
      'flex-end',
      'space-between',
      'space-around',
      'space-evenly',
    ]),
    ...oneOf(box, 'alignItems', path, ['center', 'flex-start', 'flex-end']),
    ...checkBoxHeight(box, path),
    ...checkColours(box, path, 'backgroundColor', 'borderColor'),
    ...object(box, 'background', path, checkGradient, { optional: true }),
    ...checkShared(box, path),
  ];
}

/** A picture: HTTPS, with a ratio that is not too tall. */
export function checkImage(image: Json, path: string): Breach[] {
  return [
    ...httpsUrl(image, 'url', path),
    ...checkImageSize(image, path),
    ...checkAspectRatio(image, path),
    ...oneOf(image, 'aspectMode', path, ['cover', 'fit']),
    ...checkColours(image, path, 'backgroundColor'),
    ...checkShared(image, path),
  ];
}

/** A film with the picture shown before it and what older apps show instead. */
export function checkVideo(video: Json, path: string): Breach[] {
  return [
    ...httpsUrl(video, 'url', path),
    ...httpsUrl(video, 'previewUrl', path),
    ...checkAspectRatio(video, path),
    ...object(video, 'altContent', path, (alternative, at) => {
      if (alternative.type === 'box') return checkBox(alternative, at);
      if (alternative.type === 'image') return checkImage(alternative, at);
      return breach('Must be one of the following values: [box, image]', `${at}.type`);
    }),
    ...checkOptionalAction(video, 'action', path, 'flexArea'),
  ];
}

function checkComponent(component: Json, path: string): Breach[] {
  switch (component.type) {
    case 'box':
      return checkBox(component, path);
    case 'image':
      return checkImage(component, path);
    case 'text':
      return checkText(component, path);
    case 'button':
      return checkButton(component, path);
    case 'icon':
      return [
        ...httpsUrl(component, 'url', path),
        ...checkTextSize(component, path),
        ...checkShared(component, path),
      ];
    case 'separator':
      return [...checkColours(component, path, 'color'), ...checkShared(component, path)];
    default:
      return [];
  }
}

/** A text, or spans in its place. */
function checkText(component: Json, path: string): Breach[] {
  const spans = listAt(component, 'contents');
  return [
    ...(spans.length > 0 ? [] : text(component, 'text', path, longestText)),
    ...spans.flatMap((span, index) => checkSpan(span, `${path}.contents[${index}]`)),
    ...oneOf(component, 'adjustMode', path, ['shrink-to-fit']),
    ...checkLetters(component, path),
    ...checkShared(component, path),
  ];
}

function checkSpan(span: unknown, path: string): Breach[] {
  if (!isObject(span) || span.type !== 'span') {
    return breach('Must be one of the following values: [span]', `${path}.type`);
  }
  return [...text(span, 'text', path, longestText), ...checkLetters(span, path)];
}

function checkLetters(component: Json, path: string): Breach[] {
  return [
    ...checkTextSize(component, path),
    ...checkColours(component, path, 'color'),
    ...oneOf(component, 'weight', path, ['regular', 'bold']),
    ...oneOf(component, 'style', path, ['normal', 'italic']),
    ...oneOf(component, 'decoration', path, ['none', 'underline', 'line-through']),
  ];
}

function checkButton(button: Json, path: string): Breach[] {
  const { action: _own, ...rest } = button;
  return [
    ...checkAction(button.action, `${path}.action`, 'flexButton'),
    ...oneOf(button, 'style', path, ['primary', 'secondary', 'link']),
    ...oneOf(button, 'height', path, ['sm', 'md']),
    ...oneOf(button, 'adjustMode', path, ['shrink-to-fit']),
    ...checkColours(button, path, 'color'),
    ...checkShared(rest, path),
  ];
}

function checkGradient(background: Json, path: string): Breach[] {
  return [
    ...oneOf(background, 'type', path, ['linearGradient'], { required: true }),
    ...(/^\d{1,3}(\.\d+)?deg$/.test(String(background.angle))
      ? []
      : breach('invalid angle', `${path}.angle`)),
    ...text(background, 'startColor', path, 9),
    ...text(background, 'endColor', path, 9),
    ...checkColours(background, path, 'startColor', 'centerColor', 'endColor'),
  ];
}

/** What every component of a box may carry. */
function checkShared(component: Json, path: string): Breach[] {
  const { flex, maxLines } = component;
  const isCount = (value: unknown): boolean =>
    value === undefined || (Number.isInteger(value) && Number(value) >= 0);
  return [
    ...oneOf(component, 'align', path, ['start', 'end', 'center']),
    ...oneOf(component, 'gravity', path, ['top', 'bottom', 'center']),
    ...oneOf(component, 'position', path, ['relative', 'absolute']),
    ...(isCount(flex) ? [] : breach('Must be a non-negative integer', `${path}.flex`)),
    ...(isCount(maxLines) ? [] : breach('Must be a non-negative integer', `${path}.maxLines`)),
    ...checkMeasures(component, path),
    ...checkOptionalAction(component, 'action', path, 'flexArea'),
  ];
}
