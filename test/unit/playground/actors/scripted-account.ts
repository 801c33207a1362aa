import type { LineClient } from '../../../../playground/actors/line/line-talk.ts';
import type { ReceivedMessage } from '../../../../playground/line/types.ts';
import type { SeasonParticipant, SeasonSession } from '../../../../playground/seasons/season.ts';
import { renderLineMessages } from '../../../../src/channels/line/render.ts';
import { type Action, parseAction } from '../../../../src/domain/messaging/actions.ts';
import { type Message, plainMessage } from '../../../../src/domain/messaging/message.ts';
import { type Answers, foldAnswers } from '../../../../src/domain/reflections/answers.ts';
import { findQuestion } from '../../../../src/domain/reflections/form-definition.ts';
import { parseTypedAnswer } from '../../../../src/domain/reflections/parse-typed-answer.ts';
import { type FormInput, stepForm } from '../../../../src/domain/reflections/step-form.ts';
import { textsFor } from '../../../../src/i18n/index.ts';
import type { Clock } from '../../../../src/shared/clock.ts';
import { findCommand, findFormCommand } from '../../../../src/use-cases/line/find-command.ts';
import { act, controls } from '../../../../src/use-cases/messages/controls.ts';
import {
  checkMessage,
  keptShortcuts,
  questionMessage,
} from '../../../../src/use-cases/messages/reflections/question.ts';
import type { Run } from '../../../../src/use-cases/ports/records/views.ts';
import { keyOf, newRun, refOf, reminder, toMove, toMoveOfButton, toSession } from './scripted-forms.ts';

export const joinCode = 'KX7M2-9QTHR';

/** The account of one person, kept in memory: the product's own forms and wording, without inbox and database. */
export type ScriptedAccount = {
  readonly client: LineClient;
  /** Everything the person did, as texts and labels. */
  readonly acts: readonly string[];
  readonly remind: (session: SeasonSession) => void;
  readonly ask: (session: SeasonSession, kind: 'ask' | 'nudge') => void;
  readonly hasAnswered: (session: SeasonSession) => boolean;
  /** What is stored, by session key (`before` for the form after consent). */
  readonly answersOf: (session: string) => Answers;
  readonly statusOf: (session: string) => Run['status'] | null;
};

/** An account to which this person has not written yet. */
export function createScriptedAccount(deps: {
  readonly person: SeasonParticipant;
  readonly sessions: readonly SeasonSession[];
  readonly clock: Clock;
}): ScriptedAccount {
  const { person, sessions, clock } = deps;
  const texts = textsFor(person.language);
  const received: ReceivedMessage[] = [];
  const acts: string[] = [];
  const listeners: ((messages: readonly ReceivedMessage[]) => void)[] = [];
  const runs = new Map<string, Run>();
  let joined = false;
  let pointer: { readonly session: string; readonly question: string } | null = null;

  const deliver = (messages: readonly Message[], via: 'push' | 'reply'): void => {
    const entries = renderLineMessages(messages).map((message) => ({
      at: clock.now(),
      via,
      requestId: String(received.length),
      message: { ...message },
    }));
    received.push(...entries);
    for (const listener of listeners) listener(entries);
  };

  const openRun = (key: string): Run => {
    const session = sessions.find((one) => one.key === key);
    const run = runs.get(key) ?? newRun(refOf(key), session?.kind ?? 'before', clock.now());
    runs.set(key, run);
    return run;
  };
  const asking = (run: Run) => {
    const session = sessions.find(({ key }) => refOf(key) === run.id);
    return {
      run,
      view: session === undefined ? null : { session: toSession(session) },
      person,
      answers: foldAnswers(run.revisions),
      hasEarlierWords: false,
    };
  };

  const take = (run: Run, input: FormInput): Replies => {
    const answers = foldAnswers(run.revisions);
    const step = stepForm({ ...run, definition: run.form.definition, answers }, input);
    const revisions = [
      ...run.revisions,
      ...step.writes.map((write, index) => ({
        ...write,
        revision: run.revisions.length + index,
        messageId: null,
        at: clock.now(),
      })),
    ];
    const next: Run = { ...run, position: step.position, status: step.status, revisions };
    runs.set(keyOf(run.id), next);
    const stays = step.shows === 'kept' || step.shows === 'check';
    pointer = stays ? { session: keyOf(run.id), question: step.position } : null;
    const { reflections, joining } = texts;
    switch (step.shows) {
      case 'question':
        return showQuestion(next);
      case 'check':
        return [checkMessage(asking(next))];
      case 'done':
        return [plainMessage(run.id === 'before' ? joining.before.done : reflections.done({ answers: [] }))];
      case 'later':
        return [plainMessage(reflections.later.ok)];
      case 'declined':
        return [plainMessage(reflections.never)];
      case 'kept': {
        const text = input.kind === 'write' ? input.text : '';
        return [plainMessage(reflections.kept({ text }), keptShortcuts(next, step.position, texts))];
      }
      case 'change_list':
        return [plainMessage(reflections.whichToChange)];
    }
  };
  const showQuestion = (run: Run, lead?: string): Replies => {
    const question = findQuestion(run.form.definition, run.position);
    if (question === null) throw new Error(`no question ${run.position}`);
    pointer = { session: keyOf(run.id), question: question.key };
    return [questionMessage(asking(run), question, lead)];
  };

  const readText = (text: string): Replies => {
    if (!joined) return join(text);
    const run = pointer === null ? undefined : runs.get(pointer.session);
    const command = run === undefined ? null : findFormCommand(text);
    if (run !== undefined && command !== null) return take(run, { kind: 'move', move: toMove(run, command) });
    if (findCommand(text) === 'reflect') return reflect();
    const question = run === undefined ? null : findQuestion(run.form.definition, pointer?.question ?? '');
    if (run === undefined || question === null) return [plainMessage(texts.murmurs.kept)];
    if (question.type === 'text') return take(run, { kind: 'write', question: question.key, text });
    const wording = run.form.wording[person.language][question.key];
    const typed = wording === undefined ? null : parseTypedAnswer(question, wording, text);
    return typed?.kind === 'values'
      ? take(run, { kind: 'choose', question: question.key, values: typed.values })
      : [plainMessage(texts.murmurs.keptInForm)];
  };
  const join = (text: string): Replies => {
    const sign = (code: string): string => code.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/gu, '');
    const { consent, wrong } = texts.joining;
    return sign(text) === sign(joinCode)
      ? [withButtons(consent.ask, act(consent.buttons.agree, 'c', '-', 'consent', 'agreed'))]
      : [plainMessage(wrong)];
  };
  const reflect = (): Replies => {
    const open = sessions.findLast(
      ({ key, startsAt }) => startsAt <= clock.now() && runs.get(key)?.status !== 'sent',
    );
    return open === undefined ? [plainMessage(texts.reflections.none)] : showQuestion(openRun(open.key));
  };
  const readTap = (data: string): Replies => {
    const action = parseAction(data);
    if (action === null) throw new Error(`no action: ${data}`);
    if (action.kind === 'c') {
      joined = true;
      return showQuestion(openRun('before'), texts.joining.before.ask);
    }
    if (action.kind === 's') return hearSession(action);
    const run = openRun(keyOf(action.ref));
    if (action.key === 'form') return showQuestion(run);
    const cleared = /^clear\.(.+)$/u.exec(action.value)?.[1];
    if (cleared !== undefined) return take(run, { kind: 'clear', question: action.key, value: cleared });
    return action.kind === 'a'
      ? take(run, { kind: 'choose', question: action.key, values: [action.value] })
      : take({ ...run, position: action.key }, { kind: 'move', move: toMoveOfButton(action.value) });
  };
  const hearSession = ({ ref, key, value }: Action): Replies => {
    const { cannot } = texts.sessions;
    if (key === 'stance') return [plainMessage(texts.reminders.stance.kept({ stance: 'listen' }))];
    if (value === 'ask')
      return [withButtons(cannot.ask, act(cannot.buttons.tell, 's', ref, 'cannot', 'tell'))];
    const wishes = Object.entries(cannot.wishes.buttons);
    return value === 'tell'
      ? [withButtons(cannot.told, ...wishes.map(([name, label]) => act(label, 's', ref, 'cannot', name)))]
      : [plainMessage(cannot.wishes.skip)];
  };

  const client: LineClient = {
    received,
    onReceive: (listener) => {
      listeners.push(listener);
    },
    follow: async () => deliver([plainMessage(texts.joining.hello)], 'reply'),
    block: async () => {
      acts.push('block');
    },
    sendText: async (text) => {
      acts.push(text);
      deliver(readText(text), 'reply');
    },
    sendSticker: async () => {
      acts.push('sticker');
    },
    tap: async ({ label, data = '' }) => {
      acts.push(label);
      deliver(readTap(data), 'reply');
    },
  };
  return {
    client,
    acts,
    remind: (session) => deliver([reminder(person, session, clock.now())], 'push'),
    ask: (session, kind) => {
      const { reflections } = texts;
      const run = openRun(session.key);
      const question = findQuestion(run.form.definition, 'q1');
      if (question === null) throw new Error('a form without a first question');
      pointer = { session: session.key, question: 'q1' };
      const lead =
        kind === 'ask' ? reflections.opening : reflections.nudge({ at: session.startsAt, zone: person.zone });
      deliver([questionMessage(asking(run), question, lead)], 'push');
    },
    hasAnswered: ({ key }) => (runs.get(key)?.revisions.length ?? 0) > 0,
    answersOf: (session) => foldAnswers(runs.get(session)?.revisions ?? []),
    statusOf: (session) => runs.get(session)?.status ?? null,
  };
}

type Replies = readonly Message[];

function withButtons(text: string, ...buttons: readonly ReturnType<typeof act>[]): Message {
  return { summary: text, parts: [{ kind: 'text', text }, ...controls(...buttons)] };
}
