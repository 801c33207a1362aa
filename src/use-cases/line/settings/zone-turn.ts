import { knownZones } from '../../../i18n/cities.ts';
import { act, anyRef, controls } from '../../messages/controls.ts';
import { changeZone } from '../../people/change-zone.ts';
import { say, type TalkContext, type Turn, textsOf } from '../turn.ts';

const perPage = 9;

/** Where somebody lives: every time they read is one of that place. */
export async function zoneTurn(talk: TalkContext, value: string): Promise<Turn> {
  const { records, person, now } = talk;
  const chosen = knownZones.find((zone) => toValue(zone) === value);
  if (chosen === undefined) return askZone(talk, Number(/^page\.(\d{1,2})$/.exec(value)?.[1] ?? 0));
  await changeZone(records, person.id, chosen, now);
  return say(textsOf(person).settings.zone.saved({ zone: chosen }));
}

function askZone({ texts, person }: TalkContext, page: number): Turn {
  const { zone } = texts.settings;
  const offered = knownZones.slice(page * perPage, (page + 1) * perPage);
  const hasMore = knownZones.length > (page + 1) * perPage;
  const text = zone.ask({ zone: person.zone });
  return {
    messages: [
      {
        summary: text,
        parts: [
          { kind: 'text', text },
          ...controls(
            ...offered.map((one) => act(texts.dates.zoneName(one), 'k', anyRef, 'zone', toValue(one))),
            act(zone.buttons.elsewhere, 'k', anyRef, 'zone', `page.${hasMore ? page + 1 : 0}`),
          ),
        ],
      },
    ],
  };
}

/** A zone as a button's value, which takes no slash. */
function toValue(zone: string): string {
  return zone.replaceAll('/', '.');
}
