import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseRoster } from '../../src/domain/imports/parse-roster.ts';
import { parseSessions } from '../../src/domain/imports/parse-sessions.ts';
import { sessionKey } from '../../src/domain/imports/session-row.ts';
import { formatJoinCode } from '../../src/domain/people/join-codes.ts';
import { npoMentoring } from '../../src/domain/programmes/npo-mentoring/template.ts';
import { readCsv } from '../../src/storage/files/read-table.ts';
import { createProgramme } from '../../src/use-cases/desk/create-programme.ts';
import { importRoster } from '../../src/use-cases/desk/import-roster.ts';
import { importSessions } from '../../src/use-cases/desk/import-sessions.ts';
import { issueJoinCode } from '../../src/use-cases/desk/issue-join-code.ts';
import { sessionContext } from '../../src/use-cases/desk/session-context.ts';
import type { Records } from '../../src/use-cases/ports/records/records.ts';
import type { ProgrammeView } from '../../src/use-cases/ports/records/views.ts';
import { cancelSession } from '../../src/use-cases/sessions/cancel-session.ts';
import { moveSession } from '../../src/use-cases/sessions/move-session.ts';
import type { Season } from '../seasons/season.ts';
import type { Cast } from './cast.ts';
import type { World } from './world.ts';

/** The two coordinators: they set the programme up, send the join codes, move and call off sessions. */
export async function letCoordinatorsWork(world: World, season: Season, cast: Cast): Promise<ProgrammeView> {
  const { clock, agenda, container } = world;
  const programme = await setUp(world, season, cast);
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
  for (const { session, at, startsAt } of season.moves) {
    agenda.at(at, () =>
      onSession(world, programme, session, (records, sessionId, minutes) =>
        moveSession(records, { sessionId, startsAt, minutes, now: clock.now() }),
      ),
    );
  }
  for (const { session, at } of season.cancellations) {
    agenda.at(at, () =>
      onSession(world, programme, session, async (records, sessionId) => {
        await cancelSession(records, sessionId, clock.now());
      }),
    );
  }
  return programme;
}

async function setUp({ container, clock }: World, season: Season, cast: Cast): Promise<ProgrammeView> {
  const now = clock.now();
  const { programme: wanted } = season;
  const roster = readCsv(await readFile(season.rosterPath));
  const sessions = readCsv(await readFile(season.sessionsPath));
  if (!roster.ok || !sessions.ok) throw new Error('the season files cannot be read');
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
      rows: rows.value,
      now,
      dryRun: false,
    });
    if (!imported.ok) throw new Error('an e-mail address is taken');
    return created;
  });
  await container.transact(async (records) => {
    const rows = parseSessions(sessions.value, await sessionContext(records, programme, now));
    if (!rows.ok) throw new Error(`sessions: ${JSON.stringify(rows.error)}`);
    await importSessions(records, { programme, rows: rows.value, now, dryRun: false });
  });
  return programme;
}

function onSession(
  { container }: World,
  programme: ProgrammeView,
  key: string,
  work: (records: Records, sessionId: string, minutes: number) => Promise<void>,
): Promise<void> {
  return container.transact(async (records) => {
    const sessions = await records.desk.sessionsOf(programme.id);
    const session = sessions.find((one) => sessionKey(one) === key);
    if (session === undefined) throw new Error(`no session ${key}`);
    await work(records, session.id, session.minutes);
  });
}
