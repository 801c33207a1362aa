import type { DeliverySubject } from '../../../domain/messaging/delivery.ts';
import { plainMessage } from '../../../domain/messaging/message.ts';
import { firstLeft } from '../../../domain/reminders/plan-corrections.ts';
import { isReopened, openTimes, type Proposal } from '../../../domain/scheduling/proposal.ts';
import { textsFor } from '../../../i18n/index.ts';
import { seatsOf } from '../../messages/session-words.ts';
import {
  offerForPair,
  settledForPair,
  timesForPair,
  wishForPair,
} from '../../messages/times/times-for-pair.ts';
import {
  heardQuestion,
  reopenedForParticipant,
  settledForParticipant,
  timesQuestion,
} from '../../messages/times/times-for-participant.ts';
import { wordsForPair } from '../../messages/times/words-about-date.ts';
import type { SeatContext } from '../../ports/records/views.ts';
import { readWords } from '../../scheduling/answers/read-words.ts';
import { readOffer } from '../../scheduling/pace/team-pace.ts';
import { findToldOtherwise } from '../../scheduling/settling/told-otherwise.ts';
import { type Composed, type Composing, send, skip } from './composed.ts';

type Subject = Extract<
  DeliverySubject,
  {
    kind:
      | 'times.participant'
      | 'times.pair'
      | 'wish.pair'
      | 'words.pair'
      | 'heard.participant'
      | 'reopened.participant'
      | 'settled.participant'
      | 'settled.pair'
      | 'offer.pair';
  }
>;

/** Times to choose from and what became of them; re-checked here: still open, still unanswered, still the same start. */
export async function composeTimes(composing: Composing, subject: Subject): Promise<Composed> {
  const { records, delivery, now, language } = composing;
  switch (subject.kind) {
    case 'times.participant': {
      const proposal = await records.proposals.find(subject.proposalId);
      if (proposal === null || !isAwaited(proposal, subject.personId)) return skip();
      if (await isOverruled(composing, proposal)) return skip();
      if (openTimes(proposal, now).length === 0) return afterTimes(composing, proposal, subject.personId);
      const participants = await records.people.membersOfTeam(proposal.teamId, 'participant');
      const reader = participants.find(({ person }) => person.id === subject.personId);
      if (reader === undefined) return skip();
      const parts = await records.people.membershipsOf(subject.personId);
      const asked = {
        person: reader.person,
        memberships: parts.filter(({ enrolment }) => enrolment.role === 'participant'),
        participants: participants.length,
        now,
      };
      return {
        kind: 'message',
        messages: [timesQuestion(proposal, asked)],
        ...(await formerStart(composing, proposal)),
        shows: { kind: 'times', proposalId: proposal.id },
      };
    }
    case 'times.pair':
    case 'wish.pair': {
      const proposal = await records.proposals.find(subject.proposalId);
      if (proposal === null) return skip();
      const isOver =
        proposal.state === 'open'
          ? await isOverruled(composing, proposal)
          : !(await isStillNews(composing, proposal));
      if (isOver && delivery.sentAt === null) return skip();
      const reading = {
        ...(await records.people.everybodyOfTeam(proposal.teamId)),
        language,
        now,
      };
      if (subject.kind === 'times.pair')
        return { ...send(timesForPair(proposal, reading)), ...(await formerStart(composing, proposal)) };
      const wish = wishForPair(proposal, subject.personId, reading);
      if (wish === null) return skip();
      // Who counts on the agreed date has to hear in time that it is not right.
      return isReopened(proposal)
        ? { ...send(wish), ...(await formerStart(composing, proposal)) }
        : send(wish);
    }
    case 'words.pair':
      return composeWords(composing, subject);
    case 'heard.participant':
    case 'settled.participant': {
      const seat = await records.sessions.findSeat(subject.seatId);
      if (seat === null || seat.session.state !== 'planned' || seat.mine.seat.attendance === 'cannot')
        return skip();
      // The reminder has said it meanwhile.
      const reminders = await records.deliveries.find({
        sessionId: seat.session.id,
        personId: seat.mine.person.id,
        kinds: ['reminder.participant', 'moved.participant'],
      });
      const isSaid = reminders.some(
        ({ state, dedupeKey }) => state === 'sent' && dedupeKey.endsWith(`:${seat.session.scheduleRevision}`),
      );
      // That it stands again after all was not said by a reminder of before.
      const isAgain = delivery.dedupeKey.startsWith('stands:');
      if (isSaid && !isAgain && delivery.sentAt === null) return skip();
      if (subject.kind === 'heard.participant') return send(heardQuestion(seat, subject.proposalId));
      const { person } = seat.mine;
      const calendar = await records.calendars.linkTo(person.id, seat.session.id);
      return send(settledForParticipant(seat, { person, news: subject.news, calendar }));
    }
    case 'reopened.participant': {
      const seat = await records.sessions.findSeat(subject.seatId);
      if (seat === null || !(await isCountedOn(composing, seat, subject.revision))) return skip();
      return {
        kind: 'message',
        messages: [reopenedForParticipant(seat)],
        sessionStartsAt: await countedOn(composing, seat),
      };
    }
    case 'offer.pair': {
      const { team, programme } = await records.people.getTeam(subject.teamId);
      const offer = await readOffer(records, { team, programme, lastOfferedAt: null, now });
      if (offer !== null) {
        const everybody = await records.people.everybodyOfTeam(team.id);
        return send(offerForPair({ team, programme }, offer, { ...everybody, language }));
      }
      const { settled } = textsFor(language).times.pair;
      return delivery.sentAt === null ? skip() : send(plainMessage(settled));
    }
    case 'settled.pair': {
      const view = await records.sessions.findSession(subject.sessionId);
      const stands = view !== null && String(view.session.scheduleRevision) === subject.revision;
      if (view === null || !stands || view.session.state !== 'planned') return skip();
      return send(settledForPair(view, subject.news, language));
    }
  }
}

/** What was shown once and is taken back does not stay in the chat; what was not sent yet never comes. */
async function composeWords(
  composing: Composing,
  subject: Extract<Subject, { kind: 'words.pair' }>,
): Promise<Composed> {
  const { records, delivery, language, now } = composing;
  const proposal = await records.proposals.find(subject.proposalId);
  if (proposal === null) return skip();
  const read = await readWords(records, proposal, { murmurId: subject.murmurId, now });
  switch (read.kind) {
    case 'words':
      return { ...send(wordsForPair(proposal, read, language)), ...(await formerStart(composing, proposal)) };
    case 'left':
      return skip();
    case 'withdrawn': {
      const { withdrawn } = textsFor(language).mentors.shared;
      return delivery.sentAt === null ? skip() : send(plainMessage(withdrawn));
    }
  }
}

/** Whoever still expects the date that is to be moved hears of it before, in a quiet range too if need be. */
async function formerStart(
  { records, now }: Composing,
  { sessionId }: Proposal,
): Promise<{ readonly sessionStartsAt?: Date }> {
  const former = sessionId === null ? null : await records.sessions.findSession(sessionId);
  if (former === null) return {};
  const { id, startsAt } = former.session;
  const told = await records.deliveries.find({ sessionId: id, kinds: ['moved.participant', 'moved.pair'] });
  return { sessionStartsAt: firstLeft({ told, leavesAt: startsAt, now }) };
}

/** The first start to come on which the reader may count: the session's own, or another one that they were told last. */
async function countedOn({ records, now }: Composing, { session, mine }: SeatContext): Promise<Date> {
  const told = (await findToldOtherwise(records, session, now)).get(mine.person.id);
  return told !== undefined && (told < session.startsAt || session.startsAt <= now) ? told : session.startsAt;
}

/** Nothing has told the person yet that the date is open again. */
async function isCountedOn(
  { records }: Composing,
  { session, mine }: SeatContext,
  revision: string,
): Promise<boolean> {
  if (session.state !== 'unsettled' || String(session.scheduleRevision) !== revision) return false;
  if (mine.seat.attendance === 'cannot') return false;
  const open = session.teamId === null ? null : await records.proposals.openOf(session.teamId);
  const asked = await records.deliveries.find({
    sessionId: session.id,
    personId: mine.person.id,
    kinds: ['times.participant'],
  });
  return !asked.some(
    ({ state, subject }) =>
      state === 'sent' && subject.kind === 'times.participant' && subject.proposalId === open?.id,
  );
}

/** Decided otherwise meanwhile: called off, moved by the desk, or held to after all. */
async function isOverruled({ records }: Composing, { sessionId }: Proposal): Promise<boolean> {
  const moved = sessionId === null ? null : await records.sessions.findSession(sessionId);
  return moved !== null && moved.session.state !== 'unsettled';
}

/** That an agreed date is not right has to be said although other times were offered since, for another session. */
async function isStillNews({ records }: Composing, proposal: Proposal): Promise<boolean> {
  if (!isReopened(proposal) || proposal.sessionId === null) return false;
  const view = await records.sessions.findSession(proposal.sessionId);
  return view?.session.state === 'unsettled';
}

function isAwaited({ state, answers }: Proposal, personId: string): boolean {
  const answer = answers.find((one) => one.personId === personId);
  return state === 'open' && (answer === undefined || answer.givenAt === null);
}

/** All times have passed before they could be read: what is left to say is that the former date is not to be counted on. */
async function afterTimes(composing: Composing, proposal: Proposal, personId: string): Promise<Composed> {
  const { records, now } = composing;
  const view = proposal.sessionId === null ? null : await records.sessions.findSession(proposal.sessionId);
  if (view === null || view.session.startsAt <= now) return skip();
  const mine = seatsOf(view, 'participant').find(({ person }) => person.id === personId);
  if (mine?.seat.attendance !== 'expected') return skip();
  return { ...send(reopenedForParticipant({ ...view, mine })), ...(await formerStart(composing, proposal)) };
}
