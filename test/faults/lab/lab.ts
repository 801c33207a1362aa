import { createRandom, type Random } from '../../../playground/world/random.ts';
import {
  type StoppablePostgres,
  startStoppablePostgres,
} from '../../support/databases/stoppable-postgres.ts';
import type { LabDatabase, LabServer } from './databases.ts';
import { type LabRedis, startLabRedis } from './redis.ts';
import { openSite, type Site, type SiteOptions } from './site.ts';

/** What a row works with: throw-away parts of its own, all of which end with the row. */
export type Lab = {
  /** `--short`: fewer rounds, smaller numbers. */
  readonly isShort: boolean;
  readonly random: Random;
  /** A migrated database on the run's durable PostgreSQL, which no row may stop. */
  readonly openDatabase: () => Promise<LabDatabase>;
  /** A durable PostgreSQL of the row's own behind a proxy, to be killed, silenced, cut. */
  readonly startPostgres: () => Promise<StoppablePostgres>;
  /** A Redis of the row's own behind a proxy, without persistence. */
  readonly startRedis: () => Promise<LabRedis>;
  /** Both platforms, and servers and workers that talk to them as processes of their own. */
  readonly openSite: (options: SiteOptions) => Promise<Site>;
  /** Called when the row ends, the latest first; for what the lab does not start itself. */
  readonly onClose: (close: () => Promise<unknown>) => void;
};

/**
 * The lab of one row; `describe` tells how its processes fared, `close` ends everything that it started, in reverse,
 * and may be called again to go on.
 */
export function createLab(options: {
  readonly isShort: boolean;
  readonly seed: number;
  readonly server: LabServer;
}): { readonly lab: Lab; readonly describe: () => readonly string[]; readonly close: () => Promise<void> } {
  const sites: Site[] = [];
  const databases: StoppablePostgres[] = [];
  const endings: (() => Promise<unknown>)[] = [];
  const kept = async <Part extends { readonly close: () => Promise<void> }>(
    starting: Promise<Part>,
  ): Promise<Part> => {
    const part = await starting;
    endings.push(part.close);
    return part;
  };
  return {
    lab: {
      isShort: options.isShort,
      random: createRandom(options.seed),
      openDatabase: () => kept(options.server.openDatabase()),
      startPostgres: async () => {
        const postgres = await kept(startStoppablePostgres());
        databases.push(postgres);
        return postgres;
      },
      startRedis: () => kept(startLabRedis()),
      openSite: async (options) => {
        const site = await kept(openSite(options));
        sites.push(site);
        return site;
      },
      onClose: (close) => endings.push(close),
    },
    describe: () => [
      ...sites.flatMap((site) => site.describe()),
      ...databases.map((postgres) => `PostgreSQL: ${postgres.lastLog()}`),
    ],
    close: async () => {
      for (let end = endings.pop(); end !== undefined; end = endings.pop()) await end();
    },
  };
}
