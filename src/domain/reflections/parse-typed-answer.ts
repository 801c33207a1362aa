import type { FormQuestion, QuestionWording } from './form-definition.ts';
import { normaliseTyped, readTypedNumber } from './typed-words.ts';

export type TypedAnswer =
  | { readonly kind: 'values'; readonly values: readonly string[] }
  /** A bare number that fits no choice. */
  | { readonly kind: 'range' }
  | { readonly kind: 'none' };

/**
 * A typed text as the taps it stands for (CONVERSATIONS 0.11): the whole text must be a value, a number, a label
 * (with or without its digit) or a listed synonym. Several choices may be typed at once: 「1 3」, 「運営、キャリア」, 「13」.
 */
export function parseTypedAnswer(
  question: FormQuestion,
  wording: QuestionWording,
  text: string,
): TypedAnswer {
  switch (question.type) {
    case 'text':
      return { kind: 'none' };
    case 'rating':
    case 'choice':
    case 'scale':
      return parseOne(question, wording, text);
    case 'choices':
      return parseSeveral(question, wording, text);
  }
}

function parseOne(question: FormQuestion, wording: QuestionWording, text: string): TypedAnswer {
  const value = matchOption(question, wording, text);
  if (value !== null) return { kind: 'values', values: [value] };
  return readTypedNumber(text) === null ? { kind: 'none' } : { kind: 'range' };
}

function parseSeveral(question: FormQuestion, wording: QuestionWording, text: string): TypedAnswer {
  const whole = parseOne(question, wording, text);
  if (whole.kind === 'values') return whole;
  const pieces = splitChoices(text);
  const values = pieces.map((piece) => matchOption(question, wording, piece));
  const known = values.filter((value) => value !== null);
  if (known.length > 0 && known.length === values.length)
    return { kind: 'values', values: [...new Set(known)] };
  const areNumbers = pieces.length > 0 && pieces.every((piece) => readTypedNumber(piece) !== null);
  return whole.kind === 'range' || areNumbers ? { kind: 'range' } : { kind: 'none' };
}

/** Splits on white space, 、 , and ・; digits without anything between them are single choices. */
function splitChoices(text: string): readonly string[] {
  const pieces = text
    .normalize('NFKC')
    .split(/[\s、,・･/]+/u)
    .filter((piece) => piece !== '');
  return pieces.flatMap((piece) => (/^\d{2,}$/.test(piece) ? Array.from(piece) : [piece]));
}

function matchOption(question: FormQuestion, wording: QuestionWording, text: string): string | null {
  const typed = normaliseTyped(text);
  const number = readTypedNumber(text);
  const byWord = question.options.find((value) => wordsOf(value, wording).includes(typed));
  if (byWord !== undefined) return byWord;
  if (number === null) return null;
  if (question.options.includes(String(number))) return String(number);
  const isNumbered = question.type === 'rating' || question.type === 'scale' || hasDigits(question);
  return isNumbered ? null : (question.options[number - 1] ?? null);
}

function wordsOf(value: string, wording: QuestionWording): readonly string[] {
  const option = wording.options?.[value];
  if (option === undefined) return [value];
  const withoutDigit = option.label.replace(/^\d+\s*/u, '');
  const words = [value, option.label, withoutDigit, ...option.synonyms].map(normaliseTyped);
  // A label that is nothing but its digit leaves no word, and 「。」 is no answer.
  return words.filter((word) => word !== '');
}

function hasDigits(question: FormQuestion): boolean {
  return question.options.some((value) => /^\d+$/.test(value));
}
