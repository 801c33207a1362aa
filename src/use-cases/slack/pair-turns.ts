import type { Action } from '../../domain/messaging/actions.ts';
import { plainMessage } from '../../domain/messaging/message.ts';
import { endOf } from '../../domain/sessions/sessions.ts';
import { textsFor } from '../../i18n/index.ts';
import { isOfFormerDate, readDated } from '../messages/dated-values.ts';
import { sessionInZones } from '../messages/session-words.ts';
import { planDeskNotice } from '../plan-desk-notice.ts';
import type { SeatContext } from '../ports/records/views.ts';
import type { SlackAnswer } from '../ports/slack.ts';
import { callOff } from '../sessions/call-off.ts';
import { lockSession } from '../sessions/lock-session.ts';
import type { SlackContext } from './handle-slack-event.ts';
import { leadTurn } from './leads/lead-turn.ts';
import { timesTurn } from './times/times-turn.ts';

/** A tap in the pair's group: on "cannot come", or on the request to pass something on. */
export async function pairTurn(context: SlackContext, action: Action): Promise<SlackAnswer | null> {
  const seat = await context.records.sessions.findSeat(action.ref);
  if (seat === null) return null;
  const isOfThePair = seat.seats.some(
    ({ seat: one, person }) => one.role === 'mentor' && person.id === context.person.id,
  );
  const { mentors } = textsFor(context.person.language);
  if (!isOfThePair) return { ephemeral: plainMessage(mentors.truth({ truth: mentors.truths.notYours })) };
  if (action.key === 'lead') return leadTurn(context, seat, action.value);
  if (action.key === 'relay') return relayTurn(context, seat, action.value);
  return action.key === 'pair' ? cannotAnswer(context, seat, action.value) : null;
}

/** `value` also names the schedule that the button was drawn for: what was said of a former date is not said of the next. */
async function cannotAnswer(
  context: SlackContext,
  seat: SeatContext,
  value: string,
): Promise<SlackAnswer | null> {
  const { records, person, now } = context;
  const { sessions, mentors, absences } = textsFor(person.language);
  const dated = readDated(value);
  const { said: choice } = dated;
  if (dated.revision === null) return null;
  const view = await lockSession(records, seat.session.id);
  const { session } = view;
  const told = (truth: string): SlackAnswer => ({ ephemeral: plainMessage(mentors.truth({ truth })) });
  if (session.state === 'cancelled') return told(mentors.truths.cancelled);
  // Who could not come leaves a decision open, which the pair may still take when the hour has passed.
  const isOpen = session.state === 'unsettled' && choice === 'skip';
  if (endOf(session) <= now && !isOpen) return told(mentors.truths.over);
  if (isOfFormerDate(dated, view))
    return told(
      session.state === 'unsettled'
        ? absences.truths.unsettled
        : mentors.truths.stands(sessionInZones(view, person.zone)),
    );
  switch (choice) {
    case 'offer':
      return timesTurn(context, { kind: 't', ref: session.id, key: 'move', value: 'open' });
    case 'go':
      return { ephemeral: plainMessage(sessions.cannotForPair.goAhead({ name: person.name })) };
    case 'skip':
      await callOff(records, session.id, now);
      return { ephemeral: plainMessage(sessions.cannotForPair.skipped({ name: person.name })) };
    default:
      return null;
  }
}

async function relayTurn(
  { records, person, incoming, now }: SlackContext,
  seat: SeatContext,
  value: string,
): Promise<SlackAnswer | null> {
  const { relay } = textsFor(person.language).sessions;
  if (value === 'done') return { ephemeral: plainMessage(relay.passedOn({ name: person.name })) };
  if (value !== 'unknown') return null;
  await planDeskNotice(records, {
    programme: seat.programme,
    subject: { kind: 'nocontact.desk', seatId: seat.mine.seat.id },
    key: `nocontact:${seat.mine.seat.id}:${incoming.eventId}`,
    now,
  });
  return { ephemeral: plainMessage(relay.noContact) };
}
