import type { Language } from '../../domain/people/people.ts';
import type { ProgrammeTemplate } from '../../domain/programmes/template.ts';
import { addDays, type PlainDate } from '../../domain/time.ts';
import type { Records } from '../ports/records/records.ts';
import type { PhaseView, ProgrammeSettings, ProgrammeView } from '../ports/records/views.ts';

export type NewProgramme = {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly zone: string;
  readonly language: Language;
  /** The first day of the first month. */
  readonly startsOn: PlainDate;
  /** Left out: the template's own, counted from the first day. */
  readonly phases?: readonly PhaseView[];
  readonly settings: Omit<ProgrammeSettings, 'pushTarget'> & { readonly pushTarget?: number };
};

/** Makes a programme of a template; null when one with this code is there already. */
export async function createProgramme(
  records: Records,
  template: ProgrammeTemplate,
  input: NewProgramme,
  now: Date,
): Promise<ProgrammeView | null> {
  if ((await records.desk.findProgramme(input.code)) !== null) return null;
  const phases = input.phases ?? phasesOf(template, input.startsOn);
  const endsOn =
    phases
      .map((phase) => phase.endsOn)
      .sort()
      .at(-1) ?? input.startsOn;
  const { code, name, shortName, zone, language, startsOn } = input;
  return records.desk.createProgramme(
    {
      code,
      name,
      shortName,
      zone,
      language,
      startsOn,
      endsOn,
      phases,
      template: template.key,
      settings: { pushTarget: template.pushTarget, ...input.settings },
    },
    now,
  );
}

/** Changes the settings that are given; false when all of them stood like that already. */
export async function changeSettings(
  records: Records,
  programme: ProgrammeView,
  given: Partial<ProgrammeSettings>,
  dryRun: boolean,
): Promise<boolean> {
  const settings = { ...programme.settings, ...given };
  if (JSON.stringify(settings) === JSON.stringify(programme.settings)) return false;
  if (!dryRun) await records.desk.updateSettings(programme.id, settings);
  return true;
}

/** The template's phases as calendar days: each from the first day of a month to the last of another. */
export function phasesOf(template: ProgrammeTemplate, startsOn: PlainDate): readonly PhaseView[] {
  return template.phases.map(({ key, fromMonth, months }) => ({
    key,
    startsOn: firstOfMonth(startsOn, fromMonth),
    endsOn: addDays(firstOfMonth(startsOn, fromMonth + months), -1),
  }));
}

function firstOfMonth(startsOn: PlainDate, monthsLater: number): PlainDate {
  const month = Number(startsOn.slice(0, 4)) * 12 + Number(startsOn.slice(5, 7)) - 1 + monthsLater;
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}
