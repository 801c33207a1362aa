import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createMenuAccount } from '../../src/channels/line/menus/menu-account.ts';
import { parseRoster } from '../../src/domain/imports/parse-roster.ts';
import type { RosterRow } from '../../src/domain/imports/roster-row.ts';
import { formatJoinCode } from '../../src/domain/people/join-codes.ts';
import { npoMentoring } from '../../src/domain/programmes/npo-mentoring/template.ts';
import { readCsv } from '../../src/storage/files/read-table.ts';
import { createProgramme } from '../../src/use-cases/desk/create-programme.ts';
import { importRoster } from '../../src/use-cases/desk/import-roster.ts';
import { createSession } from '../../src/use-cases/desk/import-sessions.ts';
import { issueJoinCode } from '../../src/use-cases/desk/issue-join-code.ts';
import { setUpMenus } from '../../src/use-cases/line/menus/set-up-menus.ts';
import type { ProgrammeView } from '../../src/use-cases/ports/records/views.ts';
import type { Agreed } from '../seasons/diary/diary.ts';
import { everybody, type Season } from '../seasons/season.ts';
import { instantOf } from '../seasons/zoned-time.ts';
import type { Cast } from './cast.ts';
import { planReplacement } from './replacing.ts';
import type { World } from './world.ts';

/** The two coordinators: they set the programme up, send the join codes, and set the dates that no team sets itself. */
export async function letCoordinatorsWork(world: World, season: Season, cast: Cast): Promise<ProgrammeView> {
  const { clock, agenda, container } = world;
  const programme = await setUp(world, season, cast);
  await setUpMenus({ account: createMenuAccount(world.lineAccount), readers: [], dryRun: false });
  for (const { code, invitedAt } of season.participants) {
    agenda.at(invitedAt, async () => {
      const issued = await container.transact((records) =>
        issueJoinCode(records, {
          programme,
          personCode: code,
          secretKey: world.secretKey,
          randomBytes,
          now: clock.now(),
        }),
      );
      if (issued.kind !== 'issued') throw new Error(`no join code for ${code}: ${issued.kind}`);
      cast.participants.get(code)?.receiveMail({ joinCode: formatJoinCode(issued.code) });
    });
  }
  planReplacement(world, season, cast, programme);
  agenda.at(season.closingsSetAt, () => setClosings(world, season, cast, programme));
  return programme;
}

async function setUp(world: World, season: Season, cast: Cast): Promise<ProgrammeView> {
  const { container, clock } = world;
  const now = clock.now();
  const { programme: wanted } = season;
  const roster = readCsv(await readFile(season.rosterPath));
  if (!roster.ok) throw new Error('the roster cannot be read');
  const programme = await container.transact(async (records) => {
    const created = await createProgramme(
      records,
      npoMentoring,
      {
        code: wanted.key,
        name: wanted.name,
        shortName: wanted.shortName,
        zone: wanted.zone,
        language: wanted.language,
        startsOn: wanted.fromOn,
        phases: wanted.phases.map(({ key, fromOn, toOn }) => ({ key, startsOn: fromOn, endsOn: toOn })),
        settings: {
          lineAccount: '@bansou',
          deskChannel: cast.deskChannel,
          deskContact: wanted.deskContact,
          deskHours: wanted.deskHours,
          helpPlaces: [],
          retentionMonths: 12,
          pushLimit: 200,
        },
      },
      now,
    );
    if (created === null) throw new Error('the programme exists already');
    const rows = parseRoster(roster.value, { zone: created.zone, language: created.language });
    if (!rows.ok) throw new Error(`roster: ${JSON.stringify(rows.error)}`);
    const imported = await importRoster(records, {
      programme: created,
      rows: rows.value.flatMap((row) => narrow(row, season)),
      now,
      dryRun: false,
    });
    if (!imported.ok) throw new Error('an e-mail address is taken');
    return created;
  });
  const training = { team: null, kind: 'training', number: 1, ...season.training } as const;
  await agreeOn(world, cast, programme, training);
  return programme;
}

/** The roster's row as far as the season is about it: one of few teams leaves the others out. */
function narrow(row: RosterRow, season: Season): readonly RosterRow[] {
  const known = everybody(season).find(({ code }) => code === row.code);
  return known === undefined ? [] : [{ ...row, teams: known.teams }];
}

/** The dates of the closing meetings, which the desk sets for every team. */
async function setClosings(
  world: World,
  season: Season,
  cast: Cast,
  programme: ProgrammeView,
): Promise<void> {
  for (const { code, closingOn, mentorsClosingOn, at, link } of season.teams) {
    const startsAt = (on: string): Date => instantOf(on, at, season.programme.zone);
    const same = { team: code, number: 1, minutes: 60, link };
    const closing = { ...same, kind: 'closing', startsAt: startsAt(closingOn) } as const;
    await agreeOn(world, cast, programme, closing);
    const ofMentors = { ...same, kind: 'mentors_closing', startsAt: startsAt(mentorsClosingOn) } as const;
    await agreeOn(world, cast, programme, ofMentors);
  }
}

async function agreeOn(
  { container, clock }: World,
  { diary }: Cast,
  programme: ProgrammeView,
  agreed: Agreed,
): Promise<void> {
  await container.transact((records) => createSession(records, programme.id, agreed, clock.now()));
  diary.agree(agreed);
}
