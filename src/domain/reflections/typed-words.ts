const kanjiDigits: Readonly<Record<string, string>> = {
  〇: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  十: '10',
};

/**
 * Typed words as they are compared (CONVERSATIONS 0.11): NFKC, lower case, no white space, no full stop, です or 点 at
 * the end. Only ever compared whole: よくなかった contains よかった.
 */
export function normaliseTyped(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200b-\u200f\ufeff-]+/gu, '')
    .replaceAll('’', "'");
  return plain.replace(/(?:です|点|[。．.!！])+$/u, '');
}

/** The whole text as a number, in ASCII, full-width or kanji digits up to ten; null for anything else. */
export function readTypedNumber(text: string): number | null {
  const typed = normaliseTyped(text);
  const digits = kanjiDigits[typed] ?? typed;
  return /^\d{1,4}$/.test(digits) ? Number(digits) : null;
}
