import { once } from 'node:events';
import type { Server } from 'node:http';
import { sessionKey } from '../../src/domain/imports/session-row.ts';
import { createHttpServer } from '../../src/http/app.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { createCalendarReads } from '../../src/storage/calendars/calendar-reads.ts';
import { createCalendarLink } from '../../src/use-cases/calendar/calendar-link.ts';
import { createReadCalendar } from '../../src/use-cases/calendar/read-calendar.ts';
import type { Records } from '../../src/use-cases/ports/records/records.ts';
import type { ProgrammeView } from '../../src/use-cases/ports/records/views.ts';
import { openStorage, type Storage } from './databases/storage.ts';
import { createTestDatabase } from './databases/test-database.ts';
import { setUpProgramme } from './flows/flow-programme.ts';

/** A programme in PostgreSQL and the HTTP server that answers its people's calendars. */
export type CalendarSite = {
  readonly storage: Storage;
  readonly programme: ProgrammeView;
  /** The address of the calendar of a person, or of one session such as `01/mentoring/1` for the person. */
  readonly addressOf: (person: string, session?: string) => Promise<string>;
  readonly sessionId: (key: string) => Promise<string>;
  /** One unit of work of a coordinator on a session. */
  readonly onSession: <Value>(
    key: string,
    work: (records: Records, sessionId: string) => Promise<Value>,
  ) => Promise<Value>;
  readonly personId: (code: string) => Promise<string>;
  /** Everything the server logged. */
  readonly logged: readonly string[];
  readonly close: () => Promise<void>;
};

export const secretKey = 'c'.repeat(64);

/** Imports roster and sessions at `now` and listens on a free port. */
export async function openCalendarSite(files: {
  readonly roster: string;
  readonly sessions: string;
  readonly now: Date;
}): Promise<CalendarSite> {
  const storage = await openStorage(createTestDatabase());
  const { pool, transact } = storage;
  await pool.query("insert into workspaces (id, name, created_at) values ($1, 'test', $2)", [
    storage.workspaceId,
    files.now,
  ]);
  const programme = await setUpProgramme(
    { container: { transact }, clock: { now: () => files.now } },
    { ...files, deskChannel: 'C1', language: 'ja' },
  );
  const logged: string[] = [];
  const server = createHttpServer({
    receivers: new Map(),
    readiness: async () => 'ready',
    readCalendar: createReadCalendar({ reads: createCalendarReads(pool), secretKey }),
    stopping: new AbortController().signal,
    metrics: async () => ({ contentType: 'text/plain', body: '' }),
    logger: createLogger({
      level: 'trace',
      name: 'test',
      destination: { write: (line: string) => void logged.push(line) },
    }),
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${portOf(server)}`;
  const sessionId = (key: string): Promise<string> =>
    transact(async (records) => {
      const found = (await records.desk.sessionsOf(programme.id)).find((one) => sessionKey(one) === key);
      if (found === undefined) throw new RangeError(`no session ${key}`);
      return found.id;
    });
  const personId = (code: string): Promise<string> =>
    transact(async (records) => {
      const member = await records.calendars.findMember(programme.id, code);
      if (member === null) throw new RangeError(`nobody has the code ${code}`);
      return member.personId;
    });
  return {
    storage,
    programme,
    sessionId,
    personId,
    logged,
    addressOf: async (person, session) => {
      const ids = [
        await personId(person),
        session === undefined ? undefined : await sessionId(session),
      ] as const;
      const address = await transact((records) =>
        createCalendarLink({ baseUrl, secretKey }, records.calendars)(...ids),
      );
      return address ?? '';
    },
    onSession: async (key, work) => {
      const id = await sessionId(key);
      return transact((records) => work(records, id));
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await storage.close();
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
