import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideOutcome, type MetAnswer, type Outcome } from '../../../../src/domain/sessions/outcome.ts';
import { endOf } from '../../../../src/domain/sessions/sessions.ts';
import { createCensus } from '../../../support/arbitraries/moments.ts';

const hourMs = 3_600_000;
const session = { startsAt: new Date('2024-11-12T12:00:00Z'), minutes: 40 };
const end = new Date('2024-11-12T12:40:00Z');
const soonAfter = new Date(end.getTime() + hourMs);

const expected = (personId: string) => ({ personId, attendance: 'expected' as const });
const cannot = (personId: string) => ({ personId, attendance: 'cannot' as const });
const met = (personId: string): MetAnswer => ({ personId, met: true });
const notMet = (personId: string): MetAnswer => ({ personId, met: false });

const decide = (
  answers: readonly MetAnswer[],
  more: Partial<Parameters<typeof decideOutcome>[0]> = {},
): Outcome =>
  decideOutcome({
    session,
    seats: [expected('p1'), expected('p2'), expected('m1'), expected('m2')],
    answers,
    marked: null,
    now: soonAfter,
    ...more,
  });

describe('how a session went', () => {
  it('was held when anyone who was there says so', () => {
    expect(decide([met('p1')])).toEqual({ kind: 'held', contradiction: false });
    expect(decide([met('m1'), met('p2')])).toEqual({ kind: 'held', contradiction: false });
  });

  it('was missed when at least one answered and none met', () => {
    expect(decide([notMet('m1')])).toEqual({ kind: 'missed' });
    expect(decide([notMet('m1'), notMet('p1')])).toEqual({ kind: 'missed' });
  });

  it('was held, and needs a decision, when the answers disagree', () => {
    expect(decide([notMet('m1'), met('p1')])).toEqual({ kind: 'held', contradiction: true });
  });

  it('is not judged by who could not come', () => {
    const seats = [expected('p1'), cannot('p2'), expected('m1')];
    expect(decide([notMet('p2')], { seats })).toEqual({ kind: 'awaiting' });
    expect(decide([met('p1'), notMet('p2')], { seats })).toEqual({ kind: 'held', contradiction: false });
    expect(decide([met('stranger')], { seats })).toEqual({ kind: 'awaiting' });
  });

  it('is what a coordinator marked, whatever people say', () => {
    expect(decide([notMet('m1')], { marked: 'held' })).toEqual({ kind: 'held', contradiction: false });
    expect(decide([met('m1')], { marked: 'missed' })).toEqual({ kind: 'missed' });
    expect(decide([], { marked: 'held', now: session.startsAt })).toEqual({
      kind: 'held',
      contradiction: false,
    });
  });

  it('is to come, then awaited, then overdue from 72 hours after its end', () => {
    const at = (instant: number): Outcome => decide([], { now: new Date(instant) });
    expect(endOf(session)).toEqual(end);
    expect(at(end.getTime() - 1)).toEqual({ kind: 'to_come' });
    expect(at(end.getTime())).toEqual({ kind: 'awaiting' });
    expect(at(end.getTime() + 72 * hourMs - 1)).toEqual({ kind: 'awaiting' });
    expect(at(end.getTime() + 72 * hourMs)).toEqual({ kind: 'overdue' });
  });

  it('does not depend on the order of answers, nor on anything but those who were expected', () => {
    const census = createCensus(['held', 'contradicted', 'missed', 'awaiting', 'overdue', 'to_come']);
    const ids = ['p1', 'p2', 'm1', 'm2'];
    const facts = fc.record({
      away: fc.subarray(ids),
      answers: fc.array(fc.record({ personId: fc.constantFrom(...ids), met: fc.boolean() }), {
        maxLength: 4,
      }),
      hours: fc.integer({ min: -5, max: 100 }),
    });
    fc.assert(
      fc.property(facts, ({ away, answers, hours }) => {
        const seats = ids.map((id) => (away.includes(id) ? cannot(id) : expected(id)));
        const now = new Date(end.getTime() + hours * hourMs);
        const outcome = decide(answers, { seats, now });
        expect(decide([...answers].reverse(), { seats, now })).toEqual(outcome);
        const said = new Set(
          answers.filter(({ personId }) => !away.includes(personId)).map((one) => one.met),
        );
        const silence = hours < 0 ? 'to_come' : hours < 72 ? 'awaiting' : 'overdue';
        expect(outcome).toEqual(
          said.has(true)
            ? { kind: 'held', contradiction: said.has(false) }
            : { kind: said.has(false) ? 'missed' : silence },
        );
        census.count(outcome.kind === 'held' && outcome.contradiction ? 'contradicted' : outcome.kind);
      }),
      { numRuns: 1_000 },
    );
    expect(census.missing()).toEqual([]);
  });
});
