import { type Passed, refuse, startRelay } from './start-relay.ts';

/** What stands before the servers of a site: it asks who is ready and hands webhooks to them in turn. */
export type Balancer = {
  readonly base: string;
  readonly add: (server: string) => void;
  /** Servers that were ready when they were last asked. */
  readonly ready: () => readonly string[];
  readonly close: () => Promise<void>;
};

const probeEveryMs = 250;

/** As a proxy does in production: a server that is not ready gets nothing new, and nothing is tried a second time. */
export async function startBalancer(): Promise<Balancer> {
  const known = new Set<string>();
  let ready: readonly string[] = [];
  let turn = 0;
  const probe = async (): Promise<void> => {
    const answers = await Promise.all(
      [...known].map(async (server) => ((await isReady(server)) ? [server] : [])),
    );
    ready = answers.flat();
  };
  const timer = setInterval(() => void probe(), probeEveryMs);
  const relay = await startRelay((passing, forward): Promise<Passed> => {
    turn += 1;
    const server = ready[turn % ready.length];
    return server === undefined ? Promise.resolve(refuse(502)) : forward(passing, server);
  });
  return {
    base: relay.base,
    add: (server) => known.add(server),
    ready: () => ready,
    close: async () => {
      clearInterval(timer);
      await relay.close();
    },
  };
}

async function isReady(server: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(probeEveryMs * 4);
    return (await fetch(`${server}/readyz`, { signal })).status === 200;
  } catch {
    return false;
  }
}
