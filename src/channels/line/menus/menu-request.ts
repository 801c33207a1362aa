import type { messagingApi } from '@line/bot-sdk';
import type { MenuDesign, MenuField } from '../../../use-cases/ports/line-menus.ts';
import { menuSize } from './menu-size.ts';

/** The menu as LINE takes it: four equal areas, open from the start, each read aloud by its word. */
export function toMenuRequest({ bar, fields }: MenuDesign, name: string): messagingApi.RichMenuRequest {
  const width = menuSize.width / 2;
  const height = menuSize.height / 2;
  return {
    size: menuSize,
    selected: true,
    name,
    chatBarText: bar,
    areas: fields.map((field, index) => ({
      bounds: { x: (index % 2) * width, y: Math.floor(index / 2) * height, width, height },
      action: toAction(field),
    })),
  };
}

function toAction({ word, data, opensKeyboard }: MenuField): messagingApi.PostbackAction {
  return {
    type: 'postback',
    label: word,
    data,
    displayText: word,
    ...(opensKeyboard ? { inputOption: 'openKeyboard' } : {}),
  };
}
