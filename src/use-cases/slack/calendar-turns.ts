import type { Action } from '../../domain/messaging/actions.ts';
import type { Part } from '../../domain/messaging/message.ts';
import { textsFor } from '../../i18n/index.ts';
import { act, anyRef, controls, link } from '../messages/controls.ts';
import type { SlackAnswer } from '../ports/slack.ts';
import type { SlackContext } from './handle-slack-event.ts';

/** The person's own calendar address, for the home tab alone; nothing where the server has no public address. */
export async function calendarParts({ records, person }: SlackContext): Promise<readonly Part[]> {
  const address = await records.calendars.linkTo(person.id);
  if (address === null) return [];
  const revision = await records.calendars.revisionOf(person.id);
  const { text, secret, slackButtons } = textsFor(person.language).calendar.home;
  return [
    { kind: 'separator' },
    { kind: 'text', text },
    { kind: 'text', text: address },
    { kind: 'note', text: secret },
    ...controls(
      link(slackButtons.open, address),
      act(slackButtons.renew, 'k', anyRef, 'calendar', `renew.${revision}`),
    ),
  ];
}

/** 作り直す: the address that was shown with the button ends, once; the home tab then shows the one that stands. */
export async function calendarTurn(
  { records, person }: SlackContext,
  { value }: Action,
): Promise<SlackAnswer | null> {
  const revision = /^renew\.(\d{1,9})$/.exec(value)?.[1];
  if (revision === undefined) return null;
  await records.calendars.revoke(person.id, Number(revision));
  return {};
}
