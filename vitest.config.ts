import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Inherited by the test processes: local time must never decide a result.
process.env.TZ = 'UTC';

type Limits = { readonly testTimeout: number; readonly hookTimeout: number };

const seconds = (test: number, hook: number): Limits => ({
  testTimeout: test * 1000,
  hookTimeout: hook * 1000,
});

const limitsByFolder = {
  unit: seconds(10, 10),
  contract: seconds(30, 60),
  integration: seconds(30, 60),
  flows: seconds(120, 60),
  faults: seconds(120, 60),
  simulation: seconds(900, 60),
  model: seconds(900, 60),
  e2e: seconds(120, 60),
} satisfies Record<string, Limits>;

export default defineConfig({
  test: {
    // Once for all projects: one throw-away PostgreSQL with a migrated template.
    globalSetup: ['test/support/global-setup.ts'],
    // Most tests wait for PostgreSQL or a socket half of the time: one worker would leave two cores idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: Object.entries(limitsByFolder).map(([name, limits]) => ({
      test: { name, include: [`test/${name}/**/*.test.ts`], pool: 'forks' as const, ...limits },
    })),
  },
});
