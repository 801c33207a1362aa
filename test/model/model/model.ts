import { isParticipant, participants } from '../world/people.ts';
import { courseOf, lapse, sayAway } from './absences.ts';
import type { Act } from './acts.ts';
import { answerOffer } from './answers.ts';
import { confirm } from './confirm.ts';
import { isFree } from './starts.ts';
import {
  atNewDate,
  closeOverruled,
  endOf,
  findMeeting,
  type Offer,
  type OfferTime,
  type Truth,
  timeKey,
  withMeeting,
  withOffer,
} from './truth.ts';

/** All sessions of a team that have a date. */
const mostMeetings = 6;

/** What is true after an act, by the rules that people were told (CONVERSATIONS 3.5, 3.14); nothing of it is ours. */
export function afterAct(truth: Truth, act: Act, now: number): Truth {
  // Nobody acts for a team whose place there somebody else has.
  if ('who' in act && !isParticipant(act.who) && !truth.pair.includes(act.who)) return truth;
  return closeOverruled(decide(truth, act, now));
}

function decide(truth: Truth, act: Act, now: number): Truth {
  switch (act.kind) {
    case 'propose':
      return propose(truth, act, now);
    case 'withdraw':
      return withdraw(truth, act.offer, now);
    case 'take':
      return take(truth, act, now);
    case 'choose':
    case 'unmark':
    case 'give':
    case 'none':
    case 'leave':
    case 'own':
      return answerOffer(truth, act, now);
    case 'wrong':
      return deny(truth, act, now);
    case 'cannot':
    case 'comes':
      return act.kind === 'cannot' ? leaveSeat(truth, act, now) : takeSeat(truth, act, now);
    case 'away':
      return sayAway(truth, act, now);
    case 'cancel':
      return cancel(truth, act, now);
    case 'deskCancel': {
      const meeting = findMeeting(truth, act.number);
      return meeting === undefined ? truth : withMeeting(truth, { ...meeting, state: 'cancelled' });
    }
    case 'deskMove':
      return deskMove(truth, act, now);
    case 'replace':
      return replace(truth, act, now);
    case 'nothing':
      return truth;
  }
}

/** Dates and offers stay as they are; who comes in somebody's place comes to what is ahead, whatever that one had said. */
function replace(truth: Truth, { from, to }: Extract<Act, { kind: 'replace' }>, now: number): Truth {
  const { pair, gone } = truth;
  // Nobody comes twice.
  if (!pair.includes(from) || [...pair, ...gone].includes(to)) return truth;
  const replaced: Truth = {
    ...truth,
    pair: pair.map((one) => (one === from ? to : one)).toSorted(),
    gone: [...gone, from].toSorted(),
  };
  return truth.meetings.reduce((changed, { number }) => lapse(changed, number, now), replaced);
}

/** Of several acts at once: what any order of them leads to. */
export function afterAll(truths: readonly Truth[], acts: readonly Act[], now: number): readonly Truth[] {
  if (acts.length === 0) return truths;
  return acts.flatMap((act, index) => {
    const rest = acts.filter((_, position) => position !== index);
    return afterAll(
      truths.map((truth) => afterAct(truth, act, now)),
      rest,
      now,
    );
  });
}

function propose(truth: Truth, act: Extract<Act, { kind: 'propose' }>, now: number): Truth {
  const { minutes, starts, mode, who } = act;
  if (isSettled(truth, act, now)) return truth;
  const moves = act.moves ?? inQuestion(truth);
  const moved = findMeeting(truth, moves);
  // What waits for a decision can be given a date also when its former one has passed.
  const isOver = moved?.state === 'planned' && endOf(moved) <= now;
  if (moves !== null && (moved === undefined || moved.state === 'cancelled' || isOver)) return truth;
  const standing = truth.meetings.filter(
    (one) => one.state === 'planned' || (one.state === 'unsettled' && endOf(one) > now),
  ).length;
  if (moves === null && standing >= mostMeetings) return truth;
  if (new Set(starts).size < starts.length) return truth;
  if (!starts.every((at) => isFree(truth, { at, minutes, moves }, now))) return truth;
  const number = moves ?? Math.max(0, ...truth.meetings.map((one) => one.number)) + 1;
  const times = starts.map((at): OfferTime => ({ at, role: 'mentor', by: who }));
  const made = addOffer(truth, { state: 'open', moves, number, minutes, times, answers: {} }, now);
  const [first] = starts;
  if (mode === 'agreed' && first !== undefined) return confirm(made, made.offers.length - 1, first);
  return moved === undefined ? made : withMeeting(made, { ...moved, state: 'unsettled' });
}

/** While the modal was open somebody else has found the date, or changed it. */
function isSettled(
  { meetings }: Truth,
  { moves, drawnFor }: Extract<Act, { kind: 'propose' }>,
  now: number,
): boolean {
  const ahead = meetings.filter(({ state, at }) => state === 'planned' && at > now);
  if (drawnFor === null) return false;
  return moves === null
    ? ahead.some(({ number }) => number === drawnFor)
    : ahead.some(({ number, revision }) => number === moves && revision !== drawnFor);
}

/** The meeting whose date is being asked for: as long as there is one, times are for it. */
function inQuestion(truth: Truth): number | null {
  const open = truth.offers.find(({ state }) => state === 'open');
  const meeting = findMeeting(truth, open?.moves ?? null);
  return meeting?.state === 'unsettled' ? meeting.number : null;
}

/**
 * One offer at a time: a new one takes the place of what was open. A meeting that was to be moved, and is not what it is
 * about, stands again, unless its date was said not to be right.
 */
function addOffer(truth: Truth, offer: Offer, now: number): Truth {
  const index = truth.offers.findIndex(({ state }) => state === 'open');
  const open = truth.offers[index];
  const isDenied = open?.times.every(({ role }) => role === 'participant') ?? true;
  const closed =
    open !== undefined && open.moves !== offer.moves && !isDenied
      ? withdraw(truth, index, now)
      : withOffer(truth, index, { state: 'closed' });
  return { ...closed, offers: [...closed.offers, offer] };
}

function withdraw(truth: Truth, index: number, now: number): Truth {
  const offer = truth.offers[index];
  if (offer?.state !== 'open') return truth;
  const closed = withOffer(truth, index, { state: 'closed' });
  const meeting = findMeeting(truth, offer.moves);
  const canStand =
    meeting?.state === 'unsettled' &&
    meeting.at > now &&
    meeting.cannot.length < participants.length &&
    courseOf(meeting, truth, now) !== 'given up';
  return meeting !== undefined && canStand ? withMeeting(closed, { ...meeting, state: 'planned' }) : closed;
}

/** The pair takes up a participant's own time: the other participant is asked about it. */
function take(truth: Truth, { who, offer: index, at }: Extract<Act, { kind: 'take' }>, now: number): Truth {
  const offer = truth.offers[index];
  const time = offer?.times.find((one) => one.role === 'participant' && one.at === at && at > now);
  if (offer?.state !== 'open' || time === undefined) return truth;
  const { moves, minutes } = offer;
  if (!isFree(truth, { at, minutes, moves }, now)) return truth;
  const taken: OfferTime = { at, role: 'mentor', by: who };
  const answers = { [time.by]: { suits: [timeKey(taken)], noneFits: false, given: true } };
  return addOffer(truth, { ...offer, times: [taken], answers }, now);
}

/** Not what was agreed in the meeting: the date is open again. */
function deny(truth: Truth, { who, offer: index }: Extract<Act, { kind: 'wrong' }>, now: number): Truth {
  const agreed = truth.offers[index];
  const meeting = findMeeting(truth, agreed?.number ?? null);
  if (agreed === undefined || meeting?.state !== 'planned' || meeting.at <= now) return truth;
  if (!agreed.times.some(({ at }) => at === meeting.at)) return truth;
  const { number, minutes } = agreed;
  const answers = { [who]: { suits: [], noneFits: true, given: true } };
  const made = addOffer(truth, { state: 'open', moves: number, number, minutes, times: [], answers }, now);
  return withMeeting(made, { ...meeting, state: 'unsettled' });
}

type SaidOfSeat = Extract<Act, { kind: 'cannot' | 'comes' }>;

function leaveSeat(truth: Truth, { who, number, revision }: SaidOfSeat, now: number): Truth {
  const meeting = findMeeting(truth, number);
  if (meeting === undefined || meeting.state === 'cancelled' || endOf(meeting) <= now) return truth;
  if (meeting.revision !== revision) return truth;
  const cannot = [...new Set([...meeting.cannot, who])].sort();
  const state = cannot.length === participants.length ? 'unsettled' : meeting.state;
  return withMeeting(truth, { ...meeting, cannot, state });
}

/** With somebody coming it stands again, unless its own mentors want to leave that date. */
function takeSeat(truth: Truth, { who, number, revision }: SaidOfSeat, now: number): Truth {
  const meeting = findMeeting(truth, number);
  if (meeting === undefined || meeting.state === 'cancelled' || endOf(meeting) <= now) return truth;
  if (meeting.revision !== revision || !meeting.cannot.includes(who)) return truth;
  const isToBeMoved = truth.offers.some(({ state, moves }) => state === 'open' && moves === number);
  const isLeft = isToBeMoved || courseOf(meeting, truth, now) === 'given up';
  const state = meeting.state === 'unsettled' && !isLeft ? 'planned' : meeting.state;
  return withMeeting(truth, { ...meeting, cannot: meeting.cannot.filter((one) => one !== who), state });
}

function cancel(truth: Truth, { number, revision }: Extract<Act, { kind: 'cancel' }>, now: number): Truth {
  const meeting = findMeeting(truth, number);
  // What was said of a former date is not said of the next.
  if (meeting === undefined || meeting.revision !== revision) return truth;
  if (endOf(meeting) <= now && meeting.state !== 'unsettled') return truth;
  return withMeeting(truth, { ...meeting, state: 'cancelled' });
}

/** The desk's word stands above what was offered; a session that was called off may be taken up again. */
function deskMove(truth: Truth, { number, at }: Extract<Act, { kind: 'deskMove' }>, now: number): Truth {
  const meeting = findMeeting(truth, number);
  if (meeting === undefined || endOf(meeting) <= now || at <= now) return truth;
  const { minutes, state } = meeting;
  const collides = truth.meetings.some(
    (other) =>
      other.number !== number &&
      other.state !== 'cancelled' &&
      other.at < endOf({ at, minutes }) &&
      at < endOf(other),
  );
  if (collides || (meeting.at === at && state !== 'cancelled')) return truth;
  return withMeeting(truth, atNewDate(meeting, { number, at, minutes }));
}
