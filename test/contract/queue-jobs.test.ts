import { expect, it } from 'vitest';
import { z } from 'zod';
import { jobs } from '../../src/jobs.ts';
import { createRunJob, type Handlers, type JobRun } from '../../workers/run-job.ts';
import { createLog, describeQueues, until, useQueues } from './queue-fixture.ts';

const programmeId = '0f8fad5b-d9cb-469f-a165-70867728950e';

// What an older or a foreign process might have put into the same queues.
const foreignJobs = {
  'digest.make': { queue: 'digests', payload: z.looseObject({}) },
  'digest.removed': { queue: 'digests', payload: z.looseObject({}) },
} as const;

describeQueues('jobs', (place) => {
  const openQueue = useQueues();
  const start = async (handlers: Partial<Handlers>) => {
    const log = createLog();
    const runs: JobRun[] = [];
    const unexpected = async (): Promise<never> => {
      throw new Error('no test asked for this job');
    };
    const runJob = createRunJob({
      handlers: {
        'inbox.drain': unexpected,
        'delivery.send': unexpected,
        'message.refresh': unexpected,
        'digest.sweep': unexpected,
        'digest.check': unexpected,
        'digest.make': unexpected,
        'session.close': unexpected,
        'pace.keep': unexpected,
        'people.match': unexpected,
        'quota.reconcile': unexpected,
        'reconcile.sweep': unexpected,
        ...handlers,
      },
      logger: log.logger,
      count: (run) => runs.push(run),
    });
    const queue = await openQueue({ ...place(), jobs, logger: log.logger });
    await queue.start(runJob);
    return { queue, log, runs };
  };

  it('reach their handlers with their payloads, are logged with the id of the queue and counted', async () => {
    const made: string[] = [];
    const { queue, log, runs } = await start({
      'digest.make': async (payload) => {
        made.push(payload.programmeId);
        return 'done';
      },
      'people.match': async () => 'skipped',
    });
    queue.wake('digest.make', { programmeId });
    queue.wake('people.match');
    await until(() => runs.length === 2);
    expect(made).toEqual([programmeId]);
    const outcomes = runs.map(({ job, outcome }) => `${job} ${outcome}`).toSorted();
    expect(outcomes).toEqual(['digest.make done', 'people.match skipped']);
    const line = z
      .object({ jobId: z.string(), ms: z.number(), outcome: z.string() })
      .parse(JSON.parse(log.lines('job.run').find((one) => one.includes('digest.make')) ?? 'null'));
    expect(line).toMatchObject({ jobId: expect.stringMatching(/^\d+$/), outcome: 'done' });
    expect(log.lines('job.run').join()).not.toContain(programmeId);
  });

  it('that fail are logged once, without what the error said, and do not stop the next', async () => {
    let isBroken = true;
    const { queue, log, runs } = await start({
      'session.close': async () => {
        if (isBroken) throw Object.assign(new Error('canary'), { code: 'ECONNRESET' });
        return 'done';
      },
    });
    queue.wake('session.close');
    await until(() => runs.length === 1);
    isBroken = false;
    queue.wake('session.close');
    await until(() => runs.length === 2);
    expect(runs.map(({ outcome }) => outcome)).toEqual(['failed', 'done']);
    expect(log.lines('job.failed')).toHaveLength(1);
    expect(log.lines('job.failed').join()).toContain('ECONNRESET');
    expect(log.lines('job.failed').join()).not.toContain('canary');
    expect(log.lines('queue.fault')).toEqual([]);
  });

  it('with a malformed payload, or of an unknown name, never reach a handler', async () => {
    const { log, runs } = await start({});
    const foreign = await openQueue({ ...place(), jobs: foreignJobs, logger: log.logger });
    foreign.wake('digest.make', { programmeId: 'canary' });
    foreign.wake('digest.removed', { text: 'canary' });
    await until(() => log.lines('job.unknown').length > 0 && runs.length > 0);
    expect(runs).toEqual([{ job: 'digest.make', outcome: 'malformed', ms: expect.any(Number) }]);
    expect(log.lines('job.malformed')).toHaveLength(1);
    expect([...log.lines('job.malformed'), ...log.lines('job.unknown')].join()).not.toContain('canary');
  });
});
