import { collectDefaultMetrics, Registry } from 'prom-client';

export type Metrics = {
  readonly registry: Registry;
  readonly read: () => Promise<{ readonly contentType: string; readonly body: string }>;
};

/** A registry of this process: Node's own figures, event-loop lag included. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'bansou_' });
  return {
    registry,
    read: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}
