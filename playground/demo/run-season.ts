import { resolve } from 'node:path';
import { createLogger } from '../../src/shared/logger.ts';
import { exitWith } from '../../src/shared/process.ts';
import { createDatabase } from '../../src/storage/embedded/databases.ts';
import { ensureEmbeddedPostgres } from '../../src/storage/embedded/ensure-embedded-postgres.ts';
import { applyMigrations } from '../../src/storage/migrate.ts';
import { expectDigests } from '../seasons/expectations.ts';
import { judgeSeason, type SeasonFigures, type Verdict } from '../seasons/judge-season.ts';
import { loadSeason } from '../seasons/load-season.ts';
import { receivedInSlack, receivedOnLine } from '../seasons/reading/received.ts';
import type { Season } from '../seasons/season.ts';
import { type Cast, createCast } from './cast.ts';
import { letCoordinatorsWork } from './coordinators.ts';
import { createPendingWork } from './pending-work.ts';
import { play } from './play.ts';
import { readStored } from './read-stored.ts';
import { servePlayground } from './show/playground-page.ts';
import { createProgress } from './show/progress.ts';
import { printSummary } from './show/summary.ts';
import { createWorld, type World } from './world.ts';

const migrationsDir = resolve(import.meta.dirname, '../../prisma/migrations');

export type SeasonRun = {
  readonly year: string;
  readonly seed: number | undefined;
  readonly teams: readonly string[] | undefined;
  readonly exits: boolean;
  readonly json: boolean;
  readonly port: number;
  readonly redisUrl: string | undefined;
};

/** Plays a season from the empty database to the last digest; answers the exit code. */
export async function runSeason(options: SeasonRun): Promise<number> {
  const startedAt = performance.now();
  const openApiDir = process.env.LINE_OPENAPI_DIR ?? '';
  const season = loadSeason(options.year, options);
  const server = await ensureEmbeddedPostgres({ throwAway: true });
  const stop = stopOnSignal(server.stop);
  try {
    const databaseUrl = await createDatabase(server.url, 'season');
    await applyMigrations({ databaseUrl, migrationsDir });
    const world = await createWorld({
      databaseUrl,
      ...(options.redisUrl === undefined ? {} : { redisUrl: options.redisUrl }),
      startsAt: season.opensAt,
      seed: season.seed,
      redeliverShare: season.redeliverShare,
      port: options.port,
      ...(openApiDir === '' ? {} : { openApiDir }),
      logger: createLogger({ level: process.env.LOG_LEVEL ?? 'error', name: 'demo' }),
      extend: servePlayground,
    });
    const cast = createCast(world, season);
    await playSeason(world, season, cast, databaseUrl, startedAt);
    const verdict = await judge(world, season, cast, databaseUrl);
    const wallSeconds = Math.round((performance.now() - startedAt) / 100) / 10;
    printSummary({ world, cast, verdict, wallSeconds, json: options.json });
    if (!options.exits) await stop.wait(world.server.port);
    await world.close();
    return isGood(verdict) && keptTheRules(world) ? 0 : 1;
  } catch (error) {
    await server.stop().catch(() => undefined);
    exitWith(error);
  } finally {
    await server.stop();
  }
}

async function playSeason(
  world: World,
  season: Season,
  cast: Cast,
  databaseUrl: string,
  startedAt: number,
): Promise<void> {
  const pending = await createPendingWork(databaseUrl);
  const progress = createProgress({ from: season.opensAt, to: season.endsAt, startedAt });
  await letCoordinatorsWork(world, season, cast);
  await world.container.sweeps.matchPeople();
  const boundaries = expectDigests(season).map(({ dueAt }) => dueAt.getTime());
  await play({
    world,
    readPending: pending.read,
    until: season.endsAt,
    nextBoundary: (now) => {
      const next = boundaries.find((at) => at > now.getTime());
      return next === undefined ? null : new Date(next);
    },
    digestsBy: (now) => boundaries.filter((at) => at <= now.getTime()).length,
    onStep: progress.show,
  });
  progress.end();
  await pending.close();
}

async function judge(world: World, season: Season, cast: Cast, databaseUrl: string): Promise<Verdict> {
  const actors = [...cast.participants.values(), ...cast.mentors];
  const record = await readStored(databaseUrl);
  return judgeSeason({
    season: { ...season, sessions: cast.diary.sessions() },
    counts: cast.diary.counts(),
    received: [
      ...receivedOnLine(world.line.ledger, cast.personOfLine),
      ...receivedInSlack(world.slack.ledger, cast.personOfSlack),
    ],
    acts: actors.flatMap(({ acts }) => acts),
    given: actors.flatMap(({ given }) => given),
    ...record,
    meetingsHeld: cast.meetings.held(),
    linePushesByMonth: world.line.pushesByMonth(),
    redelivered: world.line.redelivered() + world.slack.redelivered,
  });
}

/** DESIGN 6: nothing missing, wrong, doubled, late or in a quiet range; everything given is stored. */
function isGood({ figures, problems }: Verdict): boolean {
  const zero: readonly (keyof SeasonFigures)[] = [
    'remindersMissing',
    'digestsMissing',
    'answersWrong',
    'timesWrong',
    'duplicates',
    'late',
    'inQuietRange',
  ];
  return (
    problems.length === 0 &&
    zero.every((key) => figures[key] === 0) &&
    figures.answersGiven === figures.answersStored &&
    figures.redelivered > 0
  );
}

/** Neither platform was asked for anything that it would refuse. */
function keptTheRules({ line, slack }: World): boolean {
  return line.violations.length + slack.violations.length + slack.interactionFailures.length === 0;
}

function stopOnSignal(stop: () => Promise<void>): { readonly wait: (port: number) => Promise<void> } {
  let release = (): void => undefined;
  let serving = false;
  const onSignal = (): void => {
    if (serving) release();
    else void stop().finally(() => process.exit(130));
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    wait: async (port) => {
      serving = true;
      process.stderr.write(`\nhttp://localhost:${port}/playground  (Ctrl-C ends)\n`);
      await new Promise<void>((resolved) => {
        release = resolved;
      });
    },
  };
}
