import { describe, expect, it } from 'vitest';
import { labelLimits } from '../../../src/i18n/clipping.ts';
import { fillTitle, findQuestionText, textsFor } from '../../../src/i18n/index.ts';
import { everyText, type FoundText, shapeOf } from './every-text.ts';

const ja = textsFor('ja');
const en = textsFor('en');

/** Words that judge, press or pose as a counsellor; names that make people cases. */
const neverInJapanese =
  /未回答|未提出|期限|締切|至急|必ず|催促|評価|採点|対象者|違反|エラー|無効|頑張って|おめでとう|すごい|お気持ちわかります|大丈夫ですか|まだ[^。]*していません|被支援者|相談者|メンティー|ママさん|させていただ|お忙しいところ|ブロックされ|1時間後|タップ|スキップ|フィードバック|アンケート|失敗/u;
const neverInEnglish =
  /overdue|failed to|missing|reminder #2|great job|noticed you|error|invalid|deadline|evaluat|mentee|blocked|urgent(?!, see)|must respond/iu;
const emoji = /\p{Extended_Pictographic}/u;

function offending(found: readonly FoundText[], bad: (text: string) => boolean): readonly string[] {
  return found.filter(({ text }) => bad(text)).map(({ path, text }) => `${path.join('.')}: ${text}`);
}

describe.each([
  ['ja', ja, neverInJapanese],
  ['en', en, neverInEnglish],
] as const)('the catalogue in %s', (language, texts, never) => {
  const found = everyText(texts);

  it('has hundreds of texts, none of them empty or with a hole in it', () => {
    expect(found.length).toBeGreaterThan(1000);
    const lists = new Set(['names.choices', 'names.people']);
    const told = found.filter(({ path }) => !lists.has(path.join('.')));
    expect(offending(told, (text) => text.trim() === '')).toEqual([]);
    expect(offending(told, (text) => /。。|、、|(?<!\.)\.\.(?!\.)| ,|\s$/u.test(text))).toEqual([]);
    expect(offending(found, (text) => /undefined|null|NaN|\[object|Invalid Date/u.test(text))).toEqual([]);
    expect(
      offending(found, (text) => /[{}]/u.test(text.replace('{title}', ''))),
      'a placeholder was not filled',
    ).toEqual([]);
  });

  it('never judges, presses or poses', () => {
    expect(offending(found, (text) => never.test(text))).toEqual([]);
  });

  it('neither shouts nor decorates', () => {
    expect(offending(found, (text) => /[!！]/u.test(text) || emoji.test(text))).toEqual([]);
  });

  it.each(Object.entries(labelLimits))('keeps labels under %s within %i units', (group, limit) => {
    const labels = found.filter(({ path }) => path.includes(group));
    expect(labels.length).toBeGreaterThan(5);
    expect(offending(labels, (text) => text.length > limit)).toEqual([]);
    expect(offending(labels, (text) => text === '')).toEqual([]);
  });

  it('keeps the choices of every question short enough for a LINE button', () => {
    const labels = found.filter(({ path }) => path.includes('options') && path.at(-1) === 'label');
    expect(labels.length).toBeGreaterThan(50);
    expect(offending(labels, (text) => text.length > labelLimits.buttons - 2)).toEqual([]);
  });

  it('says who reads a question in one line', () => {
    expect(Object.keys(texts.visibility)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
    expect(
      offending(
        found.filter(({ path }) => path[0] === 'visibility'),
        (t) => t.includes('\n'),
      ),
    ).toEqual([]);
  });

  it('keeps consent within what a buttons template holds', () => {
    expect(texts.joining.consent.ask.length).toBeLessThanOrEqual(160);
    for (const label of Object.values(texts.joining.consent.buttons))
      expect(label.length).toBeLessThanOrEqual(20);
  });

  it('finds the wording of a question by its keys', () => {
    const question = findQuestionText(texts, 'mentoring.participant', 'q1');
    expect(question?.options?.['5']?.label).toBe(language === 'ja' ? '5 とてもよかった' : '5 Very good');
    expect(findQuestionText(texts, 'mentoring.participant', 'nothing')).toBeNull();
    expect(findQuestionText(texts, 'nothing', 'q1')).toBeNull();
  });
});

it('has the same texts in both languages', () => {
  expect(shapeOf(en)).toEqual(shapeOf(ja));
});

it('fills the title of a question as it stands, dollar signs included', () => {
  expect(fillTitle('How was {title}?', 'meeting $& 2')).toBe('How was meeting $& 2?');
});
