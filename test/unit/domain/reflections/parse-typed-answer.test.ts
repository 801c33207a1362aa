import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { npoMentoringForms } from '../../../../src/domain/programmes/npo-mentoring/forms.ts';
import { parseTypedAnswer, type TypedAnswer } from '../../../../src/domain/reflections/parse-typed-answer.ts';
import { findQuestionText, textsFor } from '../../../../src/i18n/index.ts';

const languages = ['ja', 'en'] as const;

/** Every question of every form in both languages. */
const asked = languages.flatMap((language) =>
  npoMentoringForms.flatMap((form) =>
    form.questions.flatMap((question) => {
      const wording = findQuestionText(textsFor(language), form.key, question.key);
      return wording === null ? [] : [{ path: `${language} ${form.key} ${question.key}`, question, wording }];
    }),
  ),
);

const read = (path: string, text: string): TypedAnswer => {
  const one = asked.find((candidate) => candidate.path === path);
  if (one === undefined) throw new Error(`no question ${path}`);
  return parseTypedAnswer(one.question, one.wording, text);
};
const rating = (text: string): TypedAnswer => read('ja mentoring.participant q1', text);
const topics = (text: string): TypedAnswer => read('ja mentoring.participant topics', text);
const only = (...values: readonly string[]): TypedAnswer => ({ kind: 'values', values });

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const kanji = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** The ways in which people write one and the same thing. */
const dress: fc.Arbitrary<(text: string) => string> = fc
  .tuple(
    fc.constantFrom('', ' ', '　', '\n'),
    fc.constantFrom('', '。', '．', '.', '!', '！', 'です', 'です。', 'です！', ' 。'),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([space, end, wide, upper]) => (text) => {
    const cased = upper ? text.toUpperCase() : text;
    return space + (wide ? fullWidth(cased) : cased) + end + space;
  });

describe('what is typed for a choice', () => {
  it('is every label, label without its digit, synonym and number, however it is dressed', () => {
    const choices = asked
      .filter(({ question }) => question.options.length > 0)
      .flatMap(({ path, question, wording }) =>
        question.options.flatMap((value, index) => {
          const { label = value, synonyms = [] } = wording.options?.[value] ?? {};
          const isNumbered = question.options.some((one) => /^\d+$/.test(one));
          const number = isNumbered ? value : String(index + 1);
          const numbers = /^\d+$/.test(number) ? [number, kanji[Number(number)] ?? number] : [];
          const words = [label, label.replace(/^\d+ ?/, '') || label, ...synonyms, ...numbers];
          return words.map((word) => ({ path, value, word }));
        }),
      );
    fc.assert(
      fc.property(fc.constantFrom(...choices), dress, ({ path, value, word }, dressed) => {
        expect(read(path, dressed(word))).toEqual(only(value));
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    '4',
    '４',
    '四',
    '4です',
    '４。',
    'よかった',
    '良かった',
    '4 よかった',
    '4よかった',
    ' よかったです！',
  ])('understands 4 in %s', (text) => {
    expect(rating(text)).toEqual(only('4'));
  });

  it.each(['4点', '４点です。', '四点'])('understands 4 in %s, points and all', (text) => {
    expect(rating(text)).toEqual(only('4'));
  });

  it.each([
    ...['よくなかったかも', 'まあよかった', '4でした', '4と5のあいだ', 'よかったけど疲れた', 'とても'],
    ...['5よかった', '', ' 。', '！'],
  ])('compares the whole text, never a part of it: %s', (text) => {
    expect(rating(text)).toEqual({ kind: 'none' });
  });

  it('tells よくなかった from よかった, and あまり from both', () => {
    expect(rating('よくなかった')).toEqual(only('1'));
    expect(rating('あまりよくなかった')).toEqual(only('2'));
    expect(rating('とてもよかった')).toEqual(only('5'));
  });

  it.each(['0', '6', '７', '10', '十', '99'])(
    'calls a bare number that fits nothing out of range: %s',
    (text) => {
      expect(rating(text)).toEqual({ kind: 'range' });
    },
  );

  it('takes 0 to 10 where that is asked', () => {
    const recommend = (text: string) => read('ja closing.participant recommend', text);
    expect(['0', '10', '１０', '十', 'ぜひ', '〇'].map(recommend)).toEqual(
      ['0', '10', '10', '10', '10', '0'].map((value) => only(value)),
    );
    expect(recommend('11')).toEqual({ kind: 'range' });
  });

  it.each(['', '。', 'です', '！', ' 　', '点'])(
    'takes no sign and no word for no answer anywhere: %s',
    (text) => {
      for (const { path } of asked) expect(read(path, text)).toEqual({ kind: 'none' });
    },
  );

  it('understands the place of a choice without digits', () => {
    expect(read('ja mentoring.participant reason', '2')).toEqual(only('errand'));
    expect(read('ja mentoring.participant reason', '4')).toEqual({ kind: 'range' });
  });

  it('leaves a text question alone', () => {
    expect(read('ja mentoring.participant words', '4')).toEqual({ kind: 'none' });
  });
});

describe('several choices at once', () => {
  it.each([
    '1 3',
    '1　3',
    '1、3',
    '1,3',
    '１・３',
    '13',
    '運営、キャリア',
    '運営のこと キャリア',
    '1、キャリア',
    '一 三',
    '1\n3',
  ])('are read from %s', (text) => {
    expect(topics(text)).toEqual(only('running', 'career'));
  });

  it('are counted once', () => {
    expect(topics('1 1 運営')).toEqual(only('running'));
    expect(topics('11')).toEqual(only('running'));
  });

  it('are all understood, or none is', () => {
    expect(topics('運営 と 犬')).toEqual({ kind: 'none' });
    expect(topics('1 9')).toEqual({ kind: 'range' });
    expect(topics('19')).toEqual({ kind: 'range' });
  });

  it('are not read out of a single choice', () => {
    expect(rating('4 5')).not.toMatchObject({ kind: 'values' });
  });
});

it('reads any text without throwing, and answers nothing but what the question offers', () => {
  const signs = fc.constantFrom(
    ...'0123456789一十点です。、・,！ 　よかったくなあまり運営\u0000\u200b\ud800𠮷'.split(''),
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: signs, maxLength: 12 }),
    fc.string({ unit: signs, minLength: 4_000, maxLength: 5_000 }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...asked), texts, ({ question, wording }, text) => {
      const typed = parseTypedAnswer(question, wording, text);
      if (typed.kind !== 'values') return;
      expect(typed.values.length).toBeGreaterThan(0);
      expect(typed.values.filter((value) => !question.options.includes(value))).toEqual([]);
      expect(new Set(typed.values).size).toBe(typed.values.length);
      if (question.type !== 'choices') expect(typed.values).toHaveLength(1);
    }),
    { numRuns: 1_000 },
  );
});
