import type { SessionKind } from '../domain/sessions/sessions.ts';

/** What names a session in a sentence. `programme` is the short name, given only to who is in two programmes. */
export type SessionName = {
  readonly kind: SessionKind;
  readonly number: number;
  readonly programme?: string | undefined;
};

/** An instant as one reader sees it: UTC `Date` and the reader's IANA zone. */
export type Moment = { readonly at: Date; readonly zone: string };

/** An instant as seen by who reads it at `now`, for words like tomorrow. */
export type SoonMoment = Moment & { readonly now: Date };

/** A session with its start in the reader's zone. */
export type SessionAt = SessionName & Moment;

/** One instant for readers in several zones. */
export type SharedMoment = { readonly at: Date; readonly zones: readonly string[] };

/** From the first day to the last, both included, in one zone. */
export type DaySpan = { readonly from: Date; readonly to: Date; readonly zone: string };

/** One question of a form as the check before sending and the thanks after it show it. */
export type AnswerText =
  | { readonly kind: 'choices'; readonly label: string; readonly labels: readonly string[] }
  | { readonly kind: 'words'; readonly label: string; readonly text: string }
  | { readonly kind: 'none'; readonly label: string };

/** One heading with its paragraph, for pages and modals. */
export type Passage = { readonly heading: string; readonly text: string };

/** The choice of a question: its button and what else may be typed for it, normalised (see commands.ts). */
export type OptionText = { readonly label: string; readonly synonyms: readonly string[] };

/** The wording of one question. `{title}` in `ask` stands for the session, see `fillTitle`. */
export type QuestionText = {
  readonly ask: string;
  /** Short name of the question, for modals, check lists and what mentors read. */
  readonly label: string;
  readonly hint?: string;
  /** Keyed by value. The order is the form definition's, not the keys' (numbers sort themselves). */
  readonly options?: Readonly<Record<string, OptionText>>;
};

/** The wording of one form: question key to wording. */
export type FormText = Readonly<Record<string, QuestionText>>;
