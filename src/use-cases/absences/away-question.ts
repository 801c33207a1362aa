import type { Message, Part } from '../../domain/messaging/message.ts';
import type { Language } from '../../domain/people/people.ts';
import { type AwayRange, findAway } from '../../domain/scheduling/starts/availability.ts';
import { startOfDay } from '../../domain/time.ts';
import { textsFor } from '../../i18n/index.ts';
import type { DaySpan } from '../../i18n/params.ts';
import type { Texts } from '../../i18n/texts.ts';
import { act, controls } from '../messages/controls.ts';
import { seatsOf, sessionInZones } from '../messages/session-words.ts';
import type { Records } from '../ports/records/records.ts';
import type { SeatContext } from '../ports/records/views.ts';
import { actionOf } from './draw-absence.ts';

/** Sessions of a mentor's own teams that fall into their days away, earliest first. */
export async function sessionsWithin(
  records: Records,
  range: AwayRange,
  now: Date,
): Promise<readonly SeatContext[]> {
  const seats = await records.sessions.upcomingSeats(range.personId, now);
  return seats.filter(
    ({ session, mine, team }) =>
      mine.seat.role === 'mentor' &&
      session.kind === 'mentoring' &&
      team !== null &&
      findAway(session, [range]).length > 0,
  );
}

/** What is to become of the sessions that fall into somebody's days away, as it stands now; null for no such days. */
export async function awayQuestion(
  records: Records,
  rangeId: string,
  reader: { readonly language: Language; readonly now: Date },
): Promise<Message | null> {
  const range = await records.absences.findAway(rangeId);
  if (range === null) return null;
  const texts = textsFor(reader.language);
  const { away } = texts.absences;
  const span = spanOf(range);
  const say = (text: string, ...more: readonly Part[]): Message => ({
    summary: away.summary,
    parts: [{ kind: 'text', text }, ...more],
  });
  if (range.endedAt !== null) return say(away.ended(span));
  const within = await sessionsWithin(records, range, reader.now);
  if (within.length === 0) return say(away.none(span));
  return say(
    away.asked({ count: within.length, ...span }),
    ...within.flatMap((seat) => sessionParts(seat, texts)),
  );
}

/** The first and the last day as instants of their person's zone. */
export function spanOf({ fromOn, toOn, zone }: AwayRange): DaySpan {
  return { from: startOfDay(fromOn, zone), to: startOfDay(toOn, zone), zone };
}

function sessionParts(seat: SeatContext, { absences }: Texts): readonly Part[] {
  const { away } = absences;
  const { mine, session } = seat;
  const line: Part = { kind: 'text', text: away.session(sessionInZones(seat, mine.person.zone)) };
  const partners = seatsOf(seat, 'mentor').filter(({ person }) => person.id !== mine.person.id);
  if (mine.seat.attendance === 'cannot') {
    return [line, ...partners.map(({ person }): Part => ({ kind: 'note', text: away.left(person) }))];
  }
  return [
    line,
    ...controls(
      partners.length === 0 ? null : act(away.slackButtons.alone, ...actionOf({ view: seat }, 'away')),
      act(away.slackButtons.move, 't', session.id, 'move', 'open'),
    ),
  ];
}
