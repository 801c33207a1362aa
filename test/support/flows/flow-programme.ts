import type { Container } from '../../../src/container.ts';
import { parseRoster } from '../../../src/domain/imports/parse-roster.ts';
import { parseSessions } from '../../../src/domain/imports/parse-sessions.ts';
import type { Language } from '../../../src/domain/people/people.ts';
import { npoMentoring } from '../../../src/domain/programmes/npo-mentoring/template.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import { readCsv } from '../../../src/storage/files/read-table.ts';
import { createProgramme } from '../../../src/use-cases/desk/create-programme.ts';
import { importRoster } from '../../../src/use-cases/desk/import-roster.ts';
import { importSessions } from '../../../src/use-cases/desk/import-sessions.ts';
import { sessionContext } from '../../../src/use-cases/desk/session-context.ts';
import type { ProgrammeView } from '../../../src/use-cases/ports/records/views.ts';

export type Listed = {
  readonly code: string;
  readonly role: string;
  readonly name: string;
  readonly email: string;
  readonly zone: string;
};

/** Everybody of a roster, as the stand-ins need them. */
export function peopleOf(roster: string): readonly Listed[] {
  const table = readCsv(Buffer.from(roster));
  const rows = table.ok ? parseRoster(table.value, { zone: 'Asia/Tokyo', language: 'ja' }) : null;
  if (rows === null || !rows.ok) throw new Error(`roster: ${JSON.stringify(rows?.error ?? table)}`);
  return rows.value.map(({ code, role, name, email, zone }) => ({
    code,
    role,
    name,
    email: email ?? '',
    zone,
  }));
}

/** Creates the programme and imports its roster and sessions, as the coordinators' commands do. */
export async function setUpProgramme(
  { container, clock }: { readonly container: Pick<Container, 'transact'>; readonly clock: Clock },
  files: {
    readonly roster: string;
    readonly sessions: string;
    readonly deskChannel: string;
    readonly language: Language;
  },
): Promise<ProgrammeView> {
  const now = clock.now();
  const roster = readCsv(Buffer.from(files.roster));
  const sessions = readCsv(Buffer.from(files.sessions));
  if (!roster.ok || !sessions.ok) throw new Error('the files cannot be read');
  const programme = await container.transact(async (records) => {
    const created = await createProgramme(
      records,
      npoMentoring,
      {
        code: 'test',
        name: 'テストプログラム',
        shortName: 'テスト',
        zone: 'Asia/Tokyo',
        language: files.language,
        startsOn: '2024-10-01',
        phases: [
          { key: 'training', startsOn: '2024-10-01', endsOn: '2024-10-31' },
          { key: 'mentoring', startsOn: '2024-11-01', endsOn: '2025-02-14' },
          { key: 'closing', startsOn: '2025-02-15', endsOn: '2025-03-07' },
        ],
        settings: {
          lineAccount: '@bansou',
          deskChannel: files.deskChannel,
          deskContact: 'desk@example.org',
          deskHours: '平日 10:00〜17:00',
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
    await importRoster(records, { programme: created, rows: rows.value, now, dryRun: false });
    return created;
  });
  await container.transact(async (records) => {
    const rows = parseSessions(sessions.value, await sessionContext(records, programme, now));
    if (!rows.ok) throw new Error(`sessions: ${JSON.stringify(rows.error)}`);
    await importSessions(records, { programme, rows: rows.value, now, dryRun: false });
  });
  return programme;
}
