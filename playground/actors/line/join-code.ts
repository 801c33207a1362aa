import type { CodeWriting } from '../../seasons/season.ts';

/** What somebody sends who copies a join code from a mail; more than one text when the first was wrong. */
export function writeJoinCode(code: string, writing: CodeWriting): readonly string[] {
  switch (writing) {
    case 'as_given':
      return [code];
    case 'full_width':
      return [toFullWidth(code)];
    case 'lower_case':
      return [code.toLowerCase()];
    case 'spaces':
      return [` ${code.replace('-', ' ')} `];
    case 'no_hyphen':
      return [code.replace('-', '')];
    case 'wrong_first':
      return [mistype(code), code];
  }
}

function toFullWidth(text: string): string {
  return text.replaceAll(/[!-~]/gu, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));
}

/** The same signs with two neighbours exchanged. */
function mistype(code: string): string {
  const signs = Array.from(code);
  const index = signs.findIndex(
    (sign, at) => at > 0 && sign !== '-' && signs[at - 1] !== '-' && sign !== signs[at - 1],
  );
  const swapped =
    index < 1
      ? signs.toReversed()
      : signs.with(index, signs[index - 1] ?? '').with(index - 1, signs[index] ?? '');
  return swapped.join('');
}
