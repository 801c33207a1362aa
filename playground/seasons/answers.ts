import type { NotHeldReason } from './season.ts';

export type QuestionKey =
  | 'q1'
  | 'reason'
  | 'topics'
  | 'words'
  | 'next'
  | 'recommend'
  | 'before1'
  | 'before2'
  | 'sorted'
  | 'worry'
  | 'takeaway'
  | 'change'
  | 'curious'
  | 'note';

export type Topic = 'running' | 'work' | 'career' | 'other' | 'talk';

/** What somebody meant by an answer. */
export type Meant =
  | { readonly kind: 'rating'; readonly value: number }
  | { readonly kind: 'not_met' }
  | { readonly kind: 'reason'; readonly value: NotHeldReason | 'errand' }
  | { readonly kind: 'choice'; readonly value: string }
  | { readonly kind: 'topics'; readonly values: readonly Topic[] }
  | { readonly kind: 'scale'; readonly value: number }
  | { readonly kind: 'text'; readonly text: string };

/** One question answered by one actor. `session` is a key of the season, `before` for the form after consent. */
export type Given = {
  readonly person: string;
  readonly session: string;
  readonly question: QuestionKey;
  readonly value: Meant;
  readonly at: Date;
};

/** What the product has stored as the newest value of a question; `value` in the form of `canonicalValue`. */
export type Stored = {
  readonly person: string;
  readonly session: string;
  readonly question: string;
  readonly value: string;
};

/**
 * A value as one line of text, for comparing: `4`, `not_met`, `errand`, `career+running` (sorted), or the words with
 * every run of white space as one space, because bubbles of one thought may be joined in any way.
 */
export function canonicalValue(value: Meant): string {
  switch (value.kind) {
    case 'rating':
    case 'scale':
      return String(value.value);
    case 'not_met':
      return 'not_met';
    case 'reason':
    case 'choice':
      return value.value;
    case 'topics':
      return sortedChoices(value.values);
    case 'text':
      return value.text.replaceAll(/\s+/gu, ' ').trim();
  }
}

/** What stands for a question in the product's own records. */
export type StoredAnswer =
  | { readonly kind: 'rating'; readonly met: boolean; readonly satisfaction: number | null }
  | { readonly kind: 'choice'; readonly value: string }
  | { readonly kind: 'choices'; readonly values: readonly string[] }
  | { readonly kind: 'scale'; readonly value: number }
  | { readonly kind: 'text'; readonly text: string };

/** A stored answer in the form of `canonicalValue`. */
export function storedValue(answer: StoredAnswer): string {
  switch (answer.kind) {
    case 'rating':
      return answer.met ? String(answer.satisfaction) : 'not_met';
    case 'choice':
      return answer.value;
    case 'choices':
      return sortedChoices(answer.values);
    case 'scale':
      return String(answer.value);
    case 'text':
      return canonicalValue(answer);
  }
}

export type AnswerCounts = {
  readonly given: number;
  readonly stored: number;
  readonly wrong: number;
  /** One line for each answer that is not stored as it was meant. */
  readonly problems: readonly string[];
};

/** Compares what people meant, the newest value of each question, with what is stored. */
export function compareAnswers(given: readonly Given[], stored: readonly Stored[]): AnswerCounts {
  const kept = new Map(stored.map((answer) => [keyOf(answer), answer.value]));
  const meant = new Map(newest(given).map((answer) => [keyOf(answer), canonicalValue(answer.value)]));
  const results = [...meant].map(([key, value]) => ({ key, value, found: kept.get(key) }));
  const missing = results.filter(({ found }) => found === undefined);
  const wrong = results.filter(({ found, value }) => found !== undefined && found !== value);
  return {
    given: meant.size,
    stored: results.length - missing.length - wrong.length,
    wrong: wrong.length,
    problems: [
      ...missing.map(({ key, value }) => `not stored: ${key} = ${value}`),
      ...wrong.map(({ key, value, found }) => `stored wrong: ${key} = ${found} instead of ${value}`),
    ],
  };
}

/** How many reflections were answered: forms whose first question somebody answered. */
export function countReflections(given: readonly Given[]): number {
  return new Set(
    given.filter(({ question, session }) => question === 'q1' && session !== 'before').map(keyOf),
  ).size;
}

function sortedChoices(values: readonly string[]): string {
  return [...values].sort((a, b) => a.localeCompare(b)).join('+');
}

function newest(given: readonly Given[]): readonly Given[] {
  return [...given].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function keyOf({ person, session, question }: Pick<Stored, 'person' | 'session' | 'question'>): string {
  return `${person} ${session} ${question}`;
}
