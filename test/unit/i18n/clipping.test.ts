import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLabel, headOf } from '../../../src/i18n/clipping.ts';
import { friendLink, joinLink } from '../../../src/i18n/join-link.ts';

const words = fc.string({ unit: 'grapheme', maxLength: 200 });
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

describe('the head of a text', () => {
  it('is the text itself up to 60 signs', () => {
    expect(headOf('短い言葉')).toBe('短い言葉');
    expect(headOf('あ'.repeat(60))).toBe('あ'.repeat(60));
    expect(headOf('あ'.repeat(61))).toBe(`${'あ'.repeat(60)}…`);
  });

  it('puts lines into one', () => {
    expect(headOf(' 一行目\n\n二行目 ')).toBe('一行目 二行目');
  });

  it('never ends in half a sign', () => {
    expect(headOf('𠮷'.repeat(61))).toBe(`${'𠮷'.repeat(60)}…`);
    fc.assert(
      fc.property(words, (text) => {
        const head = headOf(text);
        expect(Array.from(head).length).toBeLessThanOrEqual(61);
        expect(loneSurrogate.test(head)).toBe(false);
      }),
    );
  });
});

describe('a label', () => {
  it('stays as it is when it fits', () => {
    expect(fitLabel('もどる', 20)).toBe('もどる');
  });

  it('is cut to the limit in UTF-16 units, never through a sign', () => {
    expect(fitLabel('abcdef', 5)).toBe('abcd…');
    expect(fitLabel('𠮷𠮷𠮷', 4)).toBe('𠮷…');
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 80 }), (text, units) => {
        const label = fitLabel(text, units);
        expect(label.length).toBeLessThanOrEqual(units);
        expect(loneSurrogate.test(label)).toBe(false);
      }),
    );
  });
});

it('makes links to the account that survive their at sign', () => {
  expect(joinLink({ account: '@bansou', code: 'KX7M2-9QTHR' })).toBe(
    'https://line.me/R/oaMessage/%40bansou/?KX7M2-9QTHR',
  );
  expect(friendLink({ account: '@bansou' })).toBe('https://line.me/R/ti/p/%40bansou');
});
