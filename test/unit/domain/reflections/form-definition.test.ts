import { describe, expect, it } from 'vitest';
import { npoMentoringForms } from '../../../../src/domain/programmes/npo-mentoring/forms.ts';
import { findQuestion, hashForm } from '../../../../src/domain/reflections/form-definition.ts';

const [definition] = npoMentoringForms;
if (definition === undefined) throw new Error('there are forms');
const wording = { ja: { q1: { ask: 'a', label: 'b' } }, en: { q1: { ask: 'a', label: 'b' } } };

describe('the hash under which a form is kept', () => {
  it('follows its content, not the order in which it was written', () => {
    const turned = { en: { q1: { label: 'b', ask: 'a' } }, ja: { q1: { label: 'b', ask: 'a' } } };
    expect(hashForm({ definition, wording })).toBe(hashForm({ wording: turned, definition }));
    expect(hashForm({ definition, wording })).toMatch(/^[0-9a-f]{64}$/);
  });

  it('changes with a word, with a question and with the order of the questions', () => {
    const original = hashForm({ definition, wording });
    const others = [
      { definition, wording: { ...wording, ja: { q1: { ask: 'another', label: 'b' } } } },
      { definition: { ...definition, version: 2 }, wording },
      { definition: { ...definition, questions: definition.questions.slice(1) }, wording },
      { definition: { ...definition, questions: definition.questions.toReversed() }, wording },
    ];
    for (const other of others) expect(hashForm(other)).not.toBe(original);
    expect(new Set(others.map(hashForm)).size).toBe(others.length);
  });
});

it('a question is found by its own key only', () => {
  expect(findQuestion(definition, 'q1')?.key).toBe('q1');
  for (const key of ['', 'Q1', 'toString', '__proto__']) expect(findQuestion(definition, key)).toBeNull();
});
