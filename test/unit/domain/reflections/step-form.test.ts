import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { npoMentoringForms } from '../../../../src/domain/programmes/npo-mentoring/forms.ts';
import type { Answers } from '../../../../src/domain/reflections/answers.ts';
import { type AnswerRevision, foldAnswers } from '../../../../src/domain/reflections/answers.ts';
import type { FormDefinition } from '../../../../src/domain/reflections/form-definition.ts';
import { hashForm } from '../../../../src/domain/reflections/form-definition.ts';
import { parseTypedAnswer } from '../../../../src/domain/reflections/parse-typed-answer.ts';
import {
  type FormInput,
  type FormState,
  firstQuestion,
  stepForm,
} from '../../../../src/domain/reflections/step-form.ts';
import { findQuestionText, textsFor } from '../../../../src/i18n/index.ts';
import { createCensus } from '../../../support/arbitraries/moments.ts';

const moves = [
  ...(['open', 'next', 'skip', 'back', 'later', 'never', 'send', 'change', 'add_words'] as const),
  'start_over',
] as const;

/** Taps and texts that fit the form, and some that do not. */
const inputsFor = (definition: FormDefinition): fc.Arbitrary<FormInput> => {
  const keys = definition.questions.map(({ key }) => key);
  const anyKey = fc.constantFrom(...keys, 'nonsense');
  const values = definition.questions.flatMap(({ options }) => options);
  const anyValue = fc.constantFrom(...values, 'nonsense');
  return fc.oneof(
    fc
      .tuple(anyKey, fc.array(anyValue, { minLength: 1, maxLength: 3 }))
      .map(([question, chosen]): FormInput => ({ kind: 'choose', question, values: chosen })),
    fc.tuple(anyKey, anyValue).map(([question, value]): FormInput => ({ kind: 'clear', question, value })),
    fc
      .tuple(anyKey, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }))
      .map(([question, text]): FormInput => ({ kind: 'write', question, text })),
    anyKey.map((question): FormInput => ({ kind: 'go', question })),
    fc.constantFrom(...moves).map((move): FormInput => ({ kind: 'move', move })),
  );
};

/** Plays inputs as a run in the database does: revisions are added, never changed. */
function play(definition: FormDefinition, inputs: readonly FormInput[]) {
  let state: FormState = { definition, answers: {}, position: firstQuestion(definition), status: 'open' };
  const revisions: AnswerRevision[] = [];
  const steps = inputs.map((input, index) => {
    const before = state;
    const step = stepForm(state, input);
    for (const { question, value } of step.writes) {
      revisions.push({ question, value, revision: revisions.length, messageId: null, at: new Date(index) });
    }
    state = { definition, answers: foldAnswers(revisions), position: step.position, status: step.status };
    return { input, before, step, after: state };
  });
  return { steps, answers: state.answers };
}

const definitions = npoMentoringForms;
const plays = fc
  .constantFrom(...definitions)
  .chain((definition) =>
    fc.tuple(fc.constant(definition), fc.array(inputsFor(definition), { maxLength: 40 })),
  );

describe('a form, whatever is tapped and typed', () => {
  it('never loses an answer unless it is told to start over or to clear', () => {
    const census = createCensus(['sent', 'declined', 'started over', 'text', 'several']);
    fc.assert(
      fc.property(plays, ([definition, inputs]) => {
        for (const { input, before, step, after } of play(definition, inputs).steps) {
          const drops = input.kind === 'clear' || (input.kind === 'move' && input.move === 'start_over');
          census.count('sent', step.status === 'sent');
          census.count('declined', step.status === 'declined');
          census.count('started over', drops && step.writes.length > 0);
          census.count(
            'text',
            step.writes.some(({ value }) => value.kind === 'fragment'),
          );
          census.count('several', step.writes.length > 1);
          if (drops) continue;
          for (const key of Object.keys(before.answers)) expect(after.answers).toHaveProperty(key);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(census.missing()).toEqual([]);
  });

  it('stands at a question it has, at the check or at its end', () => {
    fc.assert(
      fc.property(plays, ([definition, inputs]) => {
        const places = [...definition.questions.map(({ key }) => key), 'check', 'done'];
        for (const { step } of play(definition, inputs).steps) expect(places).toContain(step.position);
      }),
      { numRuns: 1_000 },
    );
  });

  it('sets and never toggles: the same choice twice is as good as once', () => {
    fc.assert(
      fc.property(plays, ([definition, inputs]) => {
        const twice = inputs.flatMap((input): readonly FormInput[] =>
          input.kind === 'choose' || input.kind === 'clear' ? [input, input] : [input],
        );
        expect(play(definition, twice).answers).toEqual(play(definition, inputs).answers);
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes a first rating from everywhere, and keeps it through everything that is not another one', () => {
    fc.assert(
      fc.property(plays, ([definition, inputs]) => {
        const [first] = definition.questions;
        if (first?.type !== 'rating') return;
        const rated = play(definition, [
          { kind: 'choose', question: first.key, values: ['4'] },
          ...inputs.filter(
            (input) =>
              !('question' in input && input.question === first.key) &&
              !(input.kind === 'move' && input.move === 'start_over'),
          ),
        ]);
        expect(rated.answers[first.key]).toEqual({ kind: 'rating', met: true, satisfaction: 4 });
      }),
      { numRuns: 1_000 },
    );
  });

  it('folds revisions by platform time, so that what came late but was said earlier does not win', () => {
    const said = (at: number, satisfaction: number, revision: number): AnswerRevision => ({
      question: 'q1',
      value: { kind: 'rating', met: true, satisfaction },
      revision,
      messageId: null,
      at: new Date(at),
    });
    const expected: Answers = { q1: { kind: 'rating', met: true, satisfaction: 5 } };
    expect(foldAnswers([said(2, 5, 1), said(1, 3, 2)])).toEqual(expected);
    expect(foldAnswers([said(1, 3, 2), said(2, 5, 1)])).toEqual(expected);
  });
});

describe('what is typed for a choice', () => {
  const definition = definitions.find(({ key }) => key === 'mentoring.participant');
  const wordingOf = (key: string) => findQuestionText(textsFor('ja'), 'mentoring.participant', key);
  const read = (key: string, text: string) => {
    const question = definition?.questions.find((one) => one.key === key);
    const wording = wordingOf(key);
    if (question === undefined || wording === null) throw new Error(`no question ${key}`);
    return parseTypedAnswer(question, wording, text);
  };

  it.each(['4', '４', '四', 'よかった', '良かった', '4 よかった', ' 4。', 'よかったです！', '4です'])(
    'is the whole text, as %s',
    (text) => {
      expect(read('q1', text)).toEqual({ kind: 'values', values: ['4'] });
    },
  );

  it.each(['よくなかったかも', '4でした', '4と5のあいだ', 'まあよかった'])(
    'is never a part of it: %s',
    (text) => {
      expect(read('q1', text)).toEqual({ kind: 'none' });
    },
  );

  it('tells a number that fits nothing from words', () => {
    expect(read('q1', '7')).toEqual({ kind: 'range' });
  });

  it('reads several at once, however they are parted', () => {
    const options = definition?.questions.find(({ key }) => key === 'topics')?.options ?? [];
    const both = { kind: 'values', values: [options[0], options[2]] };
    for (const text of ['1 3', '1、3', '13', '１・３']) expect(read('topics', text)).toEqual(both);
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const { key } of definition?.questions ?? []) read(key, text);
      }),
      { numRuns: 1_000 },
    );
  });
});

it('a form’s hash follows its content, not the order in which it was written', () => {
  const definition = definitions[0];
  if (definition === undefined) throw new Error('there are forms');
  const wording = { ja: { q1: { ask: 'a', label: 'b' } }, en: { q1: { ask: 'a', label: 'b' } } };
  const turned = { en: { q1: { label: 'b', ask: 'a' } }, ja: { q1: { label: 'b', ask: 'a' } } };
  expect(hashForm({ definition, wording })).toBe(hashForm({ wording: turned, definition }));
  const other = { ...wording, ja: { q1: { ask: 'another', label: 'b' } } };
  expect(hashForm({ definition, wording: other })).not.toBe(hashForm({ definition, wording }));
});
