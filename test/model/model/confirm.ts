import { atNewDate, findMeeting, type Truth, withMeeting, withOffer } from './truth.ts';

/** The session stands at this time, for everybody again. */
export function confirm(truth: Truth, index: number, at: number): Truth {
  const offer = truth.offers[index];
  if (offer === undefined) return truth;
  const { number, minutes } = offer;
  const former = findMeeting(truth, number);
  const isThere = former?.state === 'planned' && former.at === at && former.minutes === minutes;
  const meeting = isThere ? former : atNewDate(former, { number, at, minutes });
  return withOffer(withMeeting(truth, meeting), index, { state: 'confirmed', moves: number });
}
