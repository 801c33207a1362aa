import { findTemplate, formOfSession } from '../domain/programmes/find-template.ts';
import type { FormDefinition, FormSnapshot, FormWording } from '../domain/reflections/form-definition.ts';
import { firstQuestion } from '../domain/reflections/step-form.ts';
import { addDays, toInstant } from '../domain/time.ts';
import { textsFor } from '../i18n/index.ts';
import type { FormText } from '../i18n/params.ts';
import type { Texts } from '../i18n/texts.ts';
import { NotFoundError } from '../shared/errors.ts';
import type { Records } from './ports/records/records.ts';
import type { Member, ProgrammeView, Run, SeatContext } from './ports/records/views.ts';

/** The run of a seat: the one that stands, or a new one with the form as it is worded today. Null: no form applies. */
export async function openSeatRun(records: Records, context: SeatContext, now: Date): Promise<Run | null> {
  const { mine, session, programme } = context;
  const standing = await records.reflections.findRunOfSeat(mine.seat.id);
  if (standing !== null) return standing;
  const template = templateOf(programme);
  const definition = formOfSession(template, session.kind, mine.seat.role);
  if (definition === null) return null;
  const endsAt = new Date(session.startsAt.getTime() + session.minutes * 60_000);
  return records.reflections.openRun({
    enrolment: mine.enrolment,
    sessionId: session.id,
    seatId: mine.seat.id,
    form: snapshotOf(definition),
    position: firstQuestion(definition),
    now,
    closesAt: closesAt(programme, endsAt),
  });
}

/** The two questions right after consent. */
export async function openBeforeRun(
  records: Records,
  { enrolment }: Member,
  programme: ProgrammeView,
  now: Date,
): Promise<Run | null> {
  const template = templateOf(programme);
  const definition = template.forms.find((form) => form.key === template.beforeForm);
  if (definition === undefined) return null;
  return records.reflections.openRun({
    enrolment,
    sessionId: null,
    seatId: null,
    form: snapshotOf(definition),
    position: firstQuestion(definition),
    now,
    closesAt: closesAt(programme, now),
  });
}

/** 21 days after the session, but no later than 14 days after the programme's end (CONVERSATIONS 0.10). */
export function closesAt(programme: ProgrammeView, from: Date): Date {
  const { openDays, openDaysAfterEnd } = templateOf(programme).reflections;
  const own = from.getTime() + openDays * 86_400_000;
  const last = toInstant(addDays(programme.endsOn, openDaysAfterEnd + 1), '00:00', programme.zone).getTime();
  return new Date(Math.min(own, last));
}

export function templateOf(programme: Pick<ProgrammeView, 'template'>) {
  const template = findTemplate(programme.template);
  if (template === null) throw new NotFoundError('template');
  return template;
}

function snapshotOf(definition: FormDefinition): FormSnapshot {
  return {
    definition,
    wording: { ja: wordingOf(definition, textsFor('ja')), en: wordingOf(definition, textsFor('en')) },
  };
}

function wordingOf(definition: FormDefinition, texts: Texts): FormWording {
  const forms: Readonly<Record<string, FormText>> = texts.forms;
  const all = forms[definition.key] ?? {};
  return Object.fromEntries(
    definition.questions.flatMap(({ key }) => {
      const wording = all[key];
      return wording === undefined ? [] : [[key, wording]];
    }),
  );
}
