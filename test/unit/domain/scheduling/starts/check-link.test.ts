import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { npoMentoring } from '../../../../../src/domain/programmes/npo-mentoring/template.ts';
import { checkLink, isFittingLength } from '../../../../../src/domain/scheduling/starts/check-link.ts';

describe('a meeting link', () => {
  it.each([
    ['https://zoom.example.com/j/123?pwd=a.b', 'https://zoom.example.com/j/123?pwd=a.b'],
    ['  https://meet.example.org/abc \n', 'https://meet.example.org/abc'],
    ['HTTPS://Meet.Example.org/Abc', 'https://meet.example.org/Abc'],
    ['https://会議.example.jp/部屋', 'https://xn--6oqw48l.example.jp/%E9%83%A8%E5%B1%8B'],
    ['https://192.0.2.7:8443/room', 'https://192.0.2.7:8443/room'],
  ])('%j is kept as %j', (text, href) => {
    expect(checkLink(text)).toEqual({ ok: true, value: href });
  });

  it.each([
    ['', 'not_https'],
    ['zoom.example.com/j/123', 'not_https'],
    ['http://zoom.example.com/j/123', 'not_https'],
    ['javascript:alert(1)//https://zoom.example.com', 'not_https'],
    ['line://app/123', 'not_https'],
    ['ｈｔｔｐｓ://zoom.example.com', 'not_https'],
    ['https:zoom.example.com', 'not_https'],
    ['https://', 'unreadable'],
    ['https://zoom', 'unreadable'],
    ['https://.', 'unreadable'],
    ['https://zoom.example.com/j/1 pass 2', 'unreadable'],
    ['https://zoom.example.com@evil.example.net/', 'unreadable'],
    ['https://you:secret@zoom.example.com/', 'unreadable'],
    [`https://zoom.example.com/${'a'.repeat(900)}`, 'long'],
    [`https://zoom.example.com/${'部'.repeat(120)}`, 'long'],
  ])('%j is refused as %s', (text, reason) => {
    expect(checkLink(text)).toEqual({ ok: false, error: reason });
  });

  it('is, once kept, an address that stays what it is and fits both platforms', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ validSchemes: ['https', 'http'] }), fc.string()), (text) => {
        const checked = checkLink(text);
        if (!checked.ok) return;
        expect(checked.value).toMatch(/^https:\/\/[!-~]{3,892}$/u);
        expect(checkLink(checked.value)).toEqual(checked);
      }),
      { numRuns: 1_000 },
    );
  });
});

it('a session may last from ten minutes to eight hours, in whole minutes', () => {
  const { minutes } = npoMentoring.scheduling;
  const fits = [10, 40, 480].map((one) => isFittingLength(one, minutes));
  expect(fits).toEqual([true, true, true]);
  const not = [9, 481, 0, -40, 40.5, Number.NaN, Number.POSITIVE_INFINITY];
  expect(not.filter((one) => isFittingLength(one, minutes))).toEqual([]);
});
