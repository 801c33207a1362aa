import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatJoinCode,
  hashJoinCode,
  isLocked,
  makeJoinCode,
  readJoinCode,
} from '../../../../src/domain/people/join-codes.ts';

const alphabet = '23456789BCDFGHJKMNPQRSTVWXYZ';
const key = '0123456789abcdef'.repeat(4);
const otherKey = 'fedcba9876543210'.repeat(4);

/** Bytes that count upwards from `first` and wrap, across calls. */
function countingBytes(first: number): (count: number) => Uint8Array {
  let next = first;
  return (count) => Uint8Array.from({ length: count }, () => next++ % 256);
}

/** One byte of interest, then zeros: the first sign of the code tells what became of it. */
function bytesThatBegin(byte: number): (count: number) => Uint8Array {
  return (count) => Uint8Array.from({ length: count }, (_, index) => (index === 0 ? byte : 0));
}

describe('making a code', () => {
  it('draws ten signs without vowels and look-alikes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), (first) => {
        expect(makeJoinCode(countingBytes(first))).toMatch(/^[2-9BCDFGHJKMNPQRSTVWXYZ]{10}$/);
      }),
    );
  });

  it('draws each of 28 signs equally often, 48 bits in ten of them', () => {
    const drawn = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const sign = makeJoinCode(bytesThatBegin(byte)).charAt(0);
      drawn.set(sign, (drawn.get(sign) ?? 0) + 1);
    }
    const shares = new Set([...drawn].filter(([sign]) => sign !== '2').map(([, count]) => count));
    expect([...drawn.keys()].sort().join('')).toBe(alphabet);
    expect(10 * Math.log2(drawn.size)).toBeGreaterThanOrEqual(48);
    // Nine bytes a sign; the four bytes too many are drawn again, here as the sign that follows.
    expect(shares).toEqual(new Set([9]));
    expect(drawn.get('2')).toBe(9 + 4);
  });

  it('asks for more bytes instead of favouring the first signs', () => {
    const answers = [new Uint8Array(10).fill(255), new Uint8Array(10).fill(0)];
    let asked = 0;
    const code = makeJoinCode(() => answers[asked++] ?? new Uint8Array(10));
    expect(code).toBe('2222222222');
    expect(asked).toBe(2);
  });
});

describe('reading a code', () => {
  it.each([
    ['as it was sent', 'KX7M2-9QTHR'],
    ['without its hyphen', 'KX7M29QTHR'],
    ['in lower case', 'kx7m2-9qthr'],
    ['full-width', 'ＫＸ７Ｍ２－９ＱＴＨＲ'],
    ['with a long vowel mark for the hyphen', 'ＫＸ７Ｍ２ー９ＱＴＨＲ'],
    ['with a minus sign', 'KX7M2−9QTHR'],
    ['with a typographic hyphen', 'KX7M2‐9QTHR'],
    ['with a half-width mark', 'KX7M2ｰ9QTHR'],
    ['among spaces and line breaks', ' KX7M2\u3000- 9QTHR\n'],
    ['sign by sign', 'K X 7 M 2 9 Q T H R'],
  ])('is forgiving: %s', (_, text) => {
    expect(readJoinCode(text)).toBe('KX7M29QTHR');
  });

  it.each([
    ['nothing', ''],
    ['nine signs', 'KX7M2-9QTH'],
    ['eleven signs', 'KX7M2-9QTHRK'],
    ['a vowel', 'KX7M2-9QTHA'],
    ['a look-alike', 'KX7M2-9QTH0'],
    ['a code in a sentence', 'コードはKX7M2-9QTHRです'],
    ['a word', 'こんにちは。よろしく'],
    ['a phone number', '090-2345-6789'],
  ])('takes %s for no code', (_, text) => {
    expect(readJoinCode(text)).toBeNull();
  });

  it('reads back every code it made and formatted', () => {
    const bytes = fc.uint8Array({ minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(bytes, fc.integer({ min: 0, max: 255 }), (random, first) => {
        const more = countingBytes(first);
        let given = false;
        const code = makeJoinCode((count) => {
          if (given) return more(count);
          given = true;
          return random;
        });
        expect(formatJoinCode(code)).toMatch(/^.{5}-.{5}$/);
        expect(readJoinCode(formatJoinCode(code))).toBe(code);
      }),
    );
  });

  it('reads any text without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const code = readJoinCode(text);
        expect(code === null || code.length === 10).toBe(true);
      }),
    );
  });
});

describe('storing a code', () => {
  it('keeps a fingerprint that depends on the code and on the key', () => {
    const hash = hashJoinCode('KX7M29QTHR', key);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hash).not.toContain('KX7M2');
    expect(hashJoinCode('KX7M29QTHR', key)).toBe(hash);
    expect(hashJoinCode('KX7M29QTHK', key)).not.toBe(hash);
    expect(hashJoinCode('KX7M29QTHR', otherKey)).not.toBe(hash);
  });
});

describe('locking after wrong tries', () => {
  const start = new Date('2024-10-20T03:00:00Z');
  const minute = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);

  it('lets four wrong tries pass', () => {
    expect(isLocked([0, 1, 2, 3].map(minute), minute(3))).toBeNull();
  });

  it('locks for an hour from the fifth within ten minutes', () => {
    const tries = [0, 2, 4, 6, 10].map(minute);
    expect(isLocked(tries, minute(10))).toEqual({ lockedUntil: minute(70) });
    expect(isLocked(tries, minute(69.99))).toEqual({ lockedUntil: minute(70) });
    expect(isLocked(tries, minute(70))).toBeNull();
  });

  it('does not lock when the fifth comes later than ten minutes after the first', () => {
    expect(isLocked([0, 2, 4, 6, 10.01].map(minute), minute(11))).toBeNull();
  });

  it('counts tries in whatever order they are handed over', () => {
    const tries = [10, 0, 6, 2, 4].map(minute);
    expect(isLocked(tries, minute(20))).toEqual({ lockedUntil: minute(70) });
  });

  it('stays locked when single tries follow', () => {
    const tries = [0, 1, 2, 3, 4, 40].map(minute);
    expect(isLocked(tries, minute(41))).toEqual({ lockedUntil: minute(64) });
  });
});
