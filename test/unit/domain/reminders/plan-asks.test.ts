import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reader } from '../../../../src/domain/people/people.ts';
import { planMentorAsk, planNudge, planParticipantAsk } from '../../../../src/domain/reminders/plan-asks.ts';
import { defaultReminderPolicy as policy } from '../../../../src/domain/reminders/policy.ts';
import { countDay, createCensus, dayClasses, moments } from '../../../support/arbitraries/moments.ts';
import { isOverMidnight, readersIn } from '../../../support/arbitraries/people.ts';
import { wantsQuiet } from '../../../support/arbitraries/wall-clocks.ts';

const minuteMs = 60_000;
const weekMs = 7 * 1440 * minuteMs;
const runs = { numRuns: 1_000 };

const ends = moments.chain(({ at, zone }) =>
  fc.record({ endsAt: fc.constant(at), zone: fc.constant(zone), reader: readersIn(zone) }),
);

/** The first open minute from then on; null when there is none within a week. */
function firstOpen(from: number, reader: Reader): number | null {
  for (let at = from; at < from + weekMs; at += minuteMs) if (!wantsQuiet(at, reader)) return at;
  return null;
}

/** The next noon after it on the person's clock. */
function noonAfter(at: number, zone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const noons = [0, 1].map((days) =>
    local.toPlainDate().add({ days }).toZonedDateTime({ timeZone: zone, plainTime: '12:00' }),
  );
  return noons.map(({ epochMilliseconds }) => epochMilliseconds).find((noon) => noon > at) ?? at;
}

/** Open: then. In the night: at noon, and if that is closed too, at the next noon, else as soon as it opens. */
function kindly(wanted: number, reader: Reader): number | null {
  if (!wantsQuiet(wanted, reader)) return wanted;
  const local = Temporal.Instant.fromEpochMilliseconds(wanted).toZonedDateTimeISO(reader.zone);
  const lastNoon = local
    .toPlainDate()
    .add({ days: 1 })
    .toZonedDateTime({ timeZone: reader.zone, plainTime: '12:00' }).epochMilliseconds;
  for (let noon = noonAfter(wanted, reader.zone); noon <= lastNoon; noon = noonAfter(noon, reader.zone)) {
    if (!wantsQuiet(noon, reader)) return noon;
  }
  return firstOpen(wanted, reader);
}

describe('asking for a reflection', () => {
  it('asks a mentor ten minutes after the end, or at the first open minute after that', () => {
    const census = createCensus([...dayClasses, 'range over midnight', 'at once', 'later', 'never']);
    fc.assert(
      fc.property(ends, ({ endsAt, zone, reader }) => {
        countDay(census, { at: endsAt, zone });
        census.count('range over midnight', isOverMidnight(reader));
        const wanted = endsAt.getTime() + 10 * minuteMs;
        const expected = firstOpen(wanted, reader);
        expect(planMentorAsk({ endsAt, reader, policy })?.getTime() ?? null).toBe(expected);
        census.count(expected === null ? 'never' : expected === wanted ? 'at once' : 'later');
      }),
      runs,
    );
    expect(census.missing().filter((name) => name !== 'never')).toEqual([]);
  });

  it('asks a participant two hours after the end, at noon instead of in a range, never in one', () => {
    const census = createCensus([...dayClasses, 'in a range']);
    fc.assert(
      fc.property(ends, ({ endsAt, zone, reader }) => {
        countDay(census, { at: endsAt, zone });
        const wanted = endsAt.getTime() + 120 * minuteMs;
        census.count('in a range', wantsQuiet(wanted, reader));
        const asked = planParticipantAsk({ endsAt, reader, policy });
        expect(asked?.getTime() ?? null).toBe(kindly(wanted, reader));
        if (asked !== null) expect(wantsQuiet(asked.getTime(), reader)).toBe(false);
      }),
      runs,
    );
    expect(census.missing()).toEqual([]);
  });

  it('nudges once, two days after the ask by the same rule, unless the next session begins before', () => {
    const census = createCensus(['nudged', 'next session first']);
    const asks = fc.tuple(ends, fc.option(fc.integer({ min: 0, max: 6_000 })));
    fc.assert(
      fc.property(asks, ([{ endsAt: askAt, reader }, nextAfter]) => {
        const nextSessionAt = nextAfter === null ? null : new Date(askAt.getTime() + nextAfter * minuteMs);
        const expected = kindly(askAt.getTime() + 2 * 1440 * minuteMs, reader);
        const isTooLate = nextSessionAt !== null && expected !== null && expected >= nextSessionAt.getTime();
        const nudge = planNudge({ askAt, reader, policy, nextSessionAt });
        expect(nudge?.getTime() ?? null).toBe(isTooLate ? null : expected);
        census.count(isTooLate ? 'next session first' : 'nudged');
      }),
      runs,
    );
    expect(census.missing()).toEqual([]);
  });

  it('does so on a usual evening', () => {
    const participant = { zone: 'Asia/Tokyo', quietRanges: [{ from: '21:00', to: '08:00' }] };
    const at = (text: string): Date => new Date(`${text}:00+09:00`);
    const ask = (end: string) => planParticipantAsk({ endsAt: at(end), reader: participant, policy });
    expect(ask('2024-11-12T18:00')).toEqual(at('2024-11-12T20:00'));
    expect(ask('2024-11-12T21:40')).toEqual(at('2024-11-13T12:00'));
    expect(ask('2024-11-13T01:00')).toEqual(at('2024-11-13T12:00'));
    const sleeper = { ...participant, quietRanges: [{ from: '21:00', to: '13:00' }] };
    expect(planParticipantAsk({ endsAt: at('2024-11-12T21:40'), reader: sleeper, policy })).toEqual(
      at('2024-11-13T13:00'),
    );
  });

  it('says nothing once the next session has begun', () => {
    const reader = { zone: 'Asia/Tokyo', quietRanges: [] };
    const nudge = (nextSession: string) =>
      planNudge({
        askAt: new Date('2024-11-12T10:00:00Z'),
        nextSessionAt: new Date(nextSession),
        reader,
        policy,
      });
    expect(nudge('2024-11-14T10:01:00Z')).toEqual(new Date('2024-11-14T10:00:00Z'));
    expect(nudge('2024-11-14T10:00:00Z')).toBeNull();
  });
});
