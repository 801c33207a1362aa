import { describe, expect, it } from 'vitest';
import { findTemplate, formOfSession } from '../../../../src/domain/programmes/find-template.ts';
import { npoMentoring } from '../../../../src/domain/programmes/npo-mentoring/template.ts';
import type { QuestionVisibility } from '../../../../src/domain/reflections/form-definition.ts';
import { findQuestionText, textsFor } from '../../../../src/i18n/index.ts';

const formsOf = npoMentoring.forms.map((form): [string, typeof form] => [form.key, form]);

describe('the NPO mentoring template', () => {
  it('is found by its key, and nothing else is', () => {
    expect(findTemplate('npo-mentoring')).toBe(npoMentoring);
    expect(findTemplate('npo_mentoring')).toBeNull();
    expect(findTemplate('')).toBeNull();
  });

  it('is the season of the product: training, three months of mentoring, reflection', () => {
    expect(npoMentoring.phases.map(({ key, fromMonth, months }) => [key, fromMonth, months])).toEqual([
      ['training', 0, 1],
      ['mentoring', 1, 3],
      ['reflection', 4, 1],
    ]);
    const { mentoring, training, closing, mentors_closing } = npoMentoring.sessions;
    expect([mentoring.perTeam, mentoring.minutes]).toEqual([6, 40]);
    expect([closing.minutes, mentors_closing.minutes]).toEqual([60, 60]);
    expect([training.wholeProgramme, training.perTeam]).toEqual([true, 0]);
    expect(npoMentoring.digest).toMatchObject({ at: '09:00', idleAfterDays: 21 });
    expect(npoMentoring.pushTarget).toBe(120);
  });

  it.each([
    ['mentoring', 'participant', 'mentoring.participant'],
    ['mentoring', 'mentor', 'mentoring.mentor'],
    ['training', 'participant', null],
    ['training', 'mentor', 'training.mentor'],
    ['closing', 'participant', 'closing.participant'],
    ['closing', 'mentor', 'closing.mentor'],
    ['mentors_closing', 'participant', null],
    ['mentors_closing', 'mentor', 'mentors_closing.mentor'],
  ] as const)('asks after %s of a %s: %s', (kind, role, form) => {
    expect(formOfSession(npoMentoring, kind, role)?.key ?? null).toBe(form);
  });

  it('asks two taps right after consent', () => {
    const before = npoMentoring.forms.find(({ key }) => key === npoMentoring.beforeForm);
    expect(before?.questions.map(({ type }) => type)).toEqual(['choice', 'choice']);
  });
});

describe.each(formsOf)('the form %s', (formKey, { questions }) => {
  it('has a key for each question, once', () => {
    expect(new Set(questions.map(({ key }) => key)).size).toBe(questions.length);
  });

  it('words every question and every choice in both languages', () => {
    for (const language of ['ja', 'en'] as const) {
      for (const { key, options, type } of questions) {
        const wording = findQuestionText(textsFor(language), formKey, key);
        expect(wording?.ask ?? '', `${language} ${key}`).not.toBe('');
        if (type === 'scale') continue;
        const labels = options.map((value) => wording?.options?.[value]?.label ?? '');
        expect(
          labels.every((label) => label !== ''),
          `${language} ${key}`,
        ).toBe(true);
        expect(new Set(labels).size).toBe(options.length);
      }
    }
  });

  it('offers choices where there is something to choose, and none where one writes', () => {
    for (const { type, options } of questions) expect(options.length === 0).toBe(type === 'text');
  });
});

/** Who reads each answer, as CONVERSATIONS 6 has it under the letters a to e. */
const visibility: Readonly<Record<string, Readonly<Record<string, QuestionVisibility>>>> = {
  'mentoring.participant': {
    ...{ q1: 'coordinators', reason: 'coordinators' },
    ...{ topics: 'my_mentors', words: 'my_mentors', next: 'my_mentors' },
  },
  'closing.participant': {
    ...{ q1: 'coordinators', reason: 'coordinators', recommend: 'coordinators' },
    ...{ topics: 'my_mentors', words: 'my_mentors', next: 'my_mentors' },
  },
  'before.participant': { before1: 'coordinators', before2: 'coordinators' },
  'mentoring.mentor': {
    ...{ q1: 'coordinators', reason: 'coordinators', sorted: 'pair', next: 'pair', worry: 'desk' },
    ...{ note: 'pair' },
  },
  'closing.mentor': {
    ...{ q1: 'coordinators', reason: 'coordinators', takeaway: 'pair', change: 'pair', worry: 'desk' },
  },
  'mentors_closing.mentor': {
    ...{ q1: 'coordinators', reason: 'coordinators', takeaway: 'pair', change: 'pair', worry: 'desk' },
  },
  'training.mentor': { q1: 'desk', curious: 'desk' },
};

it('every answer is read by whom the form says it is', () => {
  const found = Object.fromEntries(
    npoMentoring.forms.map(({ key, questions }) => [
      key,
      Object.fromEntries(questions.map((question) => [question.key, question.visibility])),
    ]),
  );
  expect(found).toEqual(visibility);
});
