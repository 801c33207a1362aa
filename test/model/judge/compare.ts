import { closeOverruled, type Meeting, type Offer, type Truth, timeKey } from '../model/truth.ts';

/** The one of several truths that the record holds; null when it holds none of them. */
export function findHeld(truths: readonly Truth[], record: Truth): Truth | null {
  const { offers } = closeOverruled(record);
  const text = canonical({ ...record, offers });
  const held = truths.find((truth) => canonical(truth) === text);
  // As the record has it: the order of offers that were made in the same second is its own.
  return held === undefined ? null : { ...held, offers };
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
  const lineOf = (meeting: Meeting): string => meetingLine(meeting, pair);
  return [`the pair is ${pair.join(' and ')}`, ...meetings.map(lineOf), ...offers.map(offerLine)];
}

function meetingLine(meeting: Meeting, pair: readonly string[]): string {
  const { number, at, minutes, state, cannot, revision, said } = meeting;
  // What a seat of the past says of a former mentor is nobody's business any more.
  const absent = [...cannot, ...meeting.out.filter((who) => pair.includes(who))].toSorted();
  const without = absent.length === 0 ? '' : `, without ${absent.join(' and ')}`;
  const words =
    said.length === 0
      ? ''
      : `, as ${said
          .map(({ who, says }) => `${who}: ${says}`)
          .toSorted()
          .join(', ')}`;
  return `meeting ${number} is ${state} for ${instant(at)} (date ${revision}), ${minutes} minutes${without}${words}`;
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
