import type { DeliverySubject } from '../../../domain/messaging/delivery.ts';
import { plainMessage } from '../../../domain/messaging/message.ts';
import { foldAnswers } from '../../../domain/reflections/answers.ts';
import { findQuestion } from '../../../domain/reflections/form-definition.ts';
import { textsFor } from '../../../i18n/index.ts';
import { act, anyRef, controls } from '../../messages/controls.ts';
import { mentorReflection } from '../../messages/reflections/mentor-reflection.ts';
import { questionMessage } from '../../messages/reflections/question.ts';
import { sharedReflection } from '../../messages/reflections/shared-reflection.ts';
import { openSeatRun } from '../../open-run.ts';
import type { Run, SeatContext } from '../../ports/records/views.ts';
import { readerOf } from '../../reader-of.ts';
import { toItem } from '../../replacing/earlier-words.ts';
import { type Composed, type Composing, send, skip } from './composed.ts';

type Subject = Extract<
  DeliverySubject,
  {
    kind:
      | 'ask.participant'
      | 'ask.mentor'
      | 'nudge.participant'
      | 'nudge.mentor'
      | 'shared.mentor'
      | 'murmur.ack';
  }
>;

/** Asks, nudges and what comes of them. The form is opened here when it is first asked. */
export async function composeReflection(composing: Composing, subject: Subject): Promise<Composed> {
  switch (subject.kind) {
    case 'ask.participant':
    case 'nudge.participant':
      return askParticipant(composing, subject);
    case 'ask.mentor':
    case 'nudge.mentor':
      return askMentor(composing, subject);
    case 'shared.mentor':
      return shared(composing, subject.reflectionId);
    case 'murmur.ack':
      return murmurReceipt(composing, subject.burstId);
  }
}

type Asked = { readonly seat: SeatContext; readonly run: Run };

async function openAsked({ records, now, delivery }: Composing, seatId: string): Promise<Asked | Composed> {
  const seat = await records.sessions.findSeat(seatId);
  if (seat === null || seat.mine.seat.attendance === 'cannot') return skip();
  if (seat.mine.enrolment.consent === 'reminders_only') return skip('reminders_only');
  if (seat.mine.seat.role === 'participant' && seat.mine.enrolment.consent !== 'agreed') {
    return skip('reminders_only');
  }
  if (seat.mine.person.fewerMessages && delivery.sentAt === null) return skip('fewer_messages');
  const run = await openSeatRun(records, seat, now);
  return run === null ? skip() : { seat, run };
}

const dayMs = 24 * 60 * 60_000;

/** What was held back or late must not bring the last notice along, or right behind it. */
async function isAskedLately({ records, delivery, now }: Composing, { session, mine }: SeatContext) {
  if (delivery.sentAt !== null) return false;
  const asks = await records.deliveries.find({
    sessionId: session.id,
    kinds: ['ask.participant', 'ask.mentor'],
  });
  return asks.some(({ subject, state, sentAt }) => {
    if (!('seatId' in subject) || subject.seatId !== mine.seat.id) return false;
    if (sentAt !== null) return now.getTime() - sentAt.getTime() < dayMs;
    return state === 'planned' || state === 'sending' || state === 'unknown';
  });
}

async function askParticipant(
  composing: Composing,
  subject: { readonly kind: 'ask.participant' | 'nudge.participant'; readonly seatId: string },
): Promise<Composed> {
  const asked = await openAsked(composing, subject.seatId);
  if ('kind' in asked) return asked;
  const { seat, run } = asked;
  if (isOver(seat)) return skip();
  if (run.answeredAt !== null || run.status !== 'open') return skip('answered');
  if (subject.kind === 'nudge.participant' && (await isAskedLately(composing, seat))) return skip();
  const { person } = seat.mine;
  const { reflections } = textsFor(person.language);
  const question = findQuestion(run.form.definition, 'q1');
  if (question === null) return skip();
  const lead =
    subject.kind === 'ask.participant'
      ? reflections.opening
      : reflections.nudge({ at: seat.session.startsAt, zone: person.zone });
  const answers = foldAnswers(run.revisions);
  const drawn = questionMessage({ run, view: seat, person, answers, hasEarlierWords: false }, question, lead);
  return { kind: 'message', messages: [drawn], shows: { kind: 'question', runId: run.id, question: 'q1' } };
}

async function askMentor(
  composing: Composing,
  subject: { readonly kind: 'ask.mentor' | 'nudge.mentor'; readonly seatId: string },
): Promise<Composed> {
  const asked = await openAsked(composing, subject.seatId);
  if ('kind' in asked) return asked;
  const { seat, run } = asked;
  const isFirstTime = composing.delivery.sentAt === null;
  if (isFirstTime && isOver(seat)) return skip();
  const settled = run.answeredAt !== null || run.status !== 'open';
  if (isFirstTime && settled) return skip('answered');
  if (subject.kind === 'nudge.mentor' && (await isAskedLately(composing, seat))) return skip();
  return send(mentorReflection({ context: seat, run }, subject.kind === 'ask.mentor' ? 'ask' : 'nudge'));
}

function isOver({ session }: SeatContext): boolean {
  return session.state === 'cancelled' || session.state === 'unsettled';
}

async function shared({ records, delivery, language, now }: Composing, runId: string): Promise<Composed> {
  const run = await records.reflections.findRun(runId);
  const { address } = delivery;
  if (run === null || run.seatId === null || address.kind !== 'dm') return skip();
  const context = await records.sessions.findSeatOfAnybody(run.seatId);
  if (context === null || run.personId === address.personId) return skip();
  const { id, zone } = await records.people.getPerson(address.personId);
  const kind = run.role === 'participant' ? 'participant_words' : 'mentor_note';
  const item = await toItem(records, run, kind, now);
  const reader = await readerOf(records, id);
  const message = sharedReflection({ run, item, context }, reader, { language, zone });
  if (message !== null) return send(message);
  // What was shown once and is taken back must not stay in somebody's chat.
  const { withdrawn } = textsFor(language).mentors.shared;
  return delivery.sentAt === null ? skip() : send(plainMessage(withdrawn));
}

async function murmurReceipt({ records, language }: Composing, burstId: string): Promise<Composed> {
  const burst = await records.murmurs.burst(burstId);
  const { murmurs } = textsFor(language);
  if (burst.length === 0)
    return send({ summary: murmurs.removed, parts: [{ kind: 'text', text: murmurs.removed }] });
  return send({
    summary: murmurs.kept,
    parts: [
      { kind: 'text', text: murmurs.kept },
      ...controls(
        act(murmurs.buttons.tell, 'm', burstId, 'murmur', 'tell'),
        act(murmurs.buttons.next, 'k', anyRef, 'next', 'open'),
        act(murmurs.shortcuts.remove, 'm', burstId, 'murmur', 'remove'),
      ),
    ],
  });
}
