import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { usualQuietRanges } from './quiet-times.ts';
import type {
  QuietRange,
  Replacement,
  Role,
  Season,
  SeasonMentor,
  SeasonParticipant,
  SeasonPerson,
} from './season.ts';
import { type RosterRow, readRoster, readTruth, type SeasonTruth } from './season-files.ts';
import { instantOf } from './zoned-time.ts';

const roles: Readonly<Record<RosterRow['role'], Role>> = {
  参加者: 'participant',
  メンター: 'mentor',
  サポーター: 'supporter',
  事務局: 'coordinator',
};

export type SeasonChoice = {
  /** Another seed lets other things befall the same people. */
  readonly seed?: number | undefined;
  /** These teams alone, with their people. */
  readonly teams?: readonly string[] | undefined;
};

/** The season of one year, such as `2024`. Throws when its files disagree. */
export function loadSeason(year: string, { seed, teams }: SeasonChoice = {}): Season {
  const folder = fileURLToPath(new URL(year, import.meta.url));
  const rosterPath = join(folder, 'roster.csv');
  const truth = readTruth(join(folder, 'season.json'));
  const everybody = readRoster(rosterPath).map(toPerson);
  refuseUnknown(truth, everybody);
  const isChosen = (team: string): boolean => teams?.includes(team) ?? true;
  const people = everybody
    .map((person) => ({ ...person, teams: person.teams.filter(isChosen) }))
    .filter((person) => person.role === 'coordinator' || person.teams.length > 0);
  const { on, at, ...training } = truth.training;
  const of = (role: Role): readonly SeasonPerson[] => people.filter((person) => person.role === role);
  return {
    programme: truth.programme,
    seed: seed ?? truth.seed,
    redeliverShare: truth.redeliverShare,
    opensAt: truth.opensAt,
    endsAt: truth.endsAt,
    training: { ...training, startsAt: instantOf(on, at, truth.programme.zone) },
    closingsSetAt: truth.closingsSetAt,
    teams: truth.teams.filter(({ code }) => isChosen(code)),
    participants: of('participant').map((person) => toParticipant(person, truth)),
    mentors: of('mentor').map((person) => toMentor(person, truth)),
    replacement: isChosen(truth.replacement.team) ? toReplacement(truth) : null,
    supporters: of('supporter'),
    coordinators: of('coordinator'),
    rosterPath,
  };
}

function toPerson(row: RosterRow): SeasonPerson {
  const role = roles[row.role];
  const ranges = toRanges(row.quiet);
  return {
    code: row.code,
    role,
    teams: row.teams,
    name: row.name,
    organisation: row.organisation === '' ? null : row.organisation,
    email: row.email,
    zone: row.zone,
    language: row.language,
    quietRanges: ranges.length === 0 ? usualQuietRanges[role] : ranges,
  };
}

/** `21:00-8:00、12:00-13:00` */
function toRanges(written: string): readonly QuietRange[] {
  return written
    .split('、')
    .filter((piece) => piece !== '')
    .map((piece) => {
      const [from = '', to = ''] = piece.split('-');
      return { from, to };
    });
}

function toParticipant(person: SeasonPerson, truth: SeasonTruth): SeasonParticipant {
  const known = truth.participants.find(({ code }) => code === person.code);
  if (known === undefined) throw new Error(`season.json says nothing of ${person.code}`);
  const blocksAt = truth.blocks.find((block) => block.person === person.code)?.at ?? null;
  return { ...person, ...known, blocksAt };
}

function toMentor(person: SeasonPerson, truth: SeasonTruth): SeasonMentor {
  const known = truth.mentors.find(({ code }) => code === person.code);
  if (known === undefined) throw new Error(`season.json says nothing of ${person.code}`);
  return { ...person, ...known };
}

function toReplacement({ replacement }: SeasonTruth): Replacement {
  const { comer, ...rest } = replacement;
  const quietRanges = usualQuietRanges.mentor;
  return { ...rest, comer: { ...comer, role: 'mentor', teams: [], organisation: null, quietRanges } };
}

/** A misspelt key in the truth would silently change the season. */
function refuseUnknown(truth: SeasonTruth, people: readonly SeasonPerson[]): void {
  const known = new Set(people.map(({ code }) => code));
  const named = [truth.participants, truth.mentors]
    .flatMap((list) => list.map(({ code }) => code))
    .concat(truth.blocks.map(({ person }) => person));
  const teams = new Set(people.flatMap((person) => person.teams));
  const strange = [
    ...named.filter((code) => !known.has(code)),
    ...truth.teams.map(({ code }) => code).filter((code) => !teams.has(code)),
  ];
  if (strange.length > 0) throw new Error(`season.json names what is not there: ${strange.join(', ')}`);
}
