import type { Message, Part } from '../../../domain/messaging/message.ts';
import type { Language } from '../../../domain/people/people.ts';
import { foldAnswers } from '../../../domain/reflections/answers.ts';
import { canRead, type Item, type Reader } from '../../../domain/reflections/visibility.ts';
import { textsFor } from '../../../i18n/index.ts';
import type { Run, SeatContext } from '../../ports/records/views.ts';
import { nameOf, sessionAt } from '../session-words.ts';
import { labelOf } from './answer-texts.ts';

/** Somebody's form, what decides who reads it, and their seat. */
export type SharedReflection = {
  readonly run: Run;
  readonly item: Item;
  readonly context: SeatContext;
};

/** What somebody sent for the mentors, as far as this reader may read it; null when nothing is left to show. */
export function sharedReflection(
  { run, item, context }: SharedReflection,
  reader: Reader,
  { language, zone }: { readonly language: Language; readonly zone: string },
): Message | null {
  const texts = textsFor(language).mentors;
  const isParticipant = run.role === 'participant';
  const fields = canRead(reader, item) ? sharedFields(run, language) : [];
  if (fields.length === 0) return null;
  const named = { ...sessionAt(context, zone), name: context.mine.person.name };
  const heading = isParticipant ? texts.shared.heading(named) : texts.partner.heading(named);
  return {
    summary: texts.shared.summary(nameOf(context)),
    parts: [
      { kind: 'text', text: heading },
      ...fields,
      { kind: 'note', text: isParticipant ? texts.shared.visible : texts.partner.visible },
    ],
  };
}

/** The answers that are meant for mentors, whoever asks: only behind `canRead`. */
export function sharedFields(
  run: Run,
  language: Language,
): readonly Extract<Part, { kind: 'text' | 'quote' }>[] {
  const texts = textsFor(language).mentors;
  const answers = foldAnswers(run.revisions);
  const visible = run.role === 'participant' ? 'my_mentors' : 'pair';
  return run.form.definition.questions
    .filter(({ visibility, onlyFor }) => visibility === visible && onlyFor === undefined)
    .flatMap((question) => {
      const wording = run.form.wording[language][question.key];
      const answer = answers[question.key];
      if (wording === undefined || answer === undefined) return [];
      const label = { kind: 'text', text: texts.shared.field({ label: wording.label }) } as const;
      if (answer.kind === 'text') return [label, { kind: 'quote', text: answer.text } as const];
      if (answer.kind !== 'choices') return [];
      const chosen = question.options.filter((value) => answer.values.includes(value));
      const line = chosen.map((value) => labelOf(wording, value)).join('・');
      return [{ kind: 'text', text: texts.shared.field({ label: wording.label }) + line } as const];
    });
}
