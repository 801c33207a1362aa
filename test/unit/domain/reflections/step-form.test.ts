import { describe, expect, it } from 'vitest';
import { npoMentoringForms } from '../../../../src/domain/programmes/npo-mentoring/forms.ts';
import type { Answers } from '../../../../src/domain/reflections/answers.ts';
import type { FormInput, FormMove, FormState } from '../../../../src/domain/reflections/step-form.ts';
import { playForm } from '../../../support/arbitraries/form-inputs.ts';

const tap = (question: string, ...values: readonly string[]): FormInput => ({
  kind: 'choose',
  question,
  values,
});
const untap = (question: string, value: string): FormInput => ({ kind: 'clear', question, value });
const say = (question: string, text: string): FormInput => ({ kind: 'write', question, text });
const go = (question: string): FormInput => ({ kind: 'go', question });
const press = (move: FormMove): FormInput => ({ kind: 'move', move });

/** What the last of these inputs led to, in the form of that key. */
function after(formKey: string, ...inputs: readonly FormInput[]) {
  const definition = npoMentoringForms.find(({ key }) => key === formKey);
  if (definition === undefined) throw new Error(`no form ${formKey}`);
  const { steps, end } = playForm(definition, inputs);
  const last = steps.at(-1);
  if (last === undefined) throw new Error('at least one input');
  return { ...last.step, at: last.step.asks ?? last.step.position, answers: end.answers, end };
}

const mentoring = (...inputs: readonly FormInput[]) => after('mentoring.participant', ...inputs);
const closing = (...inputs: readonly FormInput[]) => after('closing.participant', ...inputs);
const good: Answers[string] = { kind: 'rating', met: true, satisfaction: 4 };

describe('the participant’s form after a meeting', () => {
  it('is answered by one tap that says both that people met and how it was', () => {
    const step = mentoring(tap('q1', '4'));
    expect(step.writes).toEqual([{ question: 'q1', value: good }]);
    expect(step).toMatchObject({ at: 'topics', shows: 'question', fixed: null, status: 'open' });
  });

  it('asks why only where people did not meet, and then ends', () => {
    expect(mentoring(tap('q1', 'not_met'))).toMatchObject({ at: 'reason', shows: 'question' });
    expect(mentoring(tap('q1', 'not_met'), tap('reason', 'moved'))).toMatchObject({
      shows: 'done',
      status: 'sent',
      answers: {
        q1: { kind: 'rating', met: false, satisfaction: null },
        reason: { kind: 'choice', value: 'moved' },
      },
    });
    expect(mentoring(tap('q1', 'not_met'), press('send'))).toMatchObject({ shows: 'done', status: 'sent' });
  });

  it('shows the topics again after each, and sends them without asking for words', () => {
    const chosen = mentoring(tap('q1', '4'), tap('topics', 'work'), tap('topics', 'career'));
    expect(chosen).toMatchObject({ at: 'topics', shows: 'question' });
    expect(chosen.answers.topics).toEqual({ kind: 'choices', values: ['work', 'career'] });
    const sent = mentoring(tap('q1', '4'), tap('topics', 'work'), press('send'));
    expect(sent).toMatchObject({ shows: 'done', status: 'sent', position: 'done' });
  });

  it('takes several typed topics at once, and takes one back', () => {
    const both = mentoring(tap('q1', '4'), tap('topics', 'running', 'career'), untap('topics', 'running'));
    expect(both.answers.topics).toEqual({ kind: 'choices', values: ['career'] });
    const none = mentoring(tap('topics', 'career'), untap('topics', 'career'));
    expect(none.answers).toEqual({});
  });

  it('asks for words and a next step only on request, then checks before it sends', () => {
    const start = [tap('q1', '4'), tap('topics', 'work'), press('add_words')];
    expect(mentoring(...start)).toMatchObject({ at: 'words', shows: 'question' });
    const words = [...start, say('words', 'まずは休む'), press('next')];
    expect(mentoring(...words)).toMatchObject({ at: 'next', shows: 'question' });
    expect(mentoring(...words, press('next'))).toMatchObject({ at: 'check', shows: 'check', status: 'open' });
    expect(mentoring(...words, press('next'), press('send'))).toMatchObject({
      shows: 'done',
      status: 'sent',
    });
  });

  it('does not move on after a text: people write one thought as three messages', () => {
    const start = [tap('q1', '4'), press('add_words')];
    const step = mentoring(...start, say('words', '木を'), say('words', '見て'), say('words', '森も'));
    expect(step).toMatchObject({ position: 'words', shows: 'kept' });
    expect(step.answers.words).toEqual({ kind: 'text', text: '木を\n見て\n森も' });
  });

  it('begins a text anew on 書き直す, and only that one', () => {
    const texts = [tap('q1', '4'), press('add_words'), say('words', 'a'), press('next'), say('next', 'b')];
    const step = mentoring(...texts, press('start_over'));
    expect(step).toMatchObject({ at: 'next', shows: 'question' });
    expect(step.answers).toEqual({ q1: good, words: { kind: 'text', text: 'a' } });
  });
});

describe('ways out of the same size', () => {
  it('skips a question without an answer row', () => {
    const step = mentoring(press('skip'));
    expect(step).toMatchObject({ at: 'topics', writes: [], answers: {} });
  });

  it('goes back to the question before, its answer kept', () => {
    expect(mentoring(tap('q1', '4'), press('back'))).toMatchObject({ at: 'q1', answers: { q1: good } });
    expect(mentoring(press('back'))).toMatchObject({ at: 'q1', shows: 'question' });
    expect(mentoring(tap('q1', 'not_met'), press('back'))).toMatchObject({ at: 'q1' });
  });

  it('stays where it is for later, and goes on from there days later', () => {
    const later = mentoring(tap('q1', '4'), press('later'));
    expect(later).toMatchObject({
      shows: 'later',
      position: 'topics',
      status: 'open',
      answers: { q1: good },
    });
    expect(mentoring(tap('q1', '4'), press('later'), press('open'))).toMatchObject({
      shows: 'question',
      at: 'topics',
    });
  });

  it('keeps what was said when somebody does not want to write, and opens again when they do', () => {
    const declined = mentoring(tap('q1', '4'), press('never'));
    expect(declined).toMatchObject({ shows: 'declined', status: 'declined', answers: { q1: good } });
    const reopened = mentoring(tap('q1', '4'), press('never'), press('open'));
    expect(reopened).toMatchObject({ shows: 'question', at: 'topics', status: 'open' });
    expect(mentoring(press('never'), tap('q1', '2'))).toMatchObject({ status: 'open', at: 'topics' });
  });

  it('does not decline what was sent', () => {
    const step = mentoring(tap('q1', '4'), press('send'), press('never'));
    expect(step).toMatchObject({ status: 'sent', shows: 'done' });
  });
});

describe('the same tap again, and another one', () => {
  it('shows the pending question without a remark when the value is the same', () => {
    const step = mentoring(tap('q1', '4'), tap('q1', '4'));
    expect(step).toMatchObject({ at: 'topics', shows: 'question', fixed: null, answers: { q1: good } });
  });

  it('says what was changed, then asks the pending question', () => {
    const step = mentoring(tap('q1', '4'), tap('q1', '5'));
    expect(step).toMatchObject({ at: 'topics', shows: 'question', fixed: { question: 'q1', value: '5' } });
  });

  it('leaves a question that no longer applies', () => {
    expect(mentoring(tap('q1', '4'), tap('q1', 'not_met'))).toMatchObject({ at: 'reason' });
    expect(mentoring(tap('q1', 'not_met'), tap('q1', '4'))).toMatchObject({ at: 'topics' });
  });

  it('corrects what was sent and stays sent', () => {
    const sent = [tap('q1', '4'), tap('topics', 'work'), press('send')];
    expect(mentoring(...sent, tap('q1', '4'))).toMatchObject({ shows: 'done', status: 'sent', fixed: null });
    const fixed = mentoring(...sent, tap('q1', '1'));
    expect(fixed).toMatchObject({ shows: 'done', status: 'sent', fixed: { question: 'q1', value: '1' } });
    expect(fixed.answers.topics).toEqual({ kind: 'choices', values: ['work'] });
  });

  it('shows the pending question again for values it does not know', () => {
    for (const odd of [tap('q1', '6'), tap('q1'), tap('nonsense', '4'), untap('q1', '4'), say('q1', '4')]) {
      expect(mentoring(tap('q1', '4'), odd)).toMatchObject({ at: 'topics', shows: 'question', writes: [] });
    }
  });
});

describe('直す', () => {
  const atTheCheck = [
    ...[tap('q1', '4'), tap('topics', 'work'), press('add_words'), say('words', 'a'), press('next')],
    press('next'),
  ];

  it('lists the questions, then asks the one that was picked', () => {
    expect(mentoring(...atTheCheck, press('change'))).toMatchObject({ shows: 'change_list', writes: [] });
    expect(mentoring(...atTheCheck, press('change'), go('q1'))).toMatchObject({
      at: 'q1',
      shows: 'question',
    });
  });

  it('leads back to the check', () => {
    const rated = mentoring(...atTheCheck, press('change'), go('q1'), tap('q1', '5'));
    expect(rated).toMatchObject({ shows: 'check', status: 'open', fixed: { question: 'q1', value: '5' } });
    const added = mentoring(...atTheCheck, go('words'), say('words', 'b'), press('next'));
    expect(added).toMatchObject({ shows: 'check', answers: { words: { kind: 'text', text: 'a\nb' } } });
  });

  it('asks nothing that does not apply', () => {
    expect(mentoring(tap('q1', 'not_met'), go('topics'))).toMatchObject({ at: 'reason', shows: 'question' });
  });
});

describe('the other forms', () => {
  it('ask after the closing for what was useful, words, the next step and 0 to 10, and check', () => {
    const all = [
      ...[tap('q1', '5'), tap('topics', 'talk'), press('next'), say('words', 'a'), press('next')],
      ...[press('skip'), tap('recommend', '10')],
    ];
    const places = all.map((_, index) => closing(...all.slice(0, index + 1)).at);
    expect(places).toEqual(['topics', 'topics', 'words', 'words', 'next', 'recommend', 'check']);
    expect(closing(...all).answers.recommend).toEqual({ kind: 'scale', value: 10 });
  });

  it('send the two taps before the first meeting with the second, a double tap included', () => {
    const firstForm = (...inputs: readonly FormInput[]) => after('before.participant', ...inputs);
    expect(firstForm(tap('before1', '3'))).toMatchObject({ at: 'before2', status: 'open' });
    expect(firstForm(tap('before1', '3'), tap('before1', '3'))).toMatchObject({
      at: 'before2',
      status: 'open',
    });
    const end: FormState = firstForm(tap('before1', '3'), tap('before2', '1'), tap('before2', '1')).end;
    expect(end).toMatchObject({
      status: 'sent',
      answers: { before1: { kind: 'choice', value: '3' }, before2: { kind: 'choice', value: '1' } },
    });
  });
});
