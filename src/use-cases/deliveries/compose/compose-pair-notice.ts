import type { DeliverySubject } from '../../../domain/messaging/delivery.ts';
import { plainMessage } from '../../../domain/messaging/message.ts';
import { isPaused } from '../../../domain/people/pauses.ts';
import { textsFor } from '../../../i18n/index.ts';
import { isGivenUp } from '../../absences/absence-state.ts';
import { cannotNotice, changeNotice, mentorGreeting, pairGreeting } from '../../messages/notices.ts';
import { relayRequest } from '../../messages/relay.ts';
import { findTakenPlace } from '../../replacing/welcome-mentor.ts';
import { type Composed, type Composing, send, skip } from './composed.ts';

type Subject = Extract<
  DeliverySubject,
  {
    kind:
      | 'cannot.pair'
      | 'change.pair'
      | 'relay.pair'
      | 'joined.pair'
      | 'reachable.pair'
      | 'paused.pair'
      | 'left.pair'
      | 'greeting.pair'
      | 'greeting.mentor';
  }
>;

/** News for the mentors, and their greetings. */
export async function composePairNotice(
  { records, delivery, now, language }: Composing,
  subject: Subject,
): Promise<Composed> {
  const texts = textsFor(language);
  switch (subject.kind) {
    case 'cannot.pair': {
      const seat = await records.sessions.findSeat(subject.seatId);
      if (seat === null || seat.session.state === 'cancelled') return skip();
      const isUnsaid = delivery.sentAt === null && seat.mine.seat.attendance === 'expected';
      if (isUnsaid) return skip();
      return {
        kind: 'message',
        messages: [cannotNotice(seat, language)],
        sessionStartsAt: seat.session.startsAt,
      };
    }
    case 'change.pair': {
      const seat = await records.sessions.findSeat(subject.seatId);
      if (seat === null || seat.session.state === 'cancelled') return skip();
      const stands = seat.session.state === 'planned' && seat.mine.seat.wish === 'another';
      const isCurrent = String(seat.session.scheduleRevision) === subject.revision;
      if (delivery.sentAt === null && !(stands && isCurrent)) return skip();
      return {
        kind: 'message',
        messages: [isCurrent ? changeNotice(seat, language) : plainMessage(texts.times.pair.settled)],
        sessionStartsAt: seat.session.startsAt,
      };
    }
    case 'relay.pair': {
      const seat = await records.sessions.findSeat(subject.seatId);
      if (seat === null || seat.session.startsAt <= now) return skip();
      // What was to be passed on: this date, or that there is none any more.
      const { scheduleRevision, state } = seat.session;
      if (!delivery.dedupeKey.endsWith(`:${scheduleRevision}:${state}`)) return skip();
      return {
        kind: 'message',
        messages: [
          relayRequest(seat, {
            language,
            now,
            isGivenUp: state === 'unsettled' && (await isGivenUp(records, seat.session.id, now)),
          }),
        ],
        sessionStartsAt: seat.session.startsAt,
      };
    }
    case 'joined.pair':
    case 'reachable.pair': {
      const enrolment = await records.people.getEnrolment(subject.enrolmentId);
      if (enrolment.endedAt !== null) return skip();
      const { name } = await records.people.getPerson(enrolment.personId);
      return send(
        plainMessage(
          subject.kind === 'joined.pair'
            ? texts.mentors.connected({ name })
            : texts.sessions.relay.reachesAgain({ name }),
        ),
      );
    }
    case 'paused.pair': {
      const enrolment = await records.people.getEnrolment(subject.enrolmentId);
      const person = await records.people.getPerson(enrolment.personId);
      const rests = isPaused(person, now);
      if (enrolment.endedAt !== null || (!rests && delivery.sentAt === null)) return skip();
      const { paused, back } = texts.settings.pair;
      return send(plainMessage(rests ? paused({ name: person.name }) : back({ name: person.name })));
    }
    case 'left.pair': {
      const { personId, teamId } = await records.people.getEnrolment(subject.enrolmentId);
      const { name } = await records.people.getPerson(personId);
      const next = teamId === null ? null : await nextMeeting(records, teamId, now);
      return {
        kind: 'message',
        messages: [plainMessage(texts.settings.pair.left({ name }))],
        ...(next === null ? {} : { sessionStartsAt: next }),
      };
    }
    case 'greeting.pair': {
      const mentors = await records.people.membersOfTeam(subject.teamId, 'mentor');
      return send(pairGreeting(mentors, language));
    }
    case 'greeting.mentor': {
      const enrolment = await records.people.getEnrolment(subject.enrolmentId);
      if (enrolment.endedAt !== null) return skip();
      const person = await records.people.getPerson(enrolment.personId);
      return send(mentorGreeting({ person, enrolment }, await findTakenPlace(records, enrolment)));
    }
  }
}

/** When the pair would next be at a meeting, also one that waits for a decision: before that it has to know. */
async function nextMeeting(records: Composing['records'], teamId: string, now: Date): Promise<Date | null> {
  const coming = (await records.sessions.ofTeam(teamId)).filter(
    ({ state, startsAt }) => startsAt > now && (state === 'planned' || state === 'unsettled'),
  );
  const [first = null] = coming.map(({ startsAt }) => startsAt).sort((a, b) => a.getTime() - b.getTime());
  return first;
}
