import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { npoMentoringForms } from '../../../../src/domain/programmes/npo-mentoring/forms.ts';
import { type Answers, foldAnswers } from '../../../../src/domain/reflections/answers.ts';
import type { FormInput, FormState } from '../../../../src/domain/reflections/step-form.ts';
import { formInputs, type Played, playForm } from '../../../support/arbitraries/form-inputs.ts';
import { createCensus } from '../../../support/arbitraries/moments.ts';

const runs = { numRuns: 1_000 };

const plays = fc
  .constantFrom(...npoMentoringForms)
  .chain((definition) =>
    fc.tuple(fc.constant(definition), fc.array(formInputs(definition), { maxLength: 30 })),
  );

/** The questions whose answer an input may take away: only what the person asks to take away. */
function mayTakeAway({ input, before }: Played): readonly string[] {
  if (input.kind === 'clear') return [input.question];
  if (input.kind !== 'move' || input.move !== 'start_over') return [];
  const stands = before.definition.questions.some(({ key }) => key === before.position);
  return stands ? [before.position] : Object.keys(before.answers);
}

/** What stands after a list of inputs by the plainest reading of them. */
function plainReading(steps: readonly Played[]): Answers {
  const answers: Record<string, Answers[string]> = {};
  for (const played of steps) {
    const { input, before } = played;
    const question = before.definition.questions.find(
      ({ key }) => 'question' in input && key === input.question,
    );
    const former = question === undefined ? undefined : answers[question.key];
    const several = former?.kind === 'choices' ? former.values : [];
    if (input.kind === 'move') for (const key of mayTakeAway(played)) delete answers[key];
    if (question === undefined) continue;
    if (input.kind === 'write' && question.type === 'text' && input.text !== '') {
      const text = former?.kind === 'text' ? `${former.text}\n${input.text}` : input.text;
      answers[question.key] = { kind: 'text', text };
    }
    if (input.kind === 'clear' && question.type === 'choices') {
      const values = several.filter((one) => one !== input.value);
      if (values.length > 0) answers[question.key] = { kind: 'choices', values };
      else delete answers[question.key];
    }
    if (input.kind !== 'choose') continue;
    for (const value of input.values.filter((one) => question.options.includes(one))) {
      answers[question.key] = taken(question.type, value, answers[question.key]);
    }
  }
  return answers;
}

function taken(type: string, value: string, former: Answers[string]): Answers[string] {
  if (type === 'choice') return { kind: 'choice', value };
  if (type === 'scale') return { kind: 'scale', value: Number(value) };
  if (type === 'rating') {
    return value === 'not_met'
      ? { kind: 'rating', met: false, satisfaction: null }
      : { kind: 'rating', met: true, satisfaction: Number(value) };
  }
  const others = former?.kind === 'choices' ? former.values.filter((one) => one !== value) : [];
  return { kind: 'choices', values: [...others, value] };
}

describe('a form, whatever is tapped and typed', () => {
  it('keeps every answer as it was meant, until its writer takes it away', () => {
    const census = createCensus([
      'sent',
      'declined',
      'taken away',
      'text',
      'several',
      'corrected after sending',
    ]);
    fc.assert(
      fc.property(plays, ([definition, inputs]) => {
        const { steps, end } = playForm(definition, inputs);
        expect(end.answers).toEqual(plainReading(steps));
        for (const played of steps) {
          const { before, step, after } = played;
          const gone = Object.keys(before.answers).filter((key) => after.answers[key] === undefined);
          expect(gone.filter((key) => !mayTakeAway(played).includes(key))).toEqual([]);
          census.count('sent', step.status === 'sent');
          census.count('declined', step.status === 'declined');
          census.count('taken away', gone.length > 0);
          census.count(
            'text',
            step.writes.some(({ value }) => value.kind === 'fragment'),
          );
          census.count('several', step.writes.length > 1);
          census.count('corrected after sending', before.status === 'sent' && step.fixed !== null);
        }
      }),
      runs,
    );
    expect(census.missing()).toEqual([]);
  });

  it('only ever adds revisions, and each moment’s answers are the fold of those so far', () => {
    fc.assert(
      fc.property(plays, ([definition, inputs]) => {
        const { steps, revisions } = playForm(definition, inputs);
        let written = 0;
        for (const { step, after } of steps) {
          written += step.writes.length;
          expect(foldAnswers(revisions.slice(0, written))).toEqual(after.answers);
        }
        expect(written).toBe(revisions.length);
      }),
      runs,
    );
  });

  it('stands at a question it has, at the check or at its end, and shows what fits', () => {
    fc.assert(
      fc.property(plays, ([definition, inputs]) => {
        const keys = definition.questions.map(({ key }) => key);
        for (const { step } of playForm(definition, inputs).steps) {
          expect([...keys, 'check', 'done']).toContain(step.position);
          if (step.asks !== undefined) expect(keys).toContain(step.asks);
          if (step.shows === 'question') expect(keys).toContain(step.asks ?? step.position);
          if (step.shows === 'check') expect(step.position).toBe('check');
        }
      }),
      runs,
    );
  });

  it('never takes back that it was sent', () => {
    fc.assert(
      fc.property(plays, ([definition, inputs]) => {
        for (const { before, step } of playForm(definition, inputs).steps) {
          if (before.status === 'sent') expect(step.status).toBe('sent');
        }
      }),
      runs,
    );
  });

  it('sets and never toggles: a tap that comes twice is as good as once', () => {
    fc.assert(
      fc.property(plays, ([definition, inputs]) => {
        const isTap = ({ kind }: FormInput): boolean => kind === 'choose' || kind === 'clear';
        const twice = inputs.flatMap((input) => (isTap(input) ? [input, input] : [input]));
        const facts = ({ answers, position, status }: FormState) => ({ answers, position, status });
        expect(facts(playForm(definition, twice).end)).toEqual(facts(playForm(definition, inputs).end));
      }),
      runs,
    );
  });

  it('keeps a first rating through everything that is not another one', () => {
    fc.assert(
      fc.property(plays, ([definition, inputs]) => {
        const [first] = definition.questions;
        if (first?.type !== 'rating') return;
        const others = inputs.filter(
          (input) =>
            !('question' in input && input.question === first.key) &&
            !(input.kind === 'move' && input.move === 'start_over'),
        );
        const { end } = playForm(definition, [
          { kind: 'choose', question: first.key, values: ['4'] },
          ...others,
        ]);
        expect(end.answers[first.key]).toEqual({ kind: 'rating', met: true, satisfaction: 4 });
      }),
      runs,
    );
  });
});
