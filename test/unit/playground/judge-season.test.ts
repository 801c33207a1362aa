import { describe, expect, it } from 'vitest';
import { judgeSeason, type SeasonRecord } from '../../../playground/seasons/judge-season.ts';
import type { Received } from '../../../playground/seasons/reading/received.ts';
import { lineReminder } from './messages.ts';
import { perfectSeason } from './perfect-season.ts';

const { season, expectations, sessions, toMessage, perfect } = perfectSeason();

function indexOf(record: SeasonRecord, person: string): number {
  return record.received.findIndex((message) => message.person === person);
}

describe('judging a season', () => {
  it('finds nothing wrong where everything came', () => {
    const { figures, problems } = judgeSeason(perfect());
    expect(problems).toEqual([]);
    expect(figures).toMatchObject({
      teams: 18,
      mentors: 36,
      participants: 23,
      sessionsHeld: 141,
      remindersExpected: 796,
      remindersReceived: 796,
      remindersMissing: 0,
      digestsExpected: 22,
      digestsReceived: 22,
      digestsMissing: 0,
      answersGiven: 3,
      answersStored: 3,
      answersWrong: 0,
      reflectionsAnswered: 2,
      duplicates: 0,
      late: 0,
      inQuietRange: 0,
      urgentInRange: 0,
      linePushesByMonth: { '2024-11': 45 },
      redelivered: 12,
    });
  });

  it('counts a reminder that did not come', () => {
    const record = perfect();
    record.received.splice(indexOf(record, 'P01A'), 1);
    const { figures, problems } = judgeSeason(record);
    expect(figures).toMatchObject({ remindersReceived: 795, remindersMissing: 1 });
    expect(problems).toEqual([expect.stringContaining('reminder missing: P01A 01/mentoring/1 eve')]);
  });

  it('counts who was left with a wrong start by the last word before a meeting', () => {
    const record = perfect();
    const reminder = expectations.reminders.find(
      ({ person, offset }) => person === 'M01A' && offset === 'hour',
    );
    if (reminder === undefined) throw new Error('an hour before M01A is reminded');
    const wrong = { ...reminder, startsAt: new Date(reminder.startsAt.getTime() + 3_600_000) };
    const { at, ...last } = toMessage({ ...wrong, dueAt: reminder.dueAt });
    record.received.push({ ...last, at: new Date(at.getTime() + 1000) });
    const { figures, problems } = judgeSeason(record);
    expect(figures.timesWrong).toBe(1);
    expect(problems).toEqual(
      expect.arrayContaining([expect.stringContaining('wrong start: M01A all/training/1')]),
    );
  });

  it('compares what was moved and called off with the record', () => {
    const { starts } = perfect().recorded;
    const moved = starts['14/mentoring/5'] ?? [];
    const recorded = { starts: { ...starts, '14/mentoring/5': moved.slice(0, 1) }, cancelled: [] };
    expect(judgeSeason({ ...perfect(), recorded }).problems).toEqual([
      '09/mentoring/4 was called off in the chats alone',
      '14/mentoring/5 moved 1 times in the chats, 0 in the record',
    ]);
  });

  it('takes a start that was given up and agreed on once more for no move, and another one for one', () => {
    const { starts } = perfect().recorded;
    const [only = season.opensAt] = starts['01/mentoring/2'] ?? [];
    const judge = (...recorded: readonly Date[]) =>
      judgeSeason({
        ...perfect(),
        recorded: { starts: { ...starts, '01/mentoring/2': recorded }, cancelled: ['09/mentoring/4'] },
      }).problems;
    expect(judge(only, only)).toEqual([]);
    expect(judge(only, season.endsAt)).toEqual([
      '01/mentoring/2 moved 0 times in the chats, 1 in the record',
    ]);
  });

  it('finds fault with a reminder that nobody expected', () => {
    const record = perfect();
    const session = sessions.get('09/mentoring/4');
    const [reader] = session?.participants ?? [];
    if (session === undefined || reader === undefined) throw new Error('nobody to remind');
    const at = new Date(session.startsAt.getTime() - 25 * 3_600_000);
    record.received.push(lineReminder(reader, { at, session }));
    expect(judgeSeason(record).problems).toEqual([
      expect.stringContaining(`not expected: ${reader.code} reminder 09/mentoring/4`),
    ]);
  });

  it('counts a reminder that came twice, whatever else is the same', () => {
    const record = perfect();
    const message = record.received[indexOf(record, 'M13A')];
    if (message === undefined) throw new Error('no message');
    record.received.push({ ...message, at: new Date(message.at.getTime() + 60_000) });
    expect(judgeSeason(record).figures).toMatchObject({ duplicates: 1, remindersMissing: 0 });
  });

  it('counts a reminder after the start as late and as missing', () => {
    const record = perfect();
    const index = indexOf(record, 'P01A');
    const message = record.received[index];
    if (message === undefined) throw new Error('no message');
    record.received[index] = { ...message, at: new Date('2024-11-05T12:00:00Z') };
    expect(judgeSeason(record).figures).toMatchObject({ late: 1, remindersMissing: 1 });
  });

  it('counts what comes in a quiet range, unless it follows the reader\u2019s own act within a minute', () => {
    const record = perfect();
    const index = indexOf(record, 'P01A');
    const message = record.received[index];
    if (message === undefined) throw new Error('no message');
    const at = new Date('2024-11-04T13:00:00Z');
    record.received[index] = { ...message, at };
    expect(judgeSeason(record).figures).toMatchObject({ inQuietRange: 1, urgentInRange: 0 });
    const acts = [{ person: 'P01A', at: new Date(at.getTime() - 59_000) }];
    expect(judgeSeason({ ...record, acts }).figures).toMatchObject({ inQuietRange: 0 });
  });

  it('counts as urgent what could not wait for the end of the range', () => {
    const record = perfect();
    const index = record.received.findIndex(
      ({ person, at }) => person === 'M01A' && at.getTime() === Date.parse('2024-11-05T08:59:00Z'),
    );
    const message = record.received[index];
    if (message === undefined) throw new Error('no message');
    record.received[index] = { ...message, at: new Date('2024-11-05T10:00:00Z') };
    expect(judgeSeason(record).figures).toMatchObject({ inQuietRange: 0, urgentInRange: 1 });
  });

  it('leaves free replies out of everything', () => {
    const record = perfect();
    const message = record.received[indexOf(record, 'P01A')];
    if (message === undefined) throw new Error('no message');
    record.received.push({ ...message, via: 'answer', at: new Date('2024-11-04T14:00:00Z') });
    expect(judgeSeason(record).problems).toEqual([]);
  });

  it('counts a digest that no coordinator got', () => {
    const record = perfect();
    const received = record.received.filter(
      ({ person, text }) => !(person.startsWith('K') && text.summary.includes('第48週')),
    );
    expect(judgeSeason({ ...record, received }).figures).toMatchObject({
      digestsReceived: 21,
      digestsMissing: 1,
    });
  });

  it('misses the digest that a supporter did not get, and sees the one that came twice', () => {
    const record = perfect();
    const isTheirs = ({ person, text }: Received): boolean =>
      person === 'S2' && text.summary.includes('（11/25–12/1）');
    const index = record.received.findIndex(isTheirs);
    const [message] = record.received.splice(index, 1);
    if (message === undefined) throw new Error('no message');
    expect(judgeSeason(record).problems).toEqual(["supporter's digest missing: S2, week of 2024-11-25"]);
    record.received.push(message, message);
    expect(judgeSeason(record).figures).toMatchObject({ duplicates: 1, digestsMissing: 0 });
  });

  it('tells an answer that is stored wrong from one that is not stored', () => {
    const record = perfect();
    const [first, second] = record.stored;
    if (first === undefined || second === undefined) throw new Error('no answers');
    const { figures, problems } = judgeSeason({ ...record, stored: [{ ...first, value: '4' }, second] });
    expect(figures).toMatchObject({ answersGiven: 3, answersStored: 1, answersWrong: 1 });
    expect(problems).toEqual([
      'not stored: M01A 01/mentoring/1 q1 = not_met',
      'stored wrong: P01A 01/mentoring/1 q1 = 4 instead of 5',
    ]);
  });

  it('says so when the product and the people disagree on what was held, or nothing was sent again', () => {
    const [first = '', ...others] = expectations.meetings;
    const record = { ...perfect(), sessionsHeld: others, redelivered: 0 };
    expect(judgeSeason(record).problems).toEqual([
      `held, but not counted: ${first}`,
      'nothing was redelivered',
    ]);
  });
});
