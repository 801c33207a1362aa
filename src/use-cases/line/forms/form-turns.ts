import type { Message } from '../../../domain/messaging/message.ts';
import { plainMessage } from '../../../domain/messaging/message.ts';
import { foldAnswers } from '../../../domain/reflections/answers.ts';
import { findQuestion } from '../../../domain/reflections/form-definition.ts';
import {
  applicableQuestions,
  type FormInput,
  type FormStep,
  stepForm,
} from '../../../domain/reflections/step-form.ts';
import { questionOf } from '../../deliveries/pointers.ts';
import { act } from '../../messages/controls.ts';
import { answerTexts, labelOf } from '../../messages/reflections/answer-texts.ts';
import {
  type Asking,
  changeListMessage,
  checkMessage,
  doneShortcuts,
  keptShortcuts,
  questionMessage,
} from '../../messages/reflections/question.ts';
import { nameOf } from '../../messages/session-words.ts';
import type { Pointer, Run, SeatContext } from '../../ports/records/views.ts';
import { planShared, recordAnswer } from '../../record-answer.ts';
import { say, type TalkContext, type Turn, withEcho } from '../turn.ts';

/** Text that follows up on a question counts for half an hour, a typed choice for a week (CONVERSATIONS 0.9). */
const textPointerMs = 30 * 60_000;
const choicePointerMs = 7 * 86_400_000;
const longText = 1_000;

/** One step of a form: stores what was said, then shows what comes next. */
export async function formTurn(
  talk: TalkContext,
  run: Run,
  input: FormInput,
  options: { readonly messageId?: string | null; readonly lead?: string } = {},
): Promise<Turn> {
  const view = run.seatId === null ? null : await talk.records.sessions.findSeat(run.seatId);
  const refused = whyRefused(talk, run, view);
  if (refused !== null) return refused;
  const made = stepForm(stateOf(run), input);
  // What comes late is kept, but the form stands where newer answers have brought it.
  const isOvertaken = made.writes.length > 0 && run.revisions.some(({ at }) => at > talk.incoming.at);
  const { position, status } = run;
  await writeStep(talk, run, isOvertaken ? { ...made, position, status } : made, options.messageId ?? null);
  const current = (await talk.records.reflections.findRun(run.id)) ?? run;
  const step = isOvertaken ? stepForm(stateOf(current), { kind: 'move', move: 'open' }) : made;
  const earlier = await talk.records.murmurs.findInRun(run.id);
  const asking: Asking = {
    run: current,
    view,
    person: talk.person,
    answers: foldAnswers(current.revisions),
    hasEarlierWords: earlier !== null,
  };
  return show(talk, asking, step, input, options.lead);
}

/** The question that is open and was shown within the last half hour, again; null when there is none. */
export async function openQuestionAgain(talk: TalkContext): Promise<Turn | null> {
  const pointer = questionOf(talk.talk.pointer);
  if (pointer === null || !isFresh(pointer, talk.now)) return null;
  const run = await talk.records.reflections.findRun(pointer.runId);
  return run === null || run.status === 'sent' ? null : formTurn(talk, run, { kind: 'move', move: 'open' });
}

/** Whether the question was shown within the last half hour. */
export function isFresh(pointer: Pointer, now: Date): boolean {
  return now.getTime() - pointer.shownAt.getTime() <= textPointerMs;
}

/** Whether a typed choice still counts as an answer to the question shown. */
export function isChoiceOpen(pointer: Pointer, now: Date): boolean {
  return now.getTime() - pointer.shownAt.getTime() <= choicePointerMs;
}

function stateOf(run: Run) {
  return {
    definition: run.form.definition,
    answers: foldAnswers(run.revisions),
    position: run.position,
    status: run.status,
  };
}

async function writeStep(
  talk: TalkContext,
  run: Run,
  step: FormStep,
  messageId: string | null,
): Promise<void> {
  const { records, incoming, now } = talk;
  for (const [index, write] of step.writes.entries()) {
    const eventId = index === 0 ? `line:${incoming.eventId}` : `line:${incoming.eventId}:${index}`;
    const current = (await records.reflections.findRun(run.id)) ?? run;
    await recordAnswer(records, current, write, { eventId, messageId, at: incoming.at }, now);
  }
  const sends = step.status === 'sent' && run.status !== 'sent';
  await records.reflections.changeRun(run.id, {
    position: step.position,
    status: step.status,
    touchedAt: now,
    ...(sends ? { sentAt: run.sentAt ?? now } : {}),
  });
  if (sends) await planShared(records, run, now);
  if (run.status === 'sent' && step.writes.length > 0) {
    await planShared(records, run, now);
    await records.deliveries.refresh({ kinds: ['shared.mentor'], subject: { reflectionId: run.id } }, now);
  }
  if (step.status === 'declined' && run.sessionId !== null) {
    await records.deliveries.cancelMatching(
      { sessionId: run.sessionId, personId: run.personId, kinds: ['ask.participant', 'nudge.participant'] },
      'declined',
    );
  }
}

function show(
  talk: TalkContext,
  asking: Asking,
  step: FormStep,
  input: FormInput,
  lead: string | undefined,
): Turn {
  const { texts, now } = talk;
  const { reflections } = texts;
  const { run } = asking;
  const echo = echoOf(talk, asking, step);
  const pointTo = (question: string): Partial<TalkContext['talk']> => ({
    pointer: { kind: 'question', runId: run.id, question, shownAt: now },
  });
  const asked = step.asks ?? step.position;
  switch (step.shows) {
    case 'question': {
      const question = findQuestion(run.form.definition, asked);
      if (question === null) return say(texts.edge.oldButton.unknown);
      return withEcho(echo, {
        messages: [questionMessage(asking, question, lead)],
        talk: pointTo(question.key),
      });
    }
    case 'kept': {
      const text = input.kind === 'write' ? input.text : '';
      const count = Array.from(text).length;
      const kept = count > longText ? reflections.keptLong({ count }) : reflections.kept({ text });
      return { ...say(kept, keptShortcuts(run, asked, texts)), talk: pointTo(asked) };
    }
    case 'check':
      return withEcho(echo, { messages: [checkMessage(asking)], talk: pointTo('check') });
    case 'done':
      return withEcho(echo, { messages: [doneMessage(talk, asking)], talk: { pointer: null } });
    case 'later':
      return laterTurn(talk, asking);
    case 'declined':
      return { ...say(reflections.never), talk: { pointer: null } };
    case 'change_list':
      return {
        messages: [changeListMessage(asking, applicableQuestions(run.form.definition, asking.answers))],
      };
  }
}

function doneMessage({ texts, person }: TalkContext, { run, answers }: Asking): Message {
  if (run.sessionId === null) return plainMessage(texts.joining.before.done);
  const text = texts.reflections.done({ answers: answerTexts(run.form, answers, person.language) });
  return plainMessage(text, doneShortcuts(run, texts));
}

function laterTurn({ texts }: TalkContext, { run }: Asking): Turn {
  const { later, shortcuts } = texts.reflections;
  const turn =
    run.revisions.length === 0
      ? say(later.ok)
      : say(later.okWithAnswers, [act(shortcuts.deleteSoFar, 'n', run.id, 'all', 'delete')]);
  return { ...turn, talk: { pointer: null } };
}

/** What was changed, or that a counted answer was; nothing when the same was tapped again. */
function echoOf({ texts, person }: TalkContext, { run }: Asking, { fixed }: FormStep): string | null {
  if (fixed === null) return null;
  if (run.digestId !== null) return texts.reflections.echoLate;
  const wording = run.form.wording[person.language][fixed.question];
  const answer = wording === undefined ? fixed.value : labelOf(wording, fixed.value);
  return texts.reflections.echo({ answer });
}

/** Past its days, or its session called off: the truth instead of the form. */
function whyRefused({ texts, now }: TalkContext, run: Run, view: SeatContext | null): Turn | null {
  if (view?.session.state === 'cancelled') return say(texts.edge.oldButton.cancelled);
  if (run.closesAt > now || view === null) return null;
  return say(texts.reflections.closed(nameOf(view)));
}
