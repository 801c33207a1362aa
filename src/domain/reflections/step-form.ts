import { type Answer, type Answers, type AnswerValue, applyAnswer, isSameAnswer } from './answers.ts';
import { type FormDefinition, type FormQuestion, findQuestion } from './form-definition.ts';

/** Where a run stands: at a question, at the check before sending, or sent. */
export type FormState = {
  readonly definition: FormDefinition;
  readonly answers: Answers;
  /** A question's key, `check` or `done`. */
  readonly position: string;
  readonly status: 'open' | 'sent' | 'declined';
};

export type FormMove =
  | 'open'
  | 'next'
  | 'skip'
  | 'back'
  | 'later'
  | 'never'
  | 'send'
  | 'change'
  | 'add_words'
  | 'start_over';

export type FormInput =
  /** Chosen by tap or typed; several only for a question that takes several. */
  | { readonly kind: 'choose'; readonly question: string; readonly values: readonly string[] }
  | { readonly kind: 'clear'; readonly question: string; readonly value: string }
  /** One bubble of text; the form does not move on (people write one thought as three messages). */
  | { readonly kind: 'write'; readonly question: string; readonly text: string }
  | { readonly kind: 'go'; readonly question: string }
  | { readonly kind: 'move'; readonly move: FormMove };

export type AnswerWrite = { readonly question: string; readonly value: AnswerValue };

export type FormStep = {
  readonly position: string;
  readonly status: FormState['status'];
  readonly writes: readonly AnswerWrite[];
  /** What to say next. */
  readonly shows: 'question' | 'kept' | 'check' | 'done' | 'later' | 'declined' | 'change_list';
  /** The question shown when it is not the one the form stands at: changed from the check, which it returns to. */
  readonly asks?: string;
  /** An answer that stood was replaced by another one. */
  readonly fixed: { readonly question: string; readonly value: string } | null;
};

/**
 * One step of a form: what is written, where the form stands, what is shown (CONVERSATIONS 0.5, 3.6, 3.9).
 * Never loses an answer except on `start_over`; an input that does not fit shows the pending question again.
 */
export function stepForm(state: FormState, input: FormInput): FormStep {
  switch (input.kind) {
    case 'choose':
      return choose(state, input.question, input.values);
    case 'clear':
      return clear(state, input.question, input.value);
    case 'write':
      return write(state, input.question, input.text);
    case 'go':
      return goTo(state, input.question);
    case 'move':
      return move(state, input.move);
  }
}

/** The first question of a form. */
export function firstQuestion(definition: FormDefinition): string {
  return definition.questions[0]?.key ?? 'check';
}

/** The questions that apply to the answers so far, in order. */
export function applicableQuestions(definition: FormDefinition, answers: Answers): readonly FormQuestion[] {
  return definition.questions.filter((question) => applies(question, answers));
}

function choose(state: FormState, key: string, values: readonly string[]): FormStep {
  const question = findQuestion(state.definition, key);
  const known = values.filter((value) => question?.options.includes(value));
  const [first] = known;
  if (question === null || first === undefined) return again(state);
  const writes = known.map((value) => ({ question: key, value: toValue(question, value) }));
  const former = state.answers[key];
  const answers = applyWrites(state.answers, writes);
  const changed = former !== undefined && question.type !== 'choices' && !isSameAnswer(former, answers[key]);
  const fixed = changed ? { question: key, value: first } : null;
  if (state.status === 'sent') return { ...stay(state, answers), writes, shows: 'done', fixed };
  const reopened = { ...state, status: 'open' as const };
  if (question.type === 'choices') return { ...ask(reopened, key), writes, fixed };
  if (key === 'reason') return { position: 'done', status: 'sent', writes, shows: 'done', fixed };
  const pending = state.position === key || !isReachable(state, answers);
  const position = pending ? after(state.definition, answers, key) : state.position;
  if (position === 'check' && state.definition.sendsItself === true) {
    return { position: 'done', status: 'sent', writes, shows: 'done', fixed };
  }
  return { ...at(reopened, position), writes, fixed };
}

function clear(state: FormState, key: string, value: string): FormStep {
  const question = findQuestion(state.definition, key);
  if (question?.type !== 'choices' || !question.options.includes(value)) return again(state);
  const writes: AnswerWrite[] = [{ question: key, value: { kind: 'clear', value } }];
  const shown = state.status === 'sent' ? stay(state, state.answers) : ask(state, key);
  return { ...shown, writes };
}

function write(state: FormState, key: string, text: string): FormStep {
  const question = findQuestion(state.definition, key);
  if (question?.type !== 'text') return again(state);
  const writes: AnswerWrite[] = [{ question: key, value: { kind: 'fragment', text } }];
  return { ...ask(state, key), writes, shows: 'kept' };
}

function goTo(state: FormState, key: string): FormStep {
  const question = findQuestion(state.definition, key);
  if (question === null || !applies(question, state.answers)) return again(state);
  return ask(state, key);
}

function move(state: FormState, kind: FormMove): FormStep {
  const nothing = { position: state.position, status: state.status, writes: [], fixed: null };
  switch (kind) {
    case 'open':
      return state.status === 'declined' ? at({ ...state, status: 'open' }, state.position) : again(state);
    case 'next':
    case 'skip':
      return state.position === 'check' || state.position === 'done'
        ? again(state)
        : at(state, after(state.definition, state.answers, state.position));
    case 'back':
      return at(state, before(state.definition, state.answers, state.position));
    case 'add_words':
      return at(state, wordsQuestion(state));
    case 'later':
      return { ...nothing, shows: 'later' };
    case 'never':
      return state.status === 'sent' ? again(state) : { ...nothing, status: 'declined', shows: 'declined' };
    case 'send':
      return { ...nothing, position: 'done', status: 'sent', shows: 'done' };
    case 'change':
      return { ...nothing, shows: 'change_list' };
    case 'start_over':
      return startOver(state);
  }
}

function startOver(state: FormState): FormStep {
  const question = findQuestion(state.definition, state.position);
  const keys = question === null ? Object.keys(state.answers) : [question.key];
  const writes = keys
    .filter((key) => state.answers[key] !== undefined)
    .map((key): AnswerWrite => ({ question: key, value: { kind: 'cleared' } }));
  const shown = question === null ? at(state, firstQuestion(state.definition)) : at(state, question.key);
  return { ...shown, writes };
}

function again(state: FormState): FormStep {
  return at(state, state.position);
}

/** Shows a question. What is changed from the check or after sending leads back there, not on through the form. */
function ask(state: FormState, key: string): FormStep {
  const isOver = state.position === 'check' || state.position === 'done';
  return { ...at(state, isOver ? state.position : key), shows: 'question', asks: key };
}

/** Stands at a position and shows it. */
function at(state: FormState, position: string): FormStep {
  const shows = position === 'done' ? 'done' : position === 'check' ? 'check' : 'question';
  return { position, status: state.status, writes: [], shows, fixed: null };
}

/** A correction after sending does not move the form, unless its question no longer applies. */
function stay(state: FormState, answers: Answers): FormStep {
  return at({ ...state, answers }, state.position === 'check' ? 'check' : 'done');
}

/** The next question that applies; those on request only follow each other. */
function after(definition: FormDefinition, answers: Answers, key: string): string {
  const index = definition.questions.findIndex((question) => question.key === key);
  const entered = definition.questions[index]?.onRequest === true;
  const next = definition.questions
    .slice(index + 1)
    .find((question) => applies(question, answers) && (entered || question.onRequest !== true));
  return next?.key ?? 'check';
}

function before(definition: FormDefinition, answers: Answers, position: string): string {
  const applicable = applicableQuestions(definition, answers);
  const index = applicable.findIndex((question) => question.key === position);
  if (position === 'check' || position === 'done') {
    return (
      applicable.findLast((question) => question.onRequest !== true || answers[question.key] !== undefined)
        ?.key ?? position
    );
  }
  return applicable[index - 1]?.key ?? position;
}

function wordsQuestion(state: FormState): string {
  const texts = applicableQuestions(state.definition, state.answers).filter(({ type }) => type === 'text');
  return texts[0]?.key ?? state.position;
}

/** Whether the pending question still applies after an earlier answer changed. */
function isReachable(state: FormState, answers: Answers): boolean {
  const pending = findQuestion(state.definition, state.position);
  return pending === null || applies(pending, answers);
}

function applies(question: FormQuestion, answers: Answers): boolean {
  if (question.onlyIf === undefined) return true;
  const first = answers.q1;
  const met = first?.kind === 'rating' ? first.met : true;
  return question.onlyIf === 'met' ? met : !met;
}

function toValue(question: FormQuestion, value: string): AnswerValue {
  switch (question.type) {
    case 'rating':
      return value === 'not_met'
        ? { kind: 'rating', met: false, satisfaction: null }
        : { kind: 'rating', met: true, satisfaction: Number(value) };
    case 'scale':
      return { kind: 'scale', value: Number(value) };
    case 'choices':
      return { kind: 'set', value };
    case 'choice':
      return { kind: 'choice', value };
    case 'text':
      return { kind: 'text', text: value };
  }
}

function applyWrites(answers: Answers, writes: readonly AnswerWrite[]): Answers {
  const current: Partial<Record<string, Answer>> = { ...answers };
  for (const { question, value } of writes) {
    const next = applyAnswer(current[question], value);
    if (next === undefined) delete current[question];
    else current[question] = next;
  }
  return current;
}
