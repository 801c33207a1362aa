import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AnswerRevision,
  type AnswerValue,
  applyAnswer,
  foldAnswers,
} from '../../../../src/domain/reflections/answers.ts';

const rated = (satisfaction: number): AnswerValue => ({ kind: 'rating', met: true, satisfaction });
const set = (value: string): AnswerValue => ({ kind: 'set', value });
const clear = (value: string): AnswerValue => ({ kind: 'clear', value });
const fragment = (text: string): AnswerValue => ({ kind: 'fragment', text });
const cleared: AnswerValue = { kind: 'cleared' };

const said = (value: AnswerValue, revision: number, at = revision, question = 'q'): AnswerRevision => ({
  question,
  value,
  revision,
  messageId: null,
  at: new Date(at),
});
/** What stands for one question after these values, one after the other. */
const standing = (...values: readonly AnswerValue[]) =>
  foldAnswers(values.map((value, index) => said(value, index))).q;

describe('what stands after all revisions', () => {
  it('is the last rating, choice, number or whole text', () => {
    expect(standing(rated(3), rated(5))).toEqual({ kind: 'rating', met: true, satisfaction: 5 });
    const notMet = { kind: 'rating', met: false, satisfaction: null } as const;
    expect(standing(rated(3), notMet)).toEqual(notMet);
    expect(standing({ kind: 'text', text: 'a' }, { kind: 'text', text: 'b' })).toEqual({
      kind: 'text',
      text: 'b',
    });
    expect(standing({ kind: 'scale', value: 0 })).toEqual({ kind: 'scale', value: 0 });
  });

  it('is every choice set and not cleared, in the order of setting', () => {
    expect(standing(set('a'), set('b'), clear('a'), set('c'))).toEqual({
      kind: 'choices',
      values: ['b', 'c'],
    });
    expect(standing(set('a'), set('a'))).toEqual({ kind: 'choices', values: ['a'] });
    expect(standing(set('a'), clear('a'))).toBeUndefined();
    expect(standing(clear('a'))).toBeUndefined();
  });

  it('is all bubbles of a text, one a line; one that was taken back leaves no line behind', () => {
    expect(standing(fragment('a'), fragment('b'))).toEqual({ kind: 'text', text: 'a\nb' });
    expect(standing(fragment('a'), fragment(''), fragment('c'))).toEqual({ kind: 'text', text: 'a\nc' });
    expect(standing(fragment(''), fragment('b'))).toEqual({ kind: 'text', text: 'b' });
    expect(standing(fragment(''))).toBeUndefined();
  });

  it('begins anew after 書き直す', () => {
    expect(standing(fragment('a'), cleared)).toBeUndefined();
    expect(standing(fragment('a'), cleared, fragment('b'))).toEqual({ kind: 'text', text: 'b' });
  });

  it('follows platform time, so that what arrived late but was said earlier does not win', () => {
    const answers = foldAnswers([said(rated(5), 1, 2), said(rated(3), 2, 1)]);
    expect(answers).toEqual({ q: { kind: 'rating', met: true, satisfaction: 5 } });
  });

  it('follows the revision where the time is the same', () => {
    const answers = foldAnswers([said(rated(5), 2, 1), said(rated(3), 1, 1)]);
    expect(answers).toEqual({ q: { kind: 'rating', met: true, satisfaction: 5 } });
  });
});

const values: fc.Arbitrary<AnswerValue> = fc.oneof(
  fc.integer({ min: 1, max: 5 }).map(rated),
  fc.constantFrom('a', 'b', 'c').map(set),
  fc.constantFrom('a', 'b', 'c').map(clear),
  fc.string({ unit: 'binary', maxLength: 5 }).map(fragment),
  fc.constant(cleared),
);
const revisions = fc
  .array(fc.tuple(values, fc.constantFrom('q', 'r'), fc.integer({ min: 0, max: 5 })), { maxLength: 20 })
  .map((list) => list.map(([value, question, at], revision) => said(value, revision, at, question)));

describe('the fold of revisions', () => {
  it('is the same in whatever order the rows come, and changes none of them', () => {
    fc.assert(
      fc.property(
        revisions.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          const before = structuredClone(shuffled);
          expect(foldAnswers(shuffled)).toEqual(foldAnswers(all));
          expect(shuffled).toEqual(before);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('of one more, said after the others, is one more step', () => {
    fc.assert(
      fc.property(revisions, values, (all, value) => {
        const former = foldAnswers(all);
        const next = foldAnswers([...all, said(value, all.length, 6)]);
        expect(next.q).toEqual(applyAnswer(former.q, value));
        expect(next.r).toEqual(former.r);
      }),
      { numRuns: 1_000 },
    );
  });
});
