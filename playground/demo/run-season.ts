import { exitWith } from '../../src/shared/process.ts';
import { isGood } from './is-good.ts';
import { playSeason, type SeasonChosen, startDatabase } from './play-season.ts';
import { printSummary } from './show/summary.ts';

export type SeasonRun = SeasonChosen & { readonly exits: boolean; readonly json: boolean };

/** Plays a season, prints what came of it and serves its page; answers the exit code. */
export async function runSeason(options: SeasonRun): Promise<number> {
  const server = await startDatabase();
  const stop = stopOnSignal(server.stop);
  try {
    const played = await playSeason(options, server.url);
    printSummary({ ...played, json: options.json });
    if (!options.exits) await stop.wait(played.world.server.port);
    await played.world.close();
    return isGood(played) ? 0 : 1;
  } catch (error) {
    await server.stop().catch(() => undefined);
    exitWith(error);
  } finally {
    await server.stop();
  }
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
