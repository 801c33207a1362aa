import type { Action } from '../../../domain/messaging/actions.ts';
import { type Part, plainMessage } from '../../../domain/messaging/message.ts';
import { textsFor } from '../../../i18n/index.ts';
import { act, anyRef, controls, link } from '../../messages/controls.ts';
import { nameOf, zonesOf } from '../../messages/session-words.ts';
import type { SlackAnswer } from '../../ports/slack.ts';
import type { SlackContext } from '../handle-slack-event.ts';

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

/** カレンダーに入れる under a date that stands: the own address of that session, for the mentor who taps alone. */
async function addToCalendarTurn(
  { records, person }: Pick<SlackContext, 'records' | 'person'>,
  sessionId: string,
): Promise<SlackAnswer | null> {
  const view = await records.sessions.findSession(sessionId);
  if (view === null) return null;
  const { mentors, calendar } = textsFor(person.language);
  const truth = (text: string): SlackAnswer => ({ ephemeral: plainMessage(mentors.truth({ truth: text })) });
  if (!view.seats.some((seat) => seat.person.id === person.id)) return truth(mentors.truths.notYours);
  if (view.session.state === 'cancelled') return truth(mentors.truths.cancelled);
  const address = await records.calendars.linkTo(person.id, sessionId);
  if (address === null) return { ephemeral: plainMessage(calendar.none) };
  const text = calendar.at({
    ...nameOf(view),
    at: view.session.startsAt,
    zones: [person.zone, ...zonesOf(view, 'mentor')],
  });
  return {
    ephemeral: {
      summary: text,
      parts: [{ kind: 'text', text }, ...controls(link(calendar.slackButtons.add, address))],
    },
  };
}

/** A button of a calendar. 作り直す: the address that was shown with the button ends, once; the home tab then shows the one that stands. */
export async function calendarTurn(
  { records, person }: Pick<SlackContext, 'records' | 'person'>,
  { ref, value }: Action,
): Promise<SlackAnswer | null> {
  if (value === 'add') return addToCalendarTurn({ records, person }, ref);
  const revision = /^renew\.(\d{1,9})$/.exec(value)?.[1];
  if (revision === undefined) return null;
  await records.calendars.revoke(person.id, Number(revision));
  return {};
}
