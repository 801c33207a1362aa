import fc from 'fast-check';

const odd = fc.constantFrom<unknown>(
  ...[null, true, false, 0, -1, 1.5, Number.MAX_SAFE_INTEGER, -1e308, 1e308, '', '-', ' '],
  ...['\u0000', 'a\u0000b', '\ud800', 'x'.repeat(5_000), '__proto__', 'toString', '💐\n', [], {}, [[[]]]],
);

/** Any JSON whose keys and texts are often these words, in places where they do not belong. */
export function jsonOf(words: readonly string[]): fc.Arbitrary<unknown> {
  const word = fc.constantFrom(...words);
  return fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      word,
      odd,
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.double(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.oneof(word, fc.string()), tie('value'), { maxKeys: 6 }),
    ),
  })).value;
}

/** One of these examples with any of its fields, at any depth, taken away or turned into something else. */
export function spoiled(examples: readonly unknown[], junk: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.constantFrom(...examples).chain((example) => spoil(example, junk));
}

function spoil(value: unknown, junk: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const kept = { weight: 9, arbitrary: parts(value, junk) };
  return fc.oneof(kept, { weight: 1, arbitrary: fc.oneof(junk, fc.constant(undefined)) });
}

function parts(value: unknown, junk: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  if (Array.isArray(value)) return fc.tuple(...value.map((one) => spoil(one, junk)));
  if (typeof value !== 'object' || value === null) return fc.constant(value);
  return fc
    .tuple(...Object.entries(value).map(([key, one]) => spoil(one, junk).map((made) => [key, made] as const)))
    .map((entries) => Object.fromEntries(entries.filter(([, one]) => one !== undefined)));
}
