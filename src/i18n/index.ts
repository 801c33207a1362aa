import type { Language } from '../domain/people/people.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import type { FormText, QuestionText } from './params.ts';
import type { Texts } from './texts.ts';

/** The catalogue of a language. */
export function textsFor(language: Language): Texts {
  switch (language) {
    case 'ja':
      return ja;
    case 'en':
      return en;
  }
}

/** The wording of a question by form and question key; null when this version has none. */
export function findQuestionText(texts: Texts, formKey: string, questionKey: string): QuestionText | null {
  const forms: Readonly<Record<string, FormText>> = texts.forms;
  return forms[formKey]?.[questionKey] ?? null;
}

/** A question with the session's name in it, which comes from `names.title`. */
export function fillTitle(ask: string, title: string): string {
  return ask.replaceAll('{title}', () => title);
}
