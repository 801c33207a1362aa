import { describe, expect, it } from 'vitest';
import { commands } from '../../../src/i18n/commands.ts';
import { textsFor } from '../../../src/i18n/index.ts';
import type { QuestionText } from '../../../src/i18n/params.ts';

const normalised = /^(?!.*[\s。．.!！、一二三四五六七八九十])(?!.*(です|点)$).+$/u;

function isNormalised(word: string): boolean {
  return word === word.normalize('NFKC').toLowerCase() && normalised.test(word);
}

function repeated(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => words.indexOf(word) !== index);
}

describe('commands', () => {
  it.each(Object.entries(commands))('are unambiguous and in normalised form %s', (_, group) => {
    const words = Object.values(group).flat();
    expect(words.filter((word) => !isNormalised(word))).toEqual([]);
    expect(repeated(words)).toEqual([]);
  });

  it('understand every word of the menu below the talk in both languages', () => {
    const { reflect, nextSession: next, murmur, whereToTurn } = commands.anywhere;
    const meant = Object.entries({ reflect, next, murmur, whereToTurn });
    for (const language of ['ja', 'en'] as const) {
      const { bar, ...words } = textsFor(language).menu.rich;
      const typed = new Map(Object.entries(words));
      for (const [field, known] of meant) {
        expect(known).toContain(typed.get(field)?.toLowerCase().replaceAll(' ', ''));
      }
      expect(commands.anywhere.menu).toContain(bar.toLowerCase());
    }
  });

  it('understand every navigation label of a form in both languages', () => {
    const known = new Set<string>(Object.values(commands.inForm).flat());
    for (const language of ['ja', 'en'] as const) {
      const { shortcuts, buttons } = textsFor(language).reflections;
      for (const label of [
        shortcuts.skip,
        shortcuts.back,
        buttons.later,
        buttons.never,
        buttons.send,
        buttons.change,
        buttons.forward,
      ])
        expect(known, label).toContain(label.toLowerCase().replaceAll(' ', ''));
    }
  });
});

describe.each(['ja', 'en'] as const)('choices in %s', (language) => {
  const questions: readonly (readonly [string, QuestionText])[] = Object.entries(
    textsFor(language).forms,
  ).flatMap(([form, keyed]) =>
    Object.entries(keyed).map(([key, question]) => [`${form}.${key}`, question] as const),
  );

  it('are typed by words that stand for one choice only', () => {
    for (const [path, { options }] of questions) {
      if (options === undefined) continue;
      const words = Object.values(options).flatMap(({ label, synonyms }) => {
        const full = label.normalize('NFKC').toLowerCase().replaceAll(' ', '');
        const bare = full.replace(/^\d+/u, '');
        return [...new Set([full, ...(bare === '' ? [] : [bare])]), ...synonyms];
      });
      expect(repeated(words), path).toEqual([]);
    }
  });

  it('have synonyms in normalised form that are no command of a form', () => {
    const known = new Set<string>(Object.values(commands.inForm).flat());
    for (const [path, { options }] of questions)
      for (const { synonyms } of Object.values(options ?? {}))
        for (const word of synonyms) {
          expect(isNormalised(word), `${path}: ${word}`).toBe(true);
          expect(known.has(word), `${path}: ${word}`).toBe(false);
        }
  });

  it('carry their digit where they are a scale', () => {
    for (const [path, { options }] of questions)
      for (const [value, { label }] of Object.entries(options ?? {}))
        if (/^\d+$/u.test(value)) expect(label.split(' ')[0], path).toBe(value);
  });

  it('are asked in one line with a short name', () => {
    for (const [path, { ask, label }] of questions) {
      expect(ask, path).not.toContain('\n');
      expect(label.length, path).toBeLessThanOrEqual(60);
    }
  });
});
