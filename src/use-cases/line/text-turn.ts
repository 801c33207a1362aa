import type { Action } from '../../domain/messaging/actions.ts';
import type { LineContent } from '../../domain/messaging/incoming.ts';
import { findQuestion } from '../../domain/reflections/form-definition.ts';
import { parseTypedAnswer } from '../../domain/reflections/parse-typed-answer.ts';
import type { FormMove } from '../../domain/reflections/step-form.ts';
import type { Command, FormCommand } from '../../i18n/commands.ts';
import { questionOf } from '../deliveries/pointers.ts';
import { act, anyRef, controls } from '../messages/controls.ts';
import { nameOf } from '../messages/session-words.ts';
import { whereToTurn } from '../messages/where-to-turn.ts';
import type { QuestionPointer, Run } from '../ports/records/views.ts';
import { choiceTurn } from './dates/choice-turn.ts';
import { cannotComeTurn } from './dates/session-turns.ts';
import { aboutTimesTurn } from './dates/words-turns.ts';
import { findCommand, findFormCommand } from './find-command.ts';
import { formTurn, isChoiceOpen, isFresh } from './forms/form-turns.ts';
import { reflectAfterwardsTurn, reflectTurn } from './forms/open-form.ts';
import type { Deps } from './linked.ts';
import { lookUpTurn, menuTurn, murmurInvitation, usageTurn } from './menu-turns.ts';
import { keepMurmur, murmurReply, tellFromForm } from './murmur-turns.ts';
import { say, silence, type TalkContext, type Turn } from './turn.ts';

type Text = Extract<LineContent, { kind: 'text' }>;

/** A text of a linked person, by the first of the T-rules that fits (CONVERSATIONS 2). */
export async function textTurn(
  talk: TalkContext,
  text: Text,
  deps: Deps,
  options: { readonly onlyCommands?: boolean } = {},
): Promise<Turn> {
  const { pointer } = talk.talk;
  const question = options.onlyCommands ? null : questionOf(pointer);
  const asked = question === null ? null : await openRunOf(talk, question);
  const formCommand = asked === null ? null : findFormCommand(text.text);
  if (asked !== null && formCommand !== null) {
    return formTurn(talk, asked.run, { kind: 'move', move: moveOf(asked.run, asked.pointer, formCommand) });
  }
  const command = findCommand(text.text);
  if (command !== null && (!options.onlyCommands || worksForAll(command))) return commandTurn(talk, command);
  if (options.onlyCommands) return (await choiceTurn(talk, text.text)) ?? silence;
  if (pointer?.kind === 'murmur' && isFresh(pointer, talk.now)) return freeMurmur(talk, text, deps);
  const chosen = await choiceTurn(talk, text.text);
  if (chosen !== null) return chosen;
  return asked === null ? outsideForm(talk, text, deps) : answerTurn(talk, asked, text, deps);
}

type Asked = { readonly run: Run; readonly pointer: QuestionPointer };

async function openRunOf(talk: TalkContext, pointer: QuestionPointer): Promise<Asked | null> {
  const run = await talk.records.reflections.findRun(pointer.runId);
  return run === null || run.personId !== talk.person.id || run.closesAt <= talk.now
    ? null
    : { run, pointer };
}

/** T3 to T5: the text as an answer to the question shown, or kept as the person's own. */
async function answerTurn(talk: TalkContext, asked: Asked, text: Text, deps: Deps): Promise<Turn> {
  const { run, pointer } = asked;
  const question = findQuestion(run.form.definition, pointer.question);
  if (question === null) return murmurInForm(talk, asked, text, deps);
  if (question.type === 'text') {
    return isFresh(pointer, talk.now)
      ? formTurn(
          talk,
          run,
          { kind: 'write', question: question.key, text: text.text },
          { messageId: text.messageId },
        )
      : askWhich(talk, asked, text, deps);
  }
  const wording = run.form.wording[talk.person.language][question.key];
  if (wording === undefined || !isChoiceOpen(pointer, talk.now)) return outsideForm(talk, text, deps);
  const typed = parseTypedAnswer(question, wording, text.text);
  switch (typed.kind) {
    case 'values':
      return formTurn(talk, run, { kind: 'choose', question: question.key, values: typed.values });
    case 'range':
      return outOfRange(talk, run, question.options);
    case 'none':
      return murmurInForm(talk, asked, text, deps);
  }
}

async function outOfRange(talk: TalkContext, run: Run, options: readonly string[]): Promise<Turn> {
  const numbers = options.map(Number).filter((number) => Number.isInteger(number));
  const range =
    numbers.length > 0
      ? { min: Math.min(...numbers), max: Math.max(...numbers) }
      : { min: 1, max: options.length };
  const question = await formTurn(talk, run, { kind: 'move', move: 'open' });
  return {
    ...question,
    messages: [...say(talk.texts.reflections.range(range)).messages, ...question.messages],
  };
}

/** Kept as a murmur; the question is shown again only while it is fresh, so that nobody is nagged. */
async function murmurInForm(
  talk: TalkContext,
  { run, pointer }: Asked,
  text: Text,
  deps: Deps,
): Promise<Turn> {
  const aboutTimes = await aboutTimesTurn(talk, text, deps);
  if (aboutTimes !== null) return aboutTimes;
  if (!isFresh(pointer, talk.now) || run.status === 'sent') return freeMurmur(talk, text, deps);
  const { burst, isFirst } = await keepMurmur(talk, text.text, {
    messageId: text.messageId,
    reflectionId: run.id,
    newId: deps.ids.next(),
  });
  const question = await formTurn(talk, run, { kind: 'move', move: 'open' });
  const [last] = question.messages;
  const again =
    last === undefined
      ? []
      : [{ ...last, shortcuts: [...(last.shortcuts ?? []), tellFromForm(talk, burst.id)] }];
  const echo = isFirst ? say(talk.texts.murmurs.keptInForm).messages : [];
  return { messages: [...echo, ...again], talk: { ...question.talk, burst } };
}

/** T6 or T7. */
async function outsideForm(talk: TalkContext, text: Text, deps: Deps): Promise<Turn> {
  return (await aboutTimesTurn(talk, text, deps)) ?? freeMurmur(talk, text, deps);
}

async function freeMurmur(talk: TalkContext, text: Text, deps: Deps): Promise<Turn> {
  const kept = await keepMurmur(talk, text.text, {
    messageId: text.messageId,
    reflectionId: null,
    newId: deps.ids.next(),
  });
  return murmurReply(talk, kept);
}

/** T5: the question was shown long ago. Kept as a murmur; one tap makes it the answer. */
async function askWhich(talk: TalkContext, { run, pointer }: Asked, text: Text, deps: Deps): Promise<Turn> {
  const view = run.seatId === null ? null : await talk.records.sessions.findSeat(run.seatId);
  const wording = run.form.wording[talk.person.language][pointer.question];
  if (view === null || wording === undefined) return freeMurmur(talk, text, deps);
  const { burst, murmurId } = await keepMurmur(talk, text.text, {
    messageId: text.messageId,
    reflectionId: run.id,
    newId: deps.ids.next(),
  });
  const { which } = talk.texts.reflections;
  const ask = which.ask({ ...nameOf(view), label: wording.label });
  return {
    messages: [
      {
        summary: talk.texts.murmurs.shortcuts.tell,
        parts: [
          { kind: 'text', text: ask },
          ...controls(
            act(which.buttons.answer, 'm', murmurId, 'which', 'answer'),
            act(which.buttons.murmur, 'm', murmurId, 'which', 'murmur'),
          ),
        ],
      },
    ],
    talk: { burst },
  };
}

/** 答えにする or つぶやきにする. */
export async function whichTurn(talk: TalkContext, action: Action): Promise<Turn> {
  const { which } = talk.texts.reflections;
  const murmur = await talk.records.murmurs.find(action.ref);
  if (murmur === null) return say(talk.texts.murmurs.gone);
  if (murmur.personId !== talk.person.id) return say(talk.texts.edge.oldButton.notYours);
  const pointer = questionOf(talk.talk.pointer);
  if (action.value !== 'answer' || pointer === null) return say(which.keptAsMurmur);
  const asked = await openRunOf(talk, pointer);
  if (asked === null) return say(which.keptAsMurmur);
  await talk.records.murmurs.removeOne(murmur.id);
  return formTurn(
    talk,
    asked.run,
    { kind: 'write', question: pointer.question, text: murmur.text },
    { messageId: murmur.messageId },
  );
}

function worksForAll(command: Command): boolean {
  return (
    command === 'nextSession' ||
    command === 'cannotCome' ||
    command === 'whereToTurn' ||
    command === 'usage' ||
    command === 'settings' ||
    command === 'pause' ||
    command === 'resume'
  );
}

async function commandTurn(talk: TalkContext, command: Command): Promise<Turn> {
  switch (command) {
    case 'menu':
    case 'usage':
      return usageTurn(talk);
    case 'settings':
      return menuTurn(talk, { kind: 'k', ref: anyRef, key: 'settings', value: 'open' });
    case 'pause':
      return menuTurn(talk, { kind: 'k', ref: anyRef, key: 'pause', value: 'open' });
    case 'resume':
      return menuTurn(talk, { kind: 'k', ref: anyRef, key: 'pause', value: 'off' });
    case 'reflect':
      return reflectTurn(talk);
    case 'reflectAfterwards':
      return reflectAfterwardsTurn(talk);
    case 'cannotCome':
      return cannotComeTurn(talk);
    case 'nextSession':
      return lookUpTurn(talk);
    case 'murmur':
      return murmurInvitation(talk);
    case 'whereToTurn':
      return whereToTurn(talk.membership.programme, talk.texts);
  }
}

/** 送る at the topics of a form that goes on is 次へ; everything else is what it says. */
function moveOf(run: Run, pointer: QuestionPointer, command: FormCommand): FormMove {
  switch (command) {
    case 'forward':
      return 'next';
    case 'send':
      return sendsFrom(run, pointer.question) ? 'send' : 'next';
    case 'addWords':
      return 'add_words';
    case 'skip':
    case 'back':
    case 'later':
    case 'never':
    case 'change':
      return command;
  }
}

function sendsFrom(run: Run, position: string): boolean {
  const question = findQuestion(run.form.definition, position);
  const offersWords = run.form.definition.questions.some(({ onRequest }) => onRequest === true);
  return question === null || question.key === 'reason' || (question.type === 'choices' && offersWords);
}
