import type { Random } from '../../../playground/world/random.ts';
import { createSession } from '../../../src/use-cases/desk/import-sessions.ts';
import type { Transact } from '../../../src/use-cases/ports/records/records.ts';
import { cancelSession } from '../../../src/use-cases/sessions/cancel-session.ts';
import { moveSession } from '../../../src/use-cases/sessions/move-session.ts';
import type { Scheduler } from '../scheduling/scheduler.ts';
import { createThread } from '../scheduling/thread.ts';
import type { PlannedSession } from './season.ts';

/** The coordinators at their command line: sessions are made, moved and called off, each in one transaction. */
export type Desk = {
  readonly make: (session: PlannedSession) => Promise<void>;
  readonly move: (session: PlannedSession) => void;
  readonly cancel: (session: PlannedSession) => void;
};

const hourMs = 3_600_000;

export function createDesk(options: {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly transact: Transact;
  readonly programmeId: string;
}): Desk {
  const { scheduler, random, transact, programmeId } = options;
  const thread = createThread('desk');
  const ids = new Map<PlannedSession, string>();
  const idOf = (session: PlannedSession): string => {
    const id = ids.get(session);
    if (id === undefined) throw new Error('the session was not made');
    return id;
  };
  const at = (): Date => new Date(scheduler.now());
  /** One command at a time, each on what stands when it is given. */
  let isBusy = false;
  const command = (label: string, work: (now: Date) => Promise<void>): void => {
    if (isBusy) return;
    isBusy = true;
    void scheduler
      .effect(thread, label, () => work(at()))
      .finally(() => {
        isBusy = false;
      });
  };
  return {
    make: async (session) => {
      const { team, number, minutes, starts } = session;
      const startsAt = new Date(starts[0]?.at ?? 0);
      const row = {
        team,
        kind: 'mentoring',
        number,
        startsAt,
        minutes,
        link: 'https://meet.example.org/x',
      } as const;
      await transact(async (records) => {
        await createSession(records, programmeId, row, at());
        const all = await records.desk.sessionsOf(programmeId);
        const made = all.find((one) => one.team === team && one.number === number);
        if (made !== undefined) ids.set(session, made.id);
      });
    },
    move: (session) => {
      const last = session.starts.at(-1);
      if (last === undefined) return;
      const startsAt = last.at + random.pick([22, 24, 24, 26, 48]) * hourMs;
      if (startsAt > session.latestAt) return;
      command(`moves ${session.team}/${session.number}`, async (now) => {
        await transact((records) =>
          moveSession(records, {
            sessionId: idOf(session),
            startsAt: new Date(startsAt),
            minutes: session.minutes,
            now,
          }),
        );
        session.starts.push({ at: startsAt, since: now.getTime() });
      });
    },
    cancel: (session) => {
      command(`cancels ${session.team}/${session.number}`, async (now) => {
        await transact((records) => cancelSession(records, idOf(session), now));
        session.cancelledAt = now.getTime();
      });
    },
  };
}
