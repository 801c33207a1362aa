/** One revision's content. A question of several choices is written one choice at a time: it sets or clears. */
export type AnswerValue =
  | { readonly kind: 'rating'; readonly met: boolean; readonly satisfaction: number | null }
  | { readonly kind: 'choice'; readonly value: string }
  | { readonly kind: 'set'; readonly value: string }
  | { readonly kind: 'clear'; readonly value: string }
  | { readonly kind: 'scale'; readonly value: number }
  /** A whole text, which replaces what was there. */
  | { readonly kind: 'text'; readonly text: string }
  /** One bubble of a text; several make the answer, each can be taken back alone. */
  | { readonly kind: 'fragment'; readonly text: string }
  /** Started over or taken back: nothing stands. */
  | { readonly kind: 'cleared' };

export type AnswerRevision = {
  readonly question: string;
  readonly revision: number;
  readonly value: AnswerValue;
  readonly messageId: string | null;
  /** Platform time. */
  readonly at: Date;
};

/** What stands for a question now. */
export type Answer =
  | { readonly kind: 'rating'; readonly met: boolean; readonly satisfaction: number | null }
  | { readonly kind: 'choice'; readonly value: string }
  | { readonly kind: 'choices'; readonly values: readonly string[] }
  | { readonly kind: 'scale'; readonly value: number }
  | { readonly kind: 'text'; readonly text: string };

export type Answers = Readonly<Partial<Record<string, Answer>>>;

/** The answers that stand after all revisions, ordered by platform time and then by revision. */
export function foldAnswers(revisions: readonly AnswerRevision[]): Answers {
  const ordered = [...revisions].sort((a, b) => a.at.getTime() - b.at.getTime() || a.revision - b.revision);
  const answers: Partial<Record<string, Answer>> = {};
  for (const { question, value } of ordered) {
    const next = applyAnswer(answers[question], value);
    if (next === undefined) delete answers[question];
    else answers[question] = next;
  }
  return answers;
}

/** What stands after one more value. */
export function applyAnswer(former: Answer | undefined, value: AnswerValue): Answer | undefined {
  switch (value.kind) {
    case 'rating':
    case 'choice':
    case 'scale':
    case 'text':
      return value;
    case 'fragment':
      return appendFragment(former, value.text);
    case 'set':
      return withChoices([...choicesOf(former).filter((one) => one !== value.value), value.value]);
    case 'clear':
      return withChoices(choicesOf(former).filter((one) => one !== value.value));
    case 'cleared':
      return undefined;
  }
}

/** A bubble that was taken back is an empty fragment: it adds nothing, not even a line. */
function appendFragment(former: Answer | undefined, text: string): Answer | undefined {
  if (text === '') return former;
  const before = former?.kind === 'text' ? `${former.text}\n` : '';
  return { kind: 'text', text: before + text };
}

/** Whether both say the same: a stored answer may hold its fields in another order. */
export function isSameAnswer(a: Answer, b: Answer | undefined): boolean {
  switch (a.kind) {
    case 'rating':
      return b?.kind === 'rating' && a.met === b.met && a.satisfaction === b.satisfaction;
    case 'choice':
    case 'scale':
      return b?.kind === a.kind && a.value === b.value;
    case 'choices':
      return b?.kind === 'choices' && a.values.join() === b.values.join();
    case 'text':
      return b?.kind === 'text' && a.text === b.text;
  }
}

function choicesOf(answer: Answer | undefined): readonly string[] {
  return answer?.kind === 'choices' ? answer.values : [];
}

function withChoices(values: readonly string[]): Answer | undefined {
  return values.length === 0 ? undefined : { kind: 'choices', values };
}
