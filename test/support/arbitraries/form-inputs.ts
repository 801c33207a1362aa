import fc from 'fast-check';
import { type AnswerRevision, foldAnswers } from '../../../src/domain/reflections/answers.ts';
import type { FormDefinition } from '../../../src/domain/reflections/form-definition.ts';
import {
  type FormInput,
  type FormState,
  type FormStep,
  firstQuestion,
  stepForm,
} from '../../../src/domain/reflections/step-form.ts';

const moves = [
  ...(['open', 'next', 'skip', 'back', 'later', 'never', 'send', 'change', 'add_words'] as const),
  'start_over',
] as const;

/** Taps and texts that fit the form, and some that do not: other questions' values, and no values at all. */
export const formInputs = (definition: FormDefinition): fc.Arbitrary<FormInput> => {
  const keys = definition.questions.map(({ key }) => key);
  const anyKey = fc.constantFrom(...keys, 'check', 'done', 'nonsense', '__proto__', 'constructor');
  const values = definition.questions.flatMap(({ options }) => options);
  const anyValue = fc.constantFrom(...values, 'nonsense', '', 'toString');
  return fc.oneof(
    fc
      .tuple(anyKey, fc.array(anyValue, { maxLength: 3 }))
      .map(([question, chosen]): FormInput => ({ kind: 'choose', question, values: chosen })),
    fc
      .constantFrom(...definition.questions.filter(({ options }) => options.length > 0))
      .chain(({ key, options }) =>
        fc
          .constantFrom(...options)
          .map((value): FormInput => ({ kind: 'choose', question: key, values: [value] })),
      ),
    fc.tuple(anyKey, anyValue).map(([question, value]): FormInput => ({ kind: 'clear', question, value })),
    fc
      .tuple(anyKey, fc.string({ unit: 'binary', maxLength: 40 }))
      .map(([question, text]): FormInput => ({ kind: 'write', question, text })),
    anyKey.map((question): FormInput => ({ kind: 'go', question })),
    fc.constantFrom(...moves).map((move): FormInput => ({ kind: 'move', move })),
  );
};

export type Played = {
  readonly input: FormInput;
  readonly before: FormState;
  readonly step: FormStep;
  readonly after: FormState;
};

/** Plays inputs as a run in the database does: revisions are added, never changed. */
export function playForm(
  definition: FormDefinition,
  inputs: readonly FormInput[],
): {
  readonly steps: readonly Played[];
  readonly end: FormState;
  readonly revisions: readonly AnswerRevision[];
} {
  let state: FormState = { definition, answers: {}, position: firstQuestion(definition), status: 'open' };
  const revisions: AnswerRevision[] = [];
  const steps = inputs.map((input, index): Played => {
    const before = state;
    const step = stepForm(state, input);
    for (const { question, value } of step.writes) {
      revisions.push({ question, value, revision: revisions.length, messageId: null, at: new Date(index) });
    }
    state = { definition, answers: foldAnswers(revisions), position: step.position, status: step.status };
    return { input, before, step, after: state };
  });
  return { steps, end: state, revisions };
}
