import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from '../../../../src/domain/messaging/split-text.ts';

/** Texts of several bytes and units, with line ends here and there. */
const texts = fc
  .array(fc.constantFrom('あ', 'b', '😀', '\n', '家族', 'e\u0301'), { maxLength: 300 })
  .map((signs) => signs.join(''));

describe('a text in pieces', () => {
  it('is the text again when joined; each piece fits, holds something and cuts no sign in two', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 60 }), (text, units) => {
        const pieces = splitText(text, units);
        expect(pieces.join('')).toBe(text);
        expect(pieces.every((piece) => piece.length <= units && piece.isWellFormed())).toBe(true);
        expect(text === '' || pieces.every((piece) => piece !== '')).toBe(true);
      }),
    );
  });

  it('is cut where a line ends, if one does not far from the limit', () => {
    expect(splitText('first line\nsecond', 14)).toEqual(['first line\n', 'second']);
    expect(splitText('a\nlong line', 8)).toEqual(['a\nlong l', 'ine']);
    expect(splitText('abc😀', 4)).toEqual(['abc', '😀']);
    expect(splitText('abcd\n', 4)).toEqual(['abcd', '\n']);
  });
});
