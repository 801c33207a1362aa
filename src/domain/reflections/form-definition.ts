import { hashContent } from '../../shared/hashes/content-hash.ts';
import type { Language } from '../people/people.ts';

export type QuestionType =
  /** Met and satisfaction in one answer; options '1'..'5' and 'not_met'. */
  | 'rating'
  | 'choice'
  | 'choices'
  | 'text'
  /** Whole numbers; options are the numbers. */
  | 'scale';

/** Who reads the answer; the policy itself is visibility.ts. */
export type QuestionVisibility = 'coordinators' | 'my_mentors' | 'pair' | 'desk';

export type FormQuestion = {
  readonly key: string;
  readonly type: QuestionType;
  /** Values in the order of their buttons; empty for texts. */
  readonly options: readonly string[];
  readonly visibility: QuestionVisibility;
  /** Asked only when question one says so. */
  readonly onlyIf?: 'met' | 'not_met';
  /** Asked only of the mentor who led; shown to the next lead alone, with the hand-over. */
  readonly onlyFor?: 'lead';
  /** Reached only by asking for it: 「ひとこと残して送る」. */
  readonly onRequest?: boolean;
};

export type FormDefinition = {
  readonly key: string;
  readonly version: number;
  readonly questions: readonly FormQuestion[];
  /** Sent with the last answer, without a check before. */
  readonly sendsItself?: boolean;
};

/** How a question is worded in one language. `{title}` in `ask` stands for the session. */
export type QuestionWording = {
  readonly ask: string;
  readonly label: string;
  readonly hint?: string;
  readonly options?: Readonly<
    Record<string, { readonly label: string; readonly synonyms: readonly string[] }>
  >;
};

export type FormWording = Readonly<Record<string, QuestionWording>>;

/** A form as it was asked: definition and wording, kept under the hash of its content. */
export type FormSnapshot = {
  readonly definition: FormDefinition;
  readonly wording: Readonly<Record<Language, FormWording>>;
};

/** SHA-256 (hex) of the form's content; the order of an object's keys does not matter. */
export function hashForm(form: FormSnapshot): string {
  return hashContent(form);
}

/** The question of that key, or null. */
export function findQuestion(definition: FormDefinition, key: string): FormQuestion | null {
  return definition.questions.find((question) => question.key === key) ?? null;
}
