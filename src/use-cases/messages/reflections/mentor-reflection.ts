import type { Message, Part } from '../../../domain/messaging/message.ts';
import { foldAnswers } from '../../../domain/reflections/answers.ts';
import { type FormQuestion, findQuestion } from '../../../domain/reflections/form-definition.ts';
import { textsFor } from '../../../i18n/index.ts';
import type { Run, SeatContext } from '../../ports/records/views.ts';
import type { Modal, ModalField } from '../../ports/slack.ts';
import { act, controls } from '../controls.ts';
import { expectedNames, nameOf, sessionAt } from '../session-words.ts';

type Asked = { readonly context: SeatContext; readonly run: Run };

/** The mentor's DM about a session, drawn from what was answered so far: asked, rated, not met, sent or declined. */
export function mentorReflection({ context, run }: Asked, opening: 'ask' | 'nudge'): Message {
  const { person } = context.mine;
  const { reflection } = textsFor(person.language).mentors;
  return { summary: reflection.summary(nameOf(context)), parts: reflectionParts({ context, run }, opening) };
}

function reflectionParts(asked: Asked, opening: 'ask' | 'nudge'): readonly Part[] {
  const { context, run } = asked;
  const { person } = context.mine;
  const { reflection } = textsFor(person.language).mentors;
  const { slackButtons } = reflection;
  if (context.session.state === 'cancelled') return [{ kind: 'text', text: reflection.cancelled }];
  if (run.status === 'sent') {
    return [
      { kind: 'text', text: reflection.sent },
      ...controls(act(slackButtons.change, 'n', run.id, 'rest', 'open')),
    ];
  }
  if (run.status === 'declined') {
    return [
      { kind: 'text', text: reflection.never },
      ...controls(act(slackButtons.write, 'n', run.id, 'rest', 'open')),
    ];
  }
  if (run.answeredAt === null) return openingParts(asked, opening);
  return run.met === false ? notMetParts(asked) : ratedParts(asked);
}

function openingParts({ context, run }: Asked, opening: 'ask' | 'nudge'): readonly Part[] {
  const { person } = context.mine;
  const texts = textsFor(person.language);
  const { reflection } = texts.mentors;
  const named = { ...sessionAt(context, person.zone), names: expectedNames(context, 'participant') };
  const asksTraining = context.session.kind === 'training';
  const ask = asksTraining ? reflection.askTraining({ ...named, names: [] }) : reflection.ask(named);
  const question = findQuestion(run.form.definition, 'q1');
  const options = question === null ? [] : optionsOf(run, question, person.language);
  const rating = options.filter(({ value }) => value !== 'not_met');
  const notMet = options.filter(({ value }) => value === 'not_met');
  return [
    { kind: 'text', text: opening === 'ask' ? ask : reflection.nudge(nameOf(context)) },
    { kind: 'note', text: asksTraining ? texts.visibility.e : texts.visibility.c },
    ...controls(...rating.map(({ value, label }) => act(label, 'a', run.id, 'q1', value))),
    ...controls(
      ...notMet.map(({ value, label }) => act(label, 'a', run.id, 'q1', value)),
      act(reflection.slackButtons.later, 'n', run.id, 'later', 'ok'),
      act(reflection.slackButtons.never, 'n', run.id, 'never', 'ok'),
    ),
  ];
}

function ratedParts({ context, run }: Asked): readonly Part[] {
  const { person } = context.mine;
  const { reflection } = textsFor(person.language).mentors;
  return [
    { kind: 'text', text: reflection.kept({ answer: ratingLabel(run, person.language) }) },
    ...controls(
      act(reflection.slackButtons.writeRest, 'n', run.id, 'rest', 'open'),
      act(reflection.slackButtons.change, 'n', run.id, 'rest', 'change'),
      act(reflection.slackButtons.later, 'n', run.id, 'later', 'ok'),
    ),
  ];
}

function notMetParts({ context, run }: Asked): readonly Part[] {
  const { person } = context.mine;
  const texts = textsFor(person.language);
  const { reflection } = texts.mentors;
  const question = findQuestion(run.form.definition, 'reason');
  const reasons = question === null ? [] : optionsOf(run, question, person.language);
  return [
    { kind: 'text', text: reflection.kept({ answer: ratingLabel(run, person.language) }) },
    { kind: 'note', text: texts.visibility.c },
    ...controls(
      ...reasons.map(({ value, label }) => act(label, 'a', run.id, 'reason', value)),
      act(reflection.slackButtons.send, 'n', run.id, 'send', 'ok'),
      act(reflection.slackButtons.change, 'n', run.id, 'rest', 'change'),
    ),
  ];
}

/** The modal for the rest: the rating with what was tapped, then the texts with what was written or drafted. */
export function reflectionModal(
  { context, run }: Asked,
  filled: { readonly drafts: Readonly<Record<string, string>>; readonly ledBy: string | null },
): Modal {
  const { drafts, ledBy } = filled;
  const { person } = context.mine;
  const texts = textsFor(person.language);
  const { modalTitles } = texts.mentors.modal;
  const answers = foldAnswers(run.revisions);
  const isTraining = context.session.kind === 'training';
  const fields = run.form.definition.questions.flatMap((question): ModalField[] => {
    const wording = run.form.wording[person.language][question.key];
    if (wording === undefined) return [];
    const hint = texts.visibility[visibilityLine(question, isTraining)];
    if (question.key === 'q1') {
      const options = optionsOf(run, question, person.language).filter(({ value }) => value !== 'not_met');
      const initial = run.satisfaction === null ? null : String(run.satisfaction);
      return [{ kind: 'rating', key: 'q1', label: wording.label, hint, options, initial }];
    }
    if (question.type !== 'text') return [];
    const answer = answers[question.key];
    // Who has written one keeps it to correct, whoever is said to have led.
    if (question.onlyFor === 'lead' && ledBy !== person.id && answer === undefined) return [];
    const written = answer?.kind === 'text' ? answer.text : '';
    return [
      {
        kind: 'words',
        key: question.key,
        label: wording.label,
        hint,
        initial: drafts[question.key] ?? written,
      },
    ];
  });
  return {
    callbackId: 'reflection',
    metadata: run.id,
    title: modalTitles.reflection(nameOf(context)),
    submit: modalTitles.submit,
    close: modalTitles.later,
    fields,
  };
}

function visibilityLine(question: FormQuestion, isTraining: boolean): 'c' | 'd' | 'e' {
  if (isTraining || question.visibility === 'desk') return 'e';
  return question.visibility === 'coordinators' ? 'c' : 'd';
}

function optionsOf(
  run: Run,
  question: FormQuestion,
  language: 'ja' | 'en',
): readonly { readonly value: string; readonly label: string }[] {
  const options = run.form.wording[language][question.key]?.options ?? {};
  return question.options.flatMap((value) => {
    const option = options[value];
    return option === undefined ? [] : [{ value, label: option.label }];
  });
}

function ratingLabel(run: Run, language: 'ja' | 'en'): string {
  const value = run.met === false ? 'not_met' : String(run.satisfaction);
  return run.form.wording[language].q1?.options?.[value]?.label ?? '';
}
