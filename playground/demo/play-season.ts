import { resolve } from 'node:path';
import { createLogger } from '../../src/shared/logger.ts';
import { createDatabase } from '../../src/storage/embedded/databases.ts';
import { ensureEmbeddedPostgres } from '../../src/storage/embedded/ensure-embedded-postgres.ts';
import { applyMigrations } from '../../src/storage/migrate.ts';
import { expectDigests } from '../seasons/expectations.ts';
import { judgeSeason, type Verdict } from '../seasons/judge-season.ts';
import { loadSeason, type SeasonChoice } from '../seasons/load-season.ts';
import { receivedInSlack, receivedOnLine } from '../seasons/reading/received.ts';
import type { Season } from '../seasons/season.ts';
import { type Cast, createCast } from './cast.ts';
import { letCoordinatorsWork } from './coordinators.ts';
import { createPendingWork } from './pending-work.ts';
import { play } from './play.ts';
import { readStored } from './read-stored.ts';
import { servePlayground } from './show/playground-page.ts';
import { createProgress } from './show/progress.ts';
import { createWorld, type World } from './world.ts';

const migrationsDir = resolve(import.meta.dirname, '../../prisma/migrations');

export type SeasonChosen = SeasonChoice & {
  readonly year: string;
  readonly port: number;
  readonly redisUrl: string | undefined;
};

/** A season that has been played, with everything still running. */
export type Played = {
  readonly world: World;
  readonly cast: Cast;
  readonly verdict: Verdict;
  readonly wallSeconds: number;
};

/** A PostgreSQL of its own, started for seasons and thrown away with them. */
export const startDatabase = () => ensureEmbeddedPostgres({ throwAway: true });

/** Plays a season from the empty database to the last digest and compares it with what its people agreed on. */
export async function playSeason(chosen: SeasonChosen, serverUrl: string): Promise<Played> {
  const startedAt = performance.now();
  const openApiDir = process.env.LINE_OPENAPI_DIR ?? '';
  const season = loadSeason(chosen.year, chosen);
  const databaseUrl = await createDatabase(serverUrl, `season${season.seed}`);
  await applyMigrations({ databaseUrl, migrationsDir });
  const opened: { cast: Cast | null } = { cast: null };
  const world = await createWorld({
    databaseUrl,
    ...(chosen.redisUrl === undefined ? {} : { redisUrl: chosen.redisUrl }),
    startsAt: season.opensAt,
    seed: season.seed,
    redeliverShare: season.redeliverShare,
    port: chosen.port,
    ...(openApiDir === '' ? {} : { openApiDir }),
    logger: createLogger({ level: process.env.LOG_LEVEL ?? 'error', name: 'demo' }),
    extend: (app, current) => servePlayground(app, current, { season, cast: () => opened.cast }),
  });
  const cast = createCast(world, season);
  opened.cast = cast;
  await playOn(world, season, cast, databaseUrl, startedAt);
  const verdict = await judge(world, season, cast, databaseUrl);
  const wallSeconds = Math.round((performance.now() - startedAt) / 100) / 10;
  return { world, cast, verdict, wallSeconds };
}

async function playOn(
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
  return judgeSeason({
    season: { ...season, sessions: cast.diary.sessions() },
    counts: cast.diary.counts(),
    received: [
      ...receivedOnLine(world.line.ledger, cast.personOfLine),
      ...receivedInSlack(world.slack.ledger, cast.personOfSlack),
    ],
    acts: actors.flatMap(({ acts }) => acts),
    given: actors.flatMap(({ given }) => given),
    ...(await readStored(databaseUrl)),
    meetingsHeld: cast.meetings.held(),
    linePushesByMonth: world.line.pushesByMonth(),
    redelivered: world.line.redelivered() + world.slack.redelivered,
  });
}
