import { parseRoster } from '../domain/imports/parse-roster.ts';
import type { RosterRow } from '../domain/imports/roster-row.ts';
import type { Texts } from '../i18n/texts.ts';
import type { ProgrammeView } from '../use-cases/ports/records/views.ts';
import type { ReplacementRefusal } from '../use-cases/replacing/judge-replacement.ts';
import { type Replaced, replaceMentor } from '../use-cases/replacing/replace-mentor.ts';
import { describeRosterReason } from './arguments/describe-problem.ts';
import { type Command, type CommandContext, need, needProgramme, Refusal, UsageError } from './command.ts';

/** What makes a new person, with the roster's column that reads it. */
const columnOf = {
  name: 'name',
  email: 'email',
  zone: 'zone',
  'person-language': 'language',
} as const;

/** `mentor replace`: another mentor takes a place; a person who is not on the roster yet comes with name and e-mail. */
export const mentorReplace: Command = {
  name: 'mentor replace',
  summary: 'mentorReplace',
  usage:
    '--programme KEY --team 01 --from M01A --to M01C [--name NAME --email A@B.ORG --zone Asia/Tokyo --person-language ja|en] [--dry-run]',
  words: [],
  options: ['programme', 'team', 'from', 'to', ...Object.keys(columnOf)],
  flags: ['dry-run'],
  run: (context) =>
    context.desk.transact(async (records) => {
      const programme = await needProgramme(context, records);
      const code = needCode(context, 'to');
      const team = needCode(context, 'team');
      const replaced = await replaceMentor(records, {
        programme,
        team,
        from: needCode(context, 'from'),
        to: { code, added: readAdded(context, programme, { code, team }) },
        now: context.clock.now(),
        dryRun: context.args.flags.has('dry-run'),
      });
      report(context, team, replaced);
      return true;
    }),
};

function needCode(context: CommandContext, option: string): string {
  return need(context, option).normalize('NFKC').trim().toUpperCase();
}

/** The new person as a row of the roster, read and judged like one; null where only a code was given. */
function readAdded(
  context: CommandContext,
  programme: ProgrammeView,
  { code, team }: { readonly code: string; readonly team: string },
): RosterRow | null {
  const { args, texts } = context;
  const given = entriesOf(columnOf).filter(([option]) => args.options[option] !== undefined);
  if (given.length === 0) return null;
  need(context, 'name');
  need(context, 'email');
  const cells = given.map(([option]) => args.options[option] ?? '');
  const rows = parseRoster(
    {
      headers: ['code', 'team', 'role', ...given.map(([, column]) => column)],
      rows: [{ line: 1, cells: [code, team, 'mentor', ...cells] }],
    },
    programme,
  );
  if (rows.ok) return rows.value[0] ?? null;
  throw new UsageError(
    rows.error.map(({ reason }) => describeRosterReason(texts.imports, reason)).join('\n'),
  );
}

/** Guarantee: the record is written out in full, so its own keys are exactly the options. */
function entriesOf(record: typeof columnOf): readonly (readonly [keyof typeof columnOf, string])[] {
  return Object.entries(record) as (readonly [keyof typeof columnOf, string])[];
}

function report({ texts, print }: CommandContext, team: string, replaced: Replaced): void {
  const { mentors, imports } = texts;
  switch (replaced.kind) {
    case 'refused':
      throw new Refusal(describeRefusal(mentors.refused, replaced.refusal));
    case 'unchanged':
      print(mentors.unchanged({ team, ...replaced }));
      break;
    case 'possible':
      print(mentors.possible({ team, ...replaced }));
      print(mentors.sessions({ count: replaced.sessions }));
      print(imports.dryRun);
      break;
    case 'replaced':
      print(mentors.replaced({ team, ...replaced }));
      print(mentors.sessions({ count: replaced.sessions }));
      print(mentors.next);
      break;
  }
}

function describeRefusal(texts: Texts['cli']['mentors']['refused'], refusal: ReplacementRefusal): string {
  switch (refusal.kind) {
    case 'unknownTeam':
    case 'unknownPerson':
      return texts[refusal.kind](refusal);
    case 'notMentor':
    case 'inPair':
      return texts[refusal.kind](refusal);
    case 'noEmail':
    case 'otherTeam':
    case 'wasMentor':
    case 'participant':
      return texts[refusal.kind](refusal);
    case 'takenOver':
      return texts.takenOver(refusal);
    case 'codeTaken':
      return texts.codeTaken(refusal);
    case 'emailTaken':
      return texts.emailTaken(refusal);
    case 'same':
      return texts.same;
    case 'full':
      return texts.full(refusal);
  }
}
