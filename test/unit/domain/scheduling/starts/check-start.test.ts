import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { npoMentoring } from '../../../../../src/domain/programmes/npo-mentoring/template.ts';
import {
  checkStart,
  type StartContext,
  type StartRefusal,
} from '../../../../../src/domain/scheduling/starts/check-start.ts';
import { toInstant } from '../../../../../src/domain/time.ts';
import { createCensus } from '../../../../support/arbitraries/moments.ts';
import { startCases } from '../../../../support/arbitraries/starts.ts';
import { expectedStart } from './expected-start.ts';

const tokyo = 'Asia/Tokyo';
const losAngeles = 'America/Los_Angeles';
const at = (date: string, time: string): Date => toInstant(date, time, tokyo);

/** In the order in which they are named when several stand against a start. */
const order: readonly StartRefusal['kind'][] = [
  'unreadable',
  'gap',
  'twice',
  'past',
  'soon',
  'far',
  'outside',
  'closed',
  'overlaps',
  'away',
];

function check(startsAt: Date, changes: Partial<StartContext> = {}) {
  return checkStart(
    { start: { kind: 'instant', at: startsAt }, minutes: 40 },
    {
      now: at('2024-11-20', '21:00'),
      leadMinutes: 0,
      period: { startsOn: '2024-10-01', endsOn: '2025-02-28', zone: tokyo },
      policy: npoMentoring.scheduling,
      zones: [tokyo],
      away: [],
      engagements: [],
      movingSessionId: null,
      ...changes,
    },
  );
}

const busy = {
  personId: 'mentor-a',
  sessionId: 'other',
  startsAt: at('2024-11-26', '21:00'),
  minutes: 40,
};
const away = { personId: 'mentor-b', zone: tokyo, fromOn: '2024-11-25', toOn: '2024-12-01' };

describe('a proposed start', () => {
  it('is accepted on a free evening', () => {
    const free = at('2024-11-26', '21:00');
    expect(check(free)).toEqual({ ok: true, value: free });
  });

  it.each([
    ['a minute from now', null, at('2024-11-20', '21:01')],
    ['now', 'past', at('2024-11-20', '21:00')],
    ['yesterday', 'past', at('2024-11-19', '21:00')],
    ['two years ahead', 'far', at('2026-11-26', '21:00')],
    ['on the last evening', null, at('2025-02-28', '23:00')],
    ['on the day after', 'outside', at('2025-03-01', '00:00')],
    ['on the evening of 28 December', null, at('2024-12-28', '22:00')],
    ['on 29 December', 'closed', at('2024-12-29', '21:00')],
    ['into 29 December', 'closed', at('2024-12-28', '23:30')],
    ['up to 29 December', null, at('2024-12-28', '23:20')],
    ['on 3 January', 'closed', at('2025-01-03', '21:00')],
    ['on 4 January', null, at('2025-01-04', '00:00')],
    ['not a time at all', 'unreadable', new Date(Number.NaN)],
  ] as const)('%s: refused as %s', (_, kind, startsAt) => {
    const checked = check(startsAt);
    expect(checked.ok ? null : checked.error.kind).toBe(kind);
  });

  it('names the end of the programme, and the stretch of closed days', () => {
    const period = { startsOn: '2024-10-01', endsOn: '2025-02-28' };
    const late = at('2025-03-01', '10:00');
    expect(check(late)).toEqual({ ok: false, error: { kind: 'outside', at: late, ...period } });
    const years = at('2026-11-26', '21:00');
    expect(check(years)).toEqual({ ok: false, error: { kind: 'far', at: years, ...period } });
    const newYear = at('2025-01-01', '10:00');
    expect(check(newYear)).toEqual({
      ok: false,
      error: { kind: 'closed', at: newYear, firstOn: '2024-12-29', lastOn: '2025-01-03' },
    });
  });

  it('is too far ahead from a year and two days on, though the programme were as long', () => {
    const period = { startsOn: '2024-10-01', endsOn: '2027-09-30', zone: tokyo };
    const kindOf = (date: string) => {
      const checked = check(at(date, '10:00'), { period });
      return checked.ok ? null : checked.error.kind;
    };
    expect(['2025-11-21', '2025-11-22'].map(kindOf)).toEqual([null, 'far']);
  });

  it('is too soon before its lead, where there is one', () => {
    const earliestAt = at('2024-11-21', '09:00');
    const soon = at('2024-11-21', '08:59');
    expect(check(earliestAt, { leadMinutes: 720 }).ok).toBe(true);
    expect(check(soon, { leadMinutes: 720 })).toEqual({
      ok: false,
      error: { kind: 'soon', at: soon, earliestAt },
    });
  });

  it.each([
    ['20:20', true],
    ['20:21', false],
    ['21:00', false],
    ['21:39', false],
    ['21:40', true],
  ])('at %s beside a session from 21:00 to 21:40: free %s', (time, isFree) => {
    const startsAt = at('2024-11-26', time);
    const checked = check(startsAt, { engagements: [busy] });
    expect(checked).toEqual(
      isFree
        ? { ok: true, value: startsAt }
        : { ok: false, error: { kind: 'overlaps', at: startsAt, with: [busy] } },
    );
  });

  it('says whose sessions it overlaps, all of them, but never its own former time', () => {
    const startsAt = at('2024-11-26', '21:10');
    const other = { ...busy, personId: 'participant', sessionId: 'third' };
    const own = { ...busy, personId: 'mentor-b', sessionId: 'moving' };
    const checked = check(startsAt, { engagements: [busy, own, other], movingSessionId: 'moving' });
    expect(checked).toEqual({ ok: false, error: { kind: 'overlaps', at: startsAt, with: [busy, other] } });
  });

  it.each([
    ['2024-11-24', '23:20', null],
    ['2024-11-24', '23:21', 'away'],
    ['2024-11-25', '00:00', 'away'],
    ['2024-12-01', '23:59', 'away'],
    ['2024-12-02', '00:00', null],
  ])('on %s at %s, beside an absence from 25 November to 1 December: refused as %s', (date, time, kind) => {
    const startsAt = at(date, time);
    const checked = check(startsAt, { away: [away] });
    expect(checked.ok ? null : checked.error).toEqual(
      kind === null ? null : { kind, at: startsAt, personIds: ['mentor-b'] },
    );
  });

  it("counts away days by the person's own calendar", () => {
    const abroad = { ...away, zone: losAngeles, fromOn: '2024-11-25', toOn: '2024-11-25' };
    expect(check(at('2024-11-25', '16:00'), { away: [abroad] }).ok).toBe(true);
    expect(check(at('2024-11-25', '17:00'), { away: [abroad] }).ok).toBe(false);
    expect(check(at('2024-11-26', '16:59'), { away: [abroad] }).ok).toBe(false);
    expect(check(at('2024-11-26', '17:00'), { away: [abroad] }).ok).toBe(true);
  });

  it('is refused at an hour that somebody reads twice, and accepted beside it', () => {
    const [first, second] = [new Date('2025-11-02T08:30:00Z'), new Date('2025-11-02T09:30:00Z')];
    const inAutumn = {
      now: new Date('2025-10-20T00:00:00Z'),
      period: { startsOn: '2025-10-01', endsOn: '2026-02-28', zone: tokyo },
    };
    const refusal = { kind: 'twice', zone: losAngeles, earlierAt: first, laterAt: second };
    for (const one of [first, second]) {
      const checked = check(one, { ...inAutumn, zones: [tokyo, losAngeles] });
      expect(checked).toEqual({ ok: false, error: refusal });
      expect(check(one, { ...inAutumn, zones: [tokyo] }).ok).toBe(true);
    }
    const beside = new Date('2025-11-02T10:00:00Z');
    expect(check(beside, { ...inAutumn, zones: [tokyo, losAngeles] }).ok).toBe(true);
  });

  it('is accepted exactly when nothing stands against it, and refused for the first reason in order', () => {
    const census = createCensus(['accepted', ...order.filter((kind) => kind !== 'unreadable'), 'several']);
    fc.assert(
      fc.property(startCases, (one) => {
        const expected = expectedStart(one);
        const checked = checkStart(one, one.context);
        const kind = order.find((reason) => expected.against.has(reason)) ?? null;
        census.count(kind ?? 'accepted');
        census.count('several', expected.against.size > 1);
        expect(checked.ok ? null : checked.error.kind).toBe(kind);
        if (checked.ok) expect(checked.value.getTime()).toBe(expected.at);
      }),
      { numRuns: 2_000 },
    );
    expect(census.missing()).toEqual([]);
  });
});
