import { readDatabaseConfig } from '../../../src/config.ts';
import { openDesk } from '../../../src/open-desk.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { exitWith } from '../../../src/shared/process.ts';
import { createFindDueDigests, createMakeDigests } from '../../../src/use-cases/make-digests.ts';
import { endWithParent } from './end-with-parent.ts';

/** Production's digests and nothing else of a worker, made at SIGUSR2 and not before: all that are due. */
async function main(): Promise<void> {
  endWithParent();
  const logger = createLogger({ level: 'info', name: 'digest-maker' });
  const { digests: store, transact, close } = await openDesk({ config: readDatabaseConfig(), logger });
  const findDue = createFindDueDigests({ store, clock: systemClock });
  const makeDigests = createMakeDigests({ store, transact, clock: systemClock });
  const make = async (): Promise<void> => {
    const due = await findDue();
    // As a job that fails: whoever is left without a digest is found again by the next sweep.
    const tried = await Promise.allSettled(due.map(({ programmeId }) => makeDigests(programmeId)));
    const taken = tried.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0);
    logger.info({ event: 'digests.made', due: due.length, taken });
    await close();
    process.exit(0);
  };
  process.once('SIGUSR2', () => void make().catch(exitWith));
  // Waits for the signal.
  setInterval(() => undefined, 60_000);
  logger.info({ event: 'digests.ready' });
}

await main().catch(exitWith);
