import { closeOverruled, type Meeting, type Offer, type Truth, timeKey } from '../model/truth.ts';

/** The one of several truths that the record holds; null when it holds none of them. */
export function findHeld(truths: readonly Truth[], record: Truth): Truth | null {
  const held = closeOverruled(record);
  const text = canonical(held);
  // As the record has it: the order of offers that were made in the same second is its own.
  return truths.some((truth) => canonical(truth) === text) ? held : null;
}

/** What differs between the record and what should be true, for whoever looks into it. */
export function describeDifference(truths: readonly Truth[], record: Truth): string {
  const held = closeOverruled(record);
  return [
    'the record holds',
    ...linesOf(held).map((line) => `  ${line}`),
    ...truths.flatMap((truth) => ['but it should be', ...linesOf(truth).map((line) => `  ${line}`)]),
  ].join('\n');
}

function canonical(truth: Truth): string {
  return linesOf(truth).toSorted().join('\n');
}

function linesOf({ meetings, offers, pair }: Truth): readonly string[] {
  return [`the pair is ${pair.join(' and ')}`, ...meetings.map(meetingLine), ...offers.map(offerLine)];
}

function meetingLine({ number, at, minutes, state, cannot }: Meeting): string {
  const absent = cannot.length === 0 ? '' : `, without ${cannot.toSorted().join(' and ')}`;
  return `meeting ${number} is ${state} for ${instant(at)}, ${minutes} minutes${absent}`;
}

function offerLine({ state, moves, number, minutes, times, answers }: Offer): string {
  const listed = times.map(({ at, role, by }) => `${instant(at)} by ${role} ${by}`).toSorted();
  const given = Object.entries(answers)
    .map(([who, answer]) => {
      // A time that its owner took back is nobody's any more.
      const suits = answer.suits
        .filter((key) => times.some((time) => timeKey(time) === key))
        .map((key) => key.replace(/\d{10,}/u, (at) => instant(Number(at))))
        .toSorted();
      return `${who}: ${suits.join(' ')}${answer.noneFits ? ' none fits' : ''}${answer.given ? ' given' : ''}`;
    })
    .toSorted();
  const about = moves === null ? `for the new meeting ${number}` : `for meeting ${moves}`;
  return `${state} offer ${about} of ${minutes} minutes: ${listed.join(', ')} | ${given.join(', ')}`;
}

export function instant(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}
