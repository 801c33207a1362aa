import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import type { ProposedStart, StartContext } from '../../../src/domain/scheduling/starts/check-start.ts';
import { moments } from './moments.ts';
import { zones } from './wall-clocks.ts';

const minuteMs = 60_000;

export type StartCase = {
  readonly start: ProposedStart;
  readonly minutes: number;
  readonly context: StartContext;
};

/** A zone's day at an instant, so many days later. */
function dayIn(at: number, zone: string, days: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .add({ days })
    .toString();
}

/** Near something: mostly close by, so that edges are met, sometimes far. */
const offsets = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -90, max: 90 }) },
  { weight: 2, arbitrary: fc.integer({ min: -3 * 1440, max: 3 * 1440 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 40, -40) },
);

/** A proposed start with all that may stand against it, most of it near the start; many at clock changes and year ends. */
export const startCases: fc.Arbitrary<StartCase> = fc
  .record({
    meant: moments,
    isWallClock: fc.boolean(),
    skew: fc.constantFrom(0, 0, 30, -60, 60),
    minutes: fc.integer({ min: 10, max: 180 }),
    ahead: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 1, max: 60 * 1440 }) },
      { weight: 2, arbitrary: fc.integer({ min: -120, max: 120 }) },
      { weight: 1, arbitrary: fc.integer({ min: 364 * 1440, max: 369 * 1440 }) },
    ),
    leadMinutes: fc.constantFrom(0, 0, 720),
    periodZone: fc.constantFrom('Asia/Tokyo', ...zones),
    before: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 2, max: 90 }) },
      { weight: 1, arbitrary: fc.integer({ min: -1, max: 1 }) },
    ),
    after: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 2, max: 90 }) },
      { weight: 1, arbitrary: fc.integer({ min: -1, max: 1 }) },
    ),
    closedIn: fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 1 }),
    others: fc.array(fc.constantFrom(...zones), { maxLength: 2 }),
    away: fc.array(
      fc.record({
        zone: fc.constantFrom(...zones),
        from: fc.integer({ min: -6, max: 4 }),
        days: fc.integer({ min: 0, max: 4 }),
      }),
      { maxLength: 1 },
    ),
    sessions: fc.array(
      fc.record({ offset: offsets, minutes: fc.integer({ min: 10, max: 120 }), isOwn: fc.boolean() }),
      { maxLength: 2 },
    ),
  })
  .map((drawn) => {
    const at = drawn.meant.at.getTime();
    const { zone } = drawn.meant;
    const wall = Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .add({ minutes: drawn.skew });
    const start: ProposedStart = drawn.isWallClock
      ? { kind: 'wall_clock', text: wall.toString().slice(0, 16), zone }
      : { kind: 'instant', at: drawn.meant.at };
    return {
      start,
      minutes: drawn.minutes,
      context: {
        now: new Date(at - drawn.ahead * minuteMs),
        leadMinutes: drawn.leadMinutes,
        period: {
          startsOn: dayIn(at, drawn.periodZone, -drawn.before),
          endsOn: dayIn(at, drawn.periodZone, drawn.after),
          zone: drawn.periodZone,
        },
        policy: {
          closedDays: {
            yearly: [{ from: '12-29', to: '01-03' }],
            dates: drawn.closedIn.map((days) => dayIn(at, drawn.periodZone, days)),
          },
          farthestDays: 366,
        },
        zones: [zone, ...drawn.others],
        away: drawn.away.map((range, index) => ({
          personId: `away-${index}`,
          zone: range.zone,
          fromOn: dayIn(at, range.zone, range.from),
          toOn: dayIn(at, range.zone, range.from + range.days),
        })),
        engagements: drawn.sessions.map((session, index) => ({
          personId: `busy-${index}`,
          sessionId: session.isOwn ? 'moving' : `other-${index}`,
          startsAt: new Date(at + session.offset * minuteMs),
          minutes: session.minutes,
        })),
        movingSessionId: 'moving',
      },
    };
  });
