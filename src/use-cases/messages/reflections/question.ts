import type { Control, Message, Part } from '../../../domain/messaging/message.ts';
import type { Person } from '../../../domain/people/people.ts';
import type { Answers } from '../../../domain/reflections/answers.ts';
import type { FormQuestion, QuestionWording } from '../../../domain/reflections/form-definition.ts';
import { fillTitle, textsFor } from '../../../i18n/index.ts';
import type { Texts } from '../../../i18n/texts.ts';
import type { Run } from '../../ports/records/views.ts';
import { act, anyRef, controls } from '../controls.ts';
import { type Named, sessionAt } from '../session-words.ts';
import { answerTexts, labelOf, valuesOf } from './answer-texts.ts';

/** A run as its owner sees it now. `view` is null for the form before the first session. */
export type Asking = {
  readonly run: Run;
  readonly view: Named | null;
  readonly person: Pick<Person, 'language' | 'zone'>;
  readonly answers: Answers;
  /** Something the person wrote while this run was open can be taken as the answer. */
  readonly hasEarlierWords: boolean;
};

/** One question as a bubble: choices that stay, who reads it, and ways out of the same size (CONVERSATIONS 3.6). */
export function questionMessage(asking: Asking, question: FormQuestion, lead?: string): Message {
  const { run, person } = asking;
  const texts = textsFor(person.language);
  const wording = run.form.wording[person.language][question.key];
  const ask = wording === undefined ? '' : fillTitle(wording.ask, titleOf(asking, texts));
  return {
    summary: summaryOf(asking, texts),
    parts: [
      ...(lead === undefined ? [] : [{ kind: 'text', text: lead } as const]),
      { kind: 'text', text: ask },
      { kind: 'note', text: question.visibility === 'my_mentors' ? texts.visibility.b : texts.visibility.a },
      ...(wording === undefined ? [] : choiceParts(asking, question, wording, texts)),
    ],
    shortcuts: shortcutsOf(asking, question, texts),
  };
}

/** Before sending: every answer, and the four ways on. */
export function checkMessage(asking: Asking): Message {
  const { run, person, answers } = asking;
  const texts = textsFor(person.language);
  const { buttons } = texts.reflections;
  return {
    summary: summaryOf(asking, texts),
    parts: [
      {
        kind: 'text',
        text: texts.reflections.check({ answers: answerTexts(run.form, answers, person.language) }),
      },
      ...controls(
        act(buttons.send, 'n', run.id, 'check', 'send'),
        act(buttons.change, 'n', run.id, 'check', 'change'),
        act(buttons.later, 'n', run.id, 'check', 'later'),
        act(buttons.never, 'n', run.id, 'check', 'never'),
      ),
    ],
  };
}

/** The questions that can be changed, as buttons. */
export function changeListMessage(asking: Asking, questions: readonly FormQuestion[]): Message {
  const { run, person } = asking;
  const { reflections } = textsFor(person.language);
  const items = questions.slice(0, 5).flatMap((question) => {
    const wording = run.form.wording[person.language][question.key];
    return wording === undefined ? [] : [act(wording.label, 'n', run.id, question.key, 'go')];
  });
  return {
    summary: reflections.whichToChange,
    parts: [{ kind: 'text', text: reflections.whichToChange }, ...controls(...items)],
  };
}

/** Lock screen text: the date alone, never an answer. */
export function summaryOf({ view, person }: Pick<Asking, 'view' | 'person'>, { reflections }: Texts): string {
  return view === null
    ? reflections.summaryOfBefore
    : reflections.summary({ at: view.session.startsAt, zone: person.zone });
}

function titleOf({ view, person }: Asking, { names }: Texts): string {
  return view === null ? '' : names.title(sessionAt(view, person.zone));
}

function choiceParts(
  { run, answers }: Asking,
  question: FormQuestion,
  wording: QuestionWording,
  { reflections }: Texts,
): readonly Part[] {
  const { buttons } = reflections;
  const chosen = valuesOf(answers[question.key]);
  const choose = (value: string): Control => act(labelOf(wording, value), 'a', run.id, question.key, value);
  const nav = (label: string, value: string): Control => act(label, 'n', run.id, question.key, value);
  const later = nav(buttons.later, 'later');
  const never = nav(buttons.never, 'never');
  switch (question.type) {
    case 'rating':
      return controls(...question.options.map(choose), later, never);
    case 'choice':
      return question.onlyIf === 'not_met'
        ? controls(...question.options.map(choose), nav(buttons.send, 'send'), later)
        : controls(...question.options.map(choose), later);
    case 'choices': {
      const toggles = question.options.map((value) =>
        chosen.includes(value)
          ? act(
              reflections.chosen({ label: labelOf(wording, value) }),
              'a',
              run.id,
              question.key,
              `clear.${value}`,
            )
          : choose(value),
      );
      const hasWordsOnRequest = run.form.definition.questions.some(({ onRequest }) => onRequest === true);
      const ways = hasWordsOnRequest
        ? [nav(buttons.send, 'send'), nav(buttons.wordThenSend, 'add_words')]
        : [nav(buttons.forward, 'next')];
      return controls(...toggles, ...ways, later, never);
    }
    case 'scale':
      return [{ kind: 'grid', rows: rowsOf(question.options.map(choose), 4) }];
    case 'text':
      return [];
  }
}

function rowsOf(items: readonly Control[], perRow: number): readonly (readonly Control[])[] {
  const rows: Control[][] = [];
  for (let from = 0; from < items.length; from += perRow) rows.push(items.slice(from, from + perRow));
  return rows;
}

function shortcutsOf(
  { run, hasEarlierWords }: Asking,
  question: FormQuestion,
  { reflections }: Texts,
): readonly Control[] {
  const { shortcuts } = reflections;
  const nav = (label: string, value: string): Control => act(label, 'n', run.id, question.key, value);
  const back = nav(shortcuts.back, 'back');
  const skip = nav(shortcuts.skip, 'skip');
  const ways = [nav(shortcuts.later, 'later'), nav(shortcuts.never, 'never')];
  switch (question.type) {
    case 'rating':
      return [skip];
    case 'choice':
      return question.onlyIf === 'not_met' ? [back] : [skip];
    case 'choices':
      return [back];
    case 'scale':
      return [skip, back, ...ways];
    case 'text':
      return [
        ...(question.key === 'next' ? [nav(shortcuts.undecided, 'skip')] : []),
        ...(hasEarlierWords ? [nav(shortcuts.useEarlier, 'earlier')] : []),
        skip,
        back,
        ...ways,
      ];
  }
}

/** Right after a text: more may follow, and the ways on. */
export function keptShortcuts(run: Run, question: string, { reflections }: Texts): readonly Control[] {
  const { shortcuts } = reflections;
  return [
    act(shortcuts.forward, 'n', run.id, question, 'next'),
    act(shortcuts.startOver, 'n', run.id, question, 'start_over'),
    act(shortcuts.makeMurmur, 'n', run.id, question, 'murmur'),
  ];
}

/** After sending: change it, or see what comes next. */
export function doneShortcuts(run: Run, { reflections }: Texts): readonly Control[] {
  const { shortcuts } = reflections;
  return [
    act(shortcuts.change, 'n', run.id, 'done', 'change'),
    act(shortcuts.next, 'k', anyRef, 'next', 'open'),
  ];
}
