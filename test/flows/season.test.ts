import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startRedis } from '../support/databases/redis.ts';
import { describeWith } from '../support/requirements.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const tenMinutes = 600_000;

/** What has to be true of every season, however many teams play it. */
const summary = z.object({
  teams: z.number(),
  sessionsHeld: z.number(),
  sessionsMoved: z.number().min(1),
  sessionsCancelled: z.number(),
  absences: z.number(),
  mentorsReplaced: z.literal(1),
  remindersExpected: z.number(),
  remindersMissing: z.literal(0),
  digestsExpected: z.literal(22),
  digestsMissing: z.literal(0),
  answersGiven: z.number(),
  answersStored: z.number(),
  answersWrong: z.literal(0),
  timesWrong: z.literal(0),
  duplicates: z.literal(0),
  late: z.literal(0),
  inQuietRange: z.literal(0),
  redelivered: z.number().min(1),
  linePushesByMonth: z.record(z.string(), z.number().max(120)),
});

async function playSeason(
  chosen: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<z.infer<typeof summary>> {
  const play = ['playground/demo.ts', '--exit', '--json', ...chosen];
  const { stdout } = await run(process.execPath, play, {
    cwd: root,
    env: { ...process.env, PORT: '0', REDIS_URL: '', ...env },
    maxBuffer: 20_000_000,
  });
  return summary.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''));
}

/** Two participants, a mentor in Los Angeles, who taps twice, who blocks the account, a mentor who is replaced. */
const telling = ['03', '04', '08', '10', '17'];
describe('the season of 2024', () => {
  it(
    'is scheduled in the chats and plays to its end on the PostgreSQL queue: nothing lost, doubled, late or at night',
    async () => {
      const figures = await playSeason([], {});
      expect(figures.answersStored).toBe(figures.answersGiven);
      expect(figures.teams).toBe(18);
      expect(figures.answersGiven).toBeGreaterThanOrEqual(1_000);
      expect(figures.sessionsHeld).toBeGreaterThanOrEqual(120);
      expect(figures.sessionsMoved).toBeGreaterThanOrEqual(8);
      expect(figures.sessionsCancelled).toBeGreaterThanOrEqual(2);
      expect(figures.absences).toBeGreaterThanOrEqual(3);
    },
    tenMinutes,
  );
});

describeWith({ redis: true }, 'the season of 2024 on Redis', () => {
  it(
    'plays to its end just the same for the teams to whom most happens',
    async () => {
      const redis = await startRedis();
      try {
        const figures = await playSeason(['--teams', telling.join(',')], { REDIS_URL: redis.url });
        expect(figures.answersStored).toBe(figures.answersGiven);
      } finally {
        await redis.stop();
      }
    },
    tenMinutes,
  );
});
