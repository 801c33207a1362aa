import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { createPendingWork } from '../../../playground/demo/pending-work.ts';
import { play } from '../../../playground/demo/play.ts';
import { createWorld, type World } from '../../../playground/demo/world.ts';
import { sessionKey } from '../../../src/domain/imports/session-row.ts';
import { formatJoinCode } from '../../../src/domain/people/join-codes.ts';
import type { Language } from '../../../src/domain/people/people.ts';
import type { SendTiming } from '../../../src/shared/send-timing.ts';
import { issueJoinCode } from '../../../src/use-cases/desk/issue-join-code.ts';
import type { Records } from '../../../src/use-cases/ports/records/records.ts';
import type { ProgrammeView } from '../../../src/use-cases/ports/records/views.ts';
import { findLineOpenapi } from '../requirements.ts';
import { createPhone, type Phone } from './flow-phone.ts';
import { peopleOf, setUpProgramme } from './flow-programme.ts';
import { createSlackSeat, type SlackSeat } from './flow-slack.ts';

/** A small programme in the real server, workers and stand-ins, on a simulated clock. */
export type FlowWorld = World & {
  readonly programme: ProgrammeView;
  readonly deskChannel: string;
  /** The phone of a participant of the roster, by code; not a friend of the account yet. */
  readonly phone: (code: string) => Phone;
  /** Someone with LINE who is on no roster. */
  readonly addPhone: (name: string) => Phone;
  /** The Slack of a mentor, supporter or coordinator of the roster, by code. */
  readonly slackOf: (code: string) => SlackSeat;
  /** Somebody with an account in the workspace, on the roster or not. */
  readonly addSlack: (user: { readonly email: string; readonly name: string }) => SlackSeat;
  /** Lets everybody finish what there is to do now. */
  readonly settle: () => Promise<void>;
  /** Lets time pass until the given instant, with everything that happens on the way. */
  readonly playUntil: (at: string | Date) => Promise<void>;
  /** A fresh join code of somebody on the roster, as it stands in the mail. */
  readonly issueCode: (code: string) => Promise<string>;
  /** Adds the account, sends the code, agrees and leaves the before-form for later. */
  readonly join: (code: string) => Promise<Phone>;
  readonly sessionId: (key: string) => Promise<string>;
  /** One unit of work of a coordinator on a session, by its key such as `01/mentoring/1`. */
  readonly onSession: <Value>(
    key: string,
    work: (records: Records, sessionId: string) => Promise<Value>,
  ) => Promise<Value>;
  readonly query: (sql: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
};

export type FlowOptions = {
  readonly databaseUrl: string;
  readonly redisUrl?: string;
  /** Default 2024-11-01T09:00+09:00, a Friday. */
  readonly startsAt?: string;
  readonly roster?: string;
  readonly sessions?: string;
  readonly redeliverShare?: number;
  readonly deskBotIsMember?: boolean;
  /** Codes of mentors and coordinators who have no account in the workspace. */
  readonly notInSlack?: readonly string[];
  /** The programme's language; Japanese unless given. */
  readonly language?: Language;
  readonly timing?: SendTiming;
};

/** Two teams: 01 with a pair and two participants, 02 with a pair and one. */
export const smallRoster = `code,team,role,name,organisation,email,zone,language,quiet
P01A,01,participant,Participant 01A,Org A,p01a@example.org,Asia/Tokyo,ja,
P01B,01,participant,Participant 01B,Org A,p01b@example.org,Asia/Tokyo,ja,
M01A,01,mentor,Mentor 01A,,m01a@example.org,Asia/Tokyo,ja,
M01B,01,mentor,Mentor 01B,,m01b@example.org,Asia/Tokyo,ja,
P02A,02,participant,Participant 02A,Org B,p02a@example.org,Asia/Tokyo,ja,
M02A,02,mentor,Mentor 02A,,m02a@example.org,Asia/Tokyo,ja,
M02B,02,mentor,Mentor 02B,,m02b@example.org,Asia/Tokyo,ja,
S1,"01、02",supporter,Supporter 1,,s1@example.org,Asia/Tokyo,ja,
K1,,coordinator,Coordinator 1,,k1@example.org,Asia/Tokyo,ja,
`;

/** One session for each team: Tuesday and Wednesday evening. */
export const smallSessions = `team,number,kind,date,start,minutes,link
01,1,mentoring,2024-11-05,20:00,40,https://meet.example.org/team01
02,1,mentoring,2024-11-06,20:00,40,https://meet.example.org/team02
`;

const farAway = new Date('2030-01-01T00:00:00Z');

/** Starts the world, imports roster and sessions, and waits until the mentors were found in Slack. */
export async function createFlowWorld(options: FlowOptions): Promise<FlowWorld> {
  const { databaseUrl, roster = smallRoster, sessions = smallSessions } = options;
  const openApiDir = findLineOpenapi();
  const world = await createWorld({
    databaseUrl,
    ...(options.redisUrl === undefined ? {} : { redisUrl: options.redisUrl }),
    startsAt: new Date(options.startsAt ?? '2024-11-01T09:00:00+09:00'),
    seed: 1,
    redeliverShare: options.redeliverShare ?? 0,
    port: 0,
    ...(openApiDir === null ? {} : { openApiDir }),
    ...(options.timing === undefined ? {} : { timing: options.timing }),
    logger: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
  });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const pending = await createPendingWork(databaseUrl);
  const { container, clock, agenda } = world;
  const phones = new Map<string, Phone>();
  const seats = new Map<string, SlackSeat>();
  const playUntil = async (at: string | Date): Promise<void> => {
    const until = new Date(at);
    agenda.at(until, async () => undefined);
    await play({
      world,
      // Digests are taken, and paces are looked at, when a test asks for it.
      readPending: async (now) => ({ ...(await pending.read(now)), digests: 0, paces: 0 }),
      until: new Date(Math.min(until.getTime() + 1, farAway.getTime())),
      nextBoundary: () => null,
      digestsBy: () => 0,
      onStep: () => undefined,
    });
  };
  const settle = (): Promise<void> => playUntil(clock.now());

  const desk = peopleOf(roster);
  for (const { code, role, name, email, zone } of desk) {
    if (role === 'participant') {
      const user = world.line.addUser({ displayName: name, language: 'ja' });
      phones.set(code, createPhone({ user, settle }));
    } else if (options.notInSlack?.includes(code) !== true) {
      const user = world.slack.addUser({ email, name, tz: zone });
      seats.set(code, createSlackSeat({ user, settle }));
    }
  }
  const coordinators = desk.filter(({ role }) => role === 'coordinator').map(({ code }) => code);
  const channel = world.slack.addChannel({
    name: 'desk',
    botIsMember: options.deskBotIsMember ?? true,
    members: coordinators.flatMap((code) => seats.get(code)?.user.id ?? []),
  });
  const programme = await setUpProgramme(world, {
    roster,
    sessions,
    deskChannel: channel.id,
    language: options.language ?? 'ja',
  });
  await container.sweeps.matchPeople();
  await settle();

  const find = <Value>(all: ReadonlyMap<string, Value>, code: string): Value => {
    const found = all.get(code);
    if (found === undefined) throw new RangeError(`nobody on the roster has the code ${code}`);
    return found;
  };
  const sessionId = async (key: string): Promise<string> =>
    container.transact(async (records) => {
      const all = await records.desk.sessionsOf(programme.id);
      const found = all.find((one) => sessionKey(one) === key);
      if (found === undefined) throw new RangeError(`no session ${key}: ${all.map(sessionKey).join(', ')}`);
      return found.id;
    });
  const issueCode = async (personCode: string): Promise<string> => {
    const issued = await container.transact((records) =>
      issueJoinCode(records, {
        programme,
        personCode,
        secretKey: world.secretKey,
        randomBytes,
        now: clock.now(),
      }),
    );
    if (issued.kind !== 'issued') throw new Error(`no join code for ${personCode}: ${issued.kind}`);
    return formatJoinCode(issued.code);
  };
  return {
    ...world,
    programme,
    deskChannel: channel.id,
    phone: (code) => find(phones, code),
    addPhone: (name) =>
      createPhone({ user: world.line.addUser({ displayName: name, language: 'ja' }), settle }),
    slackOf: (code) => find(seats, code),
    addSlack: ({ email, name }) =>
      createSlackSeat({ user: world.slack.addUser({ email, name, tz: 'Asia/Tokyo' }), settle }),
    settle,
    playUntil,
    issueCode,
    join: async (code) => {
      const phone = find(phones, code);
      await phone.follow();
      await phone.say(await issueCode(code));
      await phone.tap('同意してはじめる');
      return phone;
    },
    sessionId,
    onSession: async (key, work) => {
      const id = await sessionId(key);
      const value = await container.transact((records) => work(records, id));
      await settle();
      return value;
    },
    query: async (sql, values = []) => (await pool.query<Record<string, unknown>>(sql, [...values])).rows,
    close: async () => {
      await world.close();
      await pending.close();
      await pool.end();
    },
  };
}
