import type { Container } from '../src/container.ts';
import type { Handlers } from './run-job.ts';

/** One line per job: what a wake-up runs. */
export function createHandlers({ sweeps, queue }: Container): Handlers {
  const done = async (work: Promise<unknown>): Promise<'done'> => {
    await work;
    return 'done';
  };
  return {
    'inbox.drain': () => done(sweeps.drainInbox()),
    'delivery.send': () => done(sweeps.sendDeliveries()),
    'message.refresh': () => done(sweeps.refreshMessages()),
    'session.close': () => done(sweeps.closeSessions()),
    'pace.keep': () => done(sweeps.keepPace()),
    'quota.reconcile': () => done(sweeps.reconcileQuota()),
    'people.match': () => done(sweeps.matchPeople()),
    'reconcile.sweep': () => done(sweeps.reconcile()),
    'digest.sweep': async () => {
      const due = await sweeps.findDueDigests();
      for (const { programmeId } of due) queue.wake('digest.make', { programmeId });
      return due.length > 0 ? 'done' : 'skipped';
    },
    'digest.check': () => done(sweeps.checkDigests()),
    'digest.make': ({ programmeId }) => done(sweeps.makeDigests(programmeId)),
  };
}
