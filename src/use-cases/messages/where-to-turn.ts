import type { Message } from '../../domain/messaging/message.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { ProgrammeView } from '../ports/records/views.ts';
import { act, anyRef, controls, link } from './controls.ts';

/** 相談先: the desk, its hours, and who else listens; says that nobody watches live (CONVERSATIONS 3.10). */
export function whereToTurn(
  { settings, zone }: ProgrammeView,
  { menu }: Texts,
): { readonly messages: readonly Message[] } {
  const desk = { contact: settings.deskContact, hours: settings.deskHours };
  const checked = settings.helpPlaces.map((place) => place.checkedOn).sort()[0];
  const text =
    checked === undefined
      ? menu.help.text(desk)
      : menu.help.textWithPlaces({ ...desk, at: new Date(`${checked}T12:00:00Z`), zone });
  return {
    messages: [
      {
        summary: menu.shortcuts.whereToTurn,
        parts: [
          { kind: 'text', text },
          ...controls(
            ...settings.helpPlaces.map((place) =>
              link(menu.help.buttons.call({ place: place.name }), `tel:${place.tel}`),
            ),
            act(menu.help.buttons.contactMe, 'k', anyRef, 'contact', 'ask'),
          ),
        ],
      },
    ],
  };
}
