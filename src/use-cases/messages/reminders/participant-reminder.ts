import type { SettledNews } from '../../../domain/messaging/delivery.ts';
import type { Message, Part } from '../../../domain/messaging/message.ts';
import type { Stance } from '../../../domain/sessions/sessions.ts';
import { textsFor } from '../../../i18n/index.ts';
import type { SeatContext } from '../../ports/records/views.ts';
import { consentAsk } from '../consent.ts';
import { act, controls, link } from '../controls.ts';
import { formatDated } from '../dated-values.ts';
import { expectedNames, nameOf, sessionAt } from '../session-words.ts';

export const stances: readonly Stance[] = ['listen', 'sort', 'advice'];

/**
 * The one reminder of a participant (CONVERSATIONS 3.3): date and time in their zone, the link, and buttons that stay.
 * Without consent it carries no stance and no reflection; while consent is unanswered, the question rides along.
 */
export function participantReminder(context: SeatContext, now: Date): readonly Message[] {
  const { mine } = context;
  const bubble = reminderBubble(context, now);
  return mine.enrolment.consent === 'unanswered' ? [bubble, consentAsk(context)] : [bubble];
}

/** A session that has moved, or stands again where it was: the same bubble under the line that says so. */
export function movedReminder(context: SeatContext, news: SettledNews, now: Date): readonly Message[] {
  const { person } = context.mine;
  const { sessions, times } = textsFor(person.language);
  const at = sessionAt(context, person.zone);
  const text = news === 'moved' ? sessions.moved.participant(at) : times.confirmed(at);
  const [bubble, ...rest] = participantReminder(context, now);
  if (bubble === undefined) return [];
  return [{ ...bubble, parts: [{ kind: 'text', text }, ...bubble.parts] }, ...rest];
}

function reminderBubble(context: SeatContext, now: Date): Message {
  const { mine, session } = context;
  const { person, seat } = mine;
  const texts = textsFor(person.language);
  const { participant, stance } = texts.reminders;
  const moment = { at: session.startsAt, zone: person.zone };
  const meeting = { mentors: expectedNames(context, 'mentor'), minutes: session.minutes };
  const agreed = mine.enrolment.consent === 'agreed';
  const stanceParts: readonly Part[] =
    agreed && session.kind === 'mentoring'
      ? [
          { kind: 'text', text: stance.ask({ ...moment, now }) },
          { kind: 'note', text: texts.visibility.b },
          ...controls(...stances.map((value) => act(stance.buttons[value], 's', seat.id, 'stance', value))),
          { kind: 'separator' },
        ]
      : [];
  return {
    summary: participant.summary(moment),
    parts: [
      { kind: 'heading', text: participant.heading({ ...moment, now }) },
      {
        kind: 'text',
        text:
          session.kind === 'mentoring'
            ? participant.mentoring({ ...meeting, ...nameOf(context) })
            : participant.closing(meeting),
      },
      ...(session.link === null
        ? [{ kind: 'note', text: participant.noLink } as const]
        : controls(link(participant.buttons.open, session.link))),
      ...stanceParts,
      ...controls(
        act(participant.buttons.cannot, 's', seat.id, 'cannot', formatDated('ask', context)),
        agreed ? act(participant.buttons.reflect, 'n', seat.id, 'form', 'open') : null,
      ),
    ],
  };
}
