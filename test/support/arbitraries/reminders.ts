import fc from 'fast-check';
import type { ReminderPlanInput } from '../../../src/domain/reminders/plan-reminders.ts';
import { defaultReminderPolicy } from '../../../src/domain/reminders/policy.ts';
import type { Session } from '../../../src/domain/sessions/sessions.ts';
import { moments } from './moments.ts';
import { attendeesWith } from './people.ts';

const minuteMs = 60_000;

/** A session that is to come. */
export function sessionAt(startsAt: Date, more: Partial<Session> = {}): Session {
  return {
    id: 'session',
    programmeId: 'programme',
    teamId: 'team',
    kind: 'mentoring',
    number: 1,
    startsAt,
    minutes: 40,
    link: null,
    state: 'planned',
    scheduleRevision: 1,
    ...more,
  };
}

const kinds = fc.constantFrom<Partial<Session>>(
  { kind: 'mentoring' },
  { kind: 'mentoring' },
  { kind: 'closing' },
  { kind: 'training', teamId: null },
);

/** A session with its people, planned for weeks or minutes before it starts; nothing was planned for it yet. */
export const planInputs: fc.Arbitrary<ReminderPlanInput> = moments.chain(({ at, zone }) =>
  fc
    .record({
      kind: kinds,
      leadMinutes: fc.oneof(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 2_000, max: 40_000 })),
      participants: attendeesWith(zone, { min: 1, max: 2, prefix: 'participant' }),
      mentors: attendeesWith(zone, { min: 1, max: 2, prefix: 'mentor' }),
    })
    .map(({ kind, leadMinutes, participants, mentors }) => ({
      session: sessionAt(at, kind),
      participants: kind.teamId === null ? [] : participants,
      mentors,
      policy: defaultReminderPolicy,
      now: new Date(at.getTime() - leadMinutes * minuteMs),
      existing: new Map(),
    })),
);
