import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { usualQuietRanges } from './quiet-times.ts';
import type {
  QuietRange,
  Role,
  Season,
  SeasonMentor,
  SeasonParticipant,
  SeasonPerson,
  SeasonSession,
  SessionKind,
  Standing,
} from './season.ts';
import {
  type RosterRow,
  readRoster,
  readSessions,
  readTruth,
  type SeasonTruth,
  type SessionRow,
} from './season-files.ts';
import { instantOf } from './zoned-time.ts';

const roles: Readonly<Record<RosterRow['role'], Role>> = {
  参加者: 'participant',
  メンター: 'mentor',
  サポーター: 'supporter',
  事務局: 'coordinator',
};

const kinds: Readonly<Record<SessionRow['kind'], SessionKind>> = {
  研修: 'training',
  メンタリング: 'mentoring',
  振り返りの会: 'closing',
  メンター振り返り会: 'mentors_closing',
};

/** The season of one year, such as `2024`; throws when its files contradict each other. */
export function loadSeason(year: string): Season {
  const folder = fileURLToPath(new URL(year, import.meta.url));
  const rosterPath = join(folder, 'roster.csv');
  const sessionsPath = join(folder, 'sessions.csv');
  const truth = readTruth(join(folder, 'season.json'));
  const people = readRoster(rosterPath).map(toPerson);
  const participants = people
    .filter(({ role }) => role === 'participant')
    .map((person) => toParticipant(person, truth));
  const mentors = people.filter(({ role }) => role === 'mentor').map((person) => toMentor(person, truth));
  const sessions = readSessions(sessionsPath).map((row) => toSession(row, { truth, participants, mentors }));
  refuseUnknown(truth, {
    sessions: new Set(sessions.map(({ key }) => key)),
    people: new Set(people.map(({ code }) => code)),
  });
  return {
    programme: truth.programme,
    seed: truth.seed,
    redeliverShare: truth.redeliverShare,
    opensAt: truth.opensAt,
    endsAt: truth.endsAt,
    participants,
    mentors,
    supporters: people.filter(({ role }) => role === 'supporter'),
    coordinators: people.filter(({ role }) => role === 'coordinator'),
    sessions,
    moves: truth.moves,
    cancellations: truth.cancellations,
    rosterPath,
    sessionsPath,
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

type Known = {
  readonly truth: SeasonTruth;
  readonly participants: readonly SeasonParticipant[];
  readonly mentors: readonly SeasonMentor[];
};

function toSession(row: SessionRow, { truth, participants, mentors }: Known): SeasonSession {
  const kind = kinds[row.kind];
  const team = row.team === '' ? null : row.team;
  const key = `${team ?? 'all'}/${kind}/${row.number}`;
  const cancelledAt = truth.cancellations.find(({ session }) => session === key)?.at ?? null;
  const standings = toStandings(row, { key, truth, cancelledAt });
  const startsAt = standings.at(-1)?.startsAt;
  if (startsAt === undefined) throw new Error(`${key} has no start`);
  const isMine = ({ teams }: SeasonPerson): boolean => team === null || teams.includes(team);
  const isForParticipants = kind === 'mentoring' || kind === 'closing';
  return {
    key,
    team,
    kind,
    number: row.number,
    minutes: row.minutes,
    link: row.link,
    standings,
    startsAt,
    cancelledAt,
    notHeld: truth.notHeld.find(({ session }) => session === key)?.reason ?? null,
    participants: isForParticipants ? participants.filter(isMine) : [],
    mentors: mentors.filter(isMine),
    absences: truth.absences.filter(({ session }) => session === key),
  };
}

function toStandings(
  row: SessionRow,
  { key, truth, cancelledAt }: { key: string; truth: SeasonTruth; cancelledAt: Date | null },
): readonly Standing[] {
  const moves = truth.moves
    .filter(({ session }) => session === key)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const first = instantOf(row.date, row.time, truth.programme.zone);
  const starts = [
    { startsAt: first, from: truth.opensAt },
    ...moves.map(({ at, startsAt }) => ({ startsAt, from: at })),
  ];
  return starts.map((start, index) => ({ ...start, until: starts[index + 1]?.from ?? cancelledAt }));
}

/** A misspelt key in the truth would silently change the season. */
function refuseUnknown(
  truth: SeasonTruth,
  known: { readonly sessions: ReadonlySet<string>; readonly people: ReadonlySet<string> },
): void {
  const sessions = [truth.moves, truth.cancellations, truth.notHeld, truth.absences].flatMap((list) =>
    list.map(({ session }) => session),
  );
  const people = [truth.participants, truth.mentors]
    .flatMap((list) => list.map(({ code }) => code))
    .concat([truth.absences, truth.blocks].flatMap((list) => list.map(({ person }) => person)));
  const strange = [
    ...sessions.filter((key) => !known.sessions.has(key)),
    ...people.filter((code) => !known.people.has(code)),
  ];
  if (strange.length > 0) throw new Error(`season.json names what is not there: ${strange.join(', ')}`);
}
