import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startRedis } from '../support/redis.ts';
import { describeWith } from '../support/requirements.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const tenMinutes = 600_000;

const summary = z.object({
  teams: z.literal(18),
  mentors: z.literal(36),
  participants: z.literal(23),
  sessionsHeld: z.number().min(130),
  sessionsMoved: z.number().min(8),
  sessionsCancelled: z.number().min(2),
  absences: z.number().min(3),
  mentorsReplaced: z.literal(1),
  remindersExpected: z.number().min(700),
  remindersMissing: z.literal(0),
  digestsExpected: z.literal(22),
  digestsMissing: z.literal(0),
  answersGiven: z.number().min(1_000),
  answersStored: z.number(),
  answersWrong: z.literal(0),
  timesWrong: z.literal(0),
  duplicates: z.literal(0),
  late: z.literal(0),
  inQuietRange: z.literal(0),
  redelivered: z.number().min(1),
  linePushesByMonth: z.record(z.string(), z.number().max(120)),
});

async function playSeason(env: Readonly<Record<string, string>>): Promise<z.infer<typeof summary>> {
  const { stdout } = await run(process.execPath, ['playground/demo.ts', '--exit', '--json'], {
    cwd: root,
    env: { ...process.env, PORT: '0', REDIS_URL: '', ...env },
    maxBuffer: 20_000_000,
  });
  return summary.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''));
}

describe('the season of 2024', () => {
  it(
    'is scheduled in the chats and plays to its end on the PostgreSQL queue: nothing lost, doubled, late or at night',
    async () => {
      const figures = await playSeason({});
      expect(figures.answersStored).toBe(figures.answersGiven);
    },
    tenMinutes,
  );
});

describeWith({ redis: true }, 'the season of 2024 on Redis', () => {
  it(
    'plays to its end just the same',
    async () => {
      const redis = await startRedis();
      try {
        const figures = await playSeason({ REDIS_URL: redis.url });
        expect(figures.answersStored).toBe(figures.answersGiven);
      } finally {
        await redis.stop();
      }
    },
    tenMinutes,
  );
});
