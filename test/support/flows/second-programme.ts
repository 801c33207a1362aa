import { randomBytes } from 'node:crypto';
import { parseRoster } from '../../../src/domain/imports/parse-roster.ts';
import { parseSessions } from '../../../src/domain/imports/parse-sessions.ts';
import { formatJoinCode } from '../../../src/domain/people/join-codes.ts';
import { npoMentoring } from '../../../src/domain/programmes/npo-mentoring/template.ts';
import { readCsv } from '../../../src/storage/files/read-table.ts';
import { createProgramme } from '../../../src/use-cases/desk/create-programme.ts';
import { importRoster } from '../../../src/use-cases/desk/import-roster.ts';
import { importSessions } from '../../../src/use-cases/desk/import-sessions.ts';
import { issueJoinCode } from '../../../src/use-cases/desk/issue-join-code.ts';
import { sessionContext } from '../../../src/use-cases/desk/session-context.ts';
import type { FlowWorld } from './flow-world.ts';

/** A second programme beside the world's own, its files as CSV, and one join code for a person of it. */
export async function addSecondProgramme(
  world: FlowWorld,
  files: { readonly roster: string; readonly sessions: string; readonly codeFor: string },
): Promise<string> {
  const now = world.clock.now();
  const { settings, zone, language, startsOn, phases } = world.programme;
  const roster = readCsv(Buffer.from(files.roster));
  const sessions = readCsv(Buffer.from(files.sessions));
  if (!roster.ok || !sessions.ok) throw new Error('the files cannot be read');
  return world.container.transact(async (records) => {
    const common = { zone, language, startsOn, phases, settings };
    const named = { code: 'second', name: '二つ目のプログラム', shortName: '二つ目' };
    const programme = await createProgramme(records, npoMentoring, { ...common, ...named }, now);
    const people = parseRoster(roster.value, { zone, language });
    if (programme === null || !people.ok) throw new Error('the second programme cannot be made');
    await importRoster(records, { programme, rows: people.value, now, dryRun: false });
    const meetings = parseSessions(sessions.value, await sessionContext(records, programme, now));
    if (!meetings.ok) throw new Error(`sessions: ${JSON.stringify(meetings.error)}`);
    await importSessions(records, { programme, rows: meetings.value, now, dryRun: false });
    const { secretKey } = world;
    const input = { programme, personCode: files.codeFor, secretKey, randomBytes, now };
    const issued = await issueJoinCode(records, input);
    if (issued.kind !== 'issued') throw new Error(`no join code: ${issued.kind}`);
    return formatJoinCode(issued.code);
  });
}
