import { participants } from '../world/people.ts';
import type { Act } from './acts.ts';
import { confirm } from './confirm.ts';
import { isFree } from './starts.ts';
import { type Offer, type OfferAnswer, type OfferTime, type Truth, timeKey, withOffer } from './truth.ts';

const mostOwn = 3;

type Answering = Extract<Act, { kind: 'choose' | 'unmark' | 'give' | 'none' | 'leave' | 'own' }>;

/** A participant's word on the times of an offer: marks are kept until they are given, and both have to give theirs. */
export function answerOffer(truth: Truth, act: Answering, now: number): Truth {
  const offer = truth.offers[act.offer];
  if (offer?.state !== 'open') return truth;
  const save = (answer: OfferAnswer): Truth =>
    withOffer(truth, act.offer, { answers: { ...offer.answers, [act.who]: answer } });
  const choosable = choosableTimes(offer, now).map(timeKey);
  const former = offer.answers[act.who]?.suits ?? [];
  const marked = former.filter((key) => choosable.includes(key));
  switch (act.kind) {
    case 'choose': {
      const key = timeKey({ at: act.at, role: 'mentor' });
      if (!choosable.includes(key)) return truth;
      return save({ suits: [...new Set([...marked, key])], noneFits: false, given: false });
    }
    case 'unmark': {
      const key = timeKey({ at: act.at, role: 'mentor' });
      return save({ suits: marked.filter((one) => one !== key), noneFits: false, given: false });
    }
    case 'give':
      if (marked.length === 0) return truth;
      return settle(save({ suits: marked, noneFits: false, given: true }), act.offer, now);
    case 'none':
      return save({ suits: ownTimes(offer, act.who, now).map(timeKey), noneFits: true, given: true });
    case 'leave':
      return save({ suits: former, noneFits: true, given: true });
    case 'own':
      return addOwn(truth, act, now);
  }
}

/** Twelve hours ahead at least, for the pair to see it. */
const ownLeadMs = 12 * 3_600_000;

/** Up to three times of a participant's own; one may take the place of another. */
function addOwn(truth: Truth, act: Extract<Act, { kind: 'own' }>, now: number): Truth {
  const { who, at, insteadOf } = act;
  const offer = truth.offers[act.offer];
  if (offer === undefined) return truth;
  const { moves, minutes } = offer;
  if (at < now + ownLeadMs || !isFree(truth, { at, minutes, moves }, now))
    return answerOffer(truth, { kind: 'none', who, offer: act.offer }, now);
  const mine = ownTimes(offer, who, now);
  const replaced = mine.find((time) => time.at === insteadOf);
  if (replaced === undefined && mine.length >= mostOwn && !mine.some((time) => time.at === at)) return truth;
  const own: OfferTime = { at, role: 'participant', by: who };
  const left = offer.times.filter((time) => time !== replaced || time.at === at);
  const times = left.some((time) => timeKey(time) === timeKey(own)) ? left : [...left, own];
  const kept = (offer.answers[who]?.suits ?? []).filter(
    (key) => replaced === undefined || key !== timeKey(replaced),
  );
  const answer = { suits: [...new Set([...kept, timeKey(own)])], noneFits: true, given: true };
  return withOffer(truth, act.offer, { times, answers: { ...offer.answers, [who]: answer } });
}

function ownTimes({ times }: Offer, who: string, now: number): readonly OfferTime[] {
  return times.filter(({ role, by, at }) => role === 'participant' && by === who && at > now);
}

/** The earliest time that suits everybody, once all have given their answers; not if something else came up. */
function settle(truth: Truth, index: number, now: number): Truth {
  const offer = truth.offers[index];
  if (offer === undefined) return truth;
  const given = participants.map((code) => offer.answers[code]).filter((answer) => answer?.given === true);
  if (given.length < participants.length) return truth;
  const [agreed] = choosableTimes(offer, now)
    .filter((time) => given.every((answer) => answer?.suits.includes(timeKey(time)) === true))
    .sort((a, b) => a.at - b.at);
  const { moves, minutes } = offer;
  if (agreed === undefined || !isFree(truth, { at: agreed.at, minutes, moves }, now)) return truth;
  return confirm(truth, index, agreed.at);
}

function choosableTimes({ times }: Offer, now: number): readonly OfferTime[] {
  return times.filter(({ role, at }) => role === 'mentor' && at > now);
}
