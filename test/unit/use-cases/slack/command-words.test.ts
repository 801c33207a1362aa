import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands } from '../../../../src/i18n/commands.ts';
import { textsFor } from '../../../../src/i18n/index.ts';
import { parseCommandWords } from '../../../../src/use-cases/slack/command-words.ts';

const known = Object.entries(commands.slash).flatMap(([verb, words]) =>
  words.map((word) => ({ verb, word })),
);

describe('the words of a slash command', () => {
  it.each(known)('$word is $verb, alone, with a sign after it or with more', ({ verb, word }) => {
    expect(parseCommandWords(word)).toEqual({ verb, rest: '' });
    expect(parseCommandWords(` ${word.toUpperCase()}？`)).toEqual({ verb, rest: '' });
    expect(parseCommandWords(`${word}　11/30から`)).toEqual({ verb, rest: '11/30から' });
  });

  it.each(['', ' ', '　\n'])('are for the next session when there are none: %j', (text) => {
    expect(parseCommandWords(text)).toEqual({ verb: 'next', rest: '' });
  });

  it.each([
    ['お休み１１/18–12/1', 'away', '11/18–12/1'],
    ['away: 18 Nov', 'away', '18 Nov'],
    ['変更：土曜  21時', 'move', '土曜  21時'],
    ['ｎｅｘｔ', 'next', ''],
    ['次回は？', 'next', ''],
    ['日程を 決めたい', 'schedule', '決めたい'],
    ['Didn’t-meet', 'notMet', ''],
    ['Not met.', 'notMet', ''],
    ['didn’t meet', 'notMet', ''],
  ])('%s', (text, verb, rest) => {
    expect(parseCommandWords(text)).toEqual({ verb, rest });
  });

  it.each(['なんでも', '次回の日程を変えたい', 'cancelled?', '11/30', 'constructor', '：', '<@U1>'])(
    'are unknown as a whole when the first is none of ours: %s',
    (text) => {
      expect(parseCommandWords(text)).toEqual({ verb: 'unknown', rest: text.normalize('NFKC') });
    },
  );

  it('are read from any text, and nothing of it is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { verb, rest } = parseCommandWords(text);
        const whole = text.normalize('NFKC').trim();
        expect(whole.endsWith(rest)).toBe(true);
        if (verb === 'unknown') expect(rest).toBe(whole);
      }),
    );
  });

  it.each(['ja', 'en'] as const)('that the list in %s names are all understood', (language) => {
    const { commandList } = textsFor(language).mentors;
    const listed = [...commandList.matchAll(/\/bansou ([^:：・\s]+)/gu)].map(([, word]) => word ?? '');
    const verbs = listed.map((word) => parseCommandWords(word).verb);
    expect(new Set(verbs).size).toBe(listed.length);
    expect(verbs).toEqual(['next', 'schedule', 'move', 'cancel', 'met', 'away', 'help']);
  });
});
