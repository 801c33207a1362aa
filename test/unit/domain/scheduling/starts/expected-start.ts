import { Temporal } from '@js-temporal/polyfill';
import type { StartRefusal } from '../../../../../src/domain/scheduling/starts/check-start.ts';
import type { StartCase } from '../../../../support/arbitraries/starts.ts';
import { clockChangesOf, shownMinutes } from '../../../../support/arbitraries/wall-clocks.ts';

export type Expected = { readonly at: number | null; readonly against: ReadonlySet<StartRefusal['kind']> };

/** What stands against a start, by Temporal and by looking at every minute of the session. */
export function expectedStart({ start, minutes, context }: StartCase): Expected {
  const against = new Set<StartRefusal['kind']>();
  const instants = start.kind === 'instant' ? [start.at.getTime()] : instantsOf(start.text, start.zone);
  if (instants.length === 0) against.add('gap');
  if (instants.length > 1) against.add('twice');
  const [at] = instants;
  if (at === undefined || instants.length > 1) return { at: null, against };

  const { period, now } = context;
  const dayOf = (ms: number, zone: string): string =>
    new Date(shownMinutes(ms, zone) * 60_000).toISOString().slice(0, 10);
  for (const zone of context.zones) {
    const isNearChange = clockChangesOf(zone).some((change) => Math.abs(change.at - at) < 86_400_000);
    if (!isNearChange) continue;
    const wall = new Date(shownMinutes(at, zone) * 60_000).toISOString().slice(0, 16);
    if (instantsOf(wall, zone).length > 1) against.add('twice');
  }
  const ahead = at - now.getTime();
  if (ahead <= 0) against.add('past');
  else if (ahead < context.leadMinutes * 60_000) against.add('soon');
  const on = dayOf(at, period.zone);
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(period.zone);
  if (today.toPlainDate().until(on).days > context.policy.farthestDays) against.add('far');
  if (on < period.startsOn || on > period.endsOn) against.add('outside');
  for (let minute = 0; minute < minutes; minute += 1) {
    const ms = at + minute * 60_000;
    const day = dayOf(ms, period.zone);
    if (/-12-(?:29|30|31)$|-01-0[1-3]$/.test(day)) against.add('closed');
    if (context.policy.closedDays.dates.includes(day)) against.add('closed');
    for (const range of context.away) {
      const there = dayOf(ms, range.zone);
      if (range.fromOn <= there && there <= range.toOn) against.add('away');
    }
    for (const other of context.engagements) {
      if (other.sessionId === context.movingSessionId) continue;
      const since = ms - other.startsAt.getTime();
      if (since > -60_000 && since < other.minutes * 60_000) against.add('overlaps');
    }
  }
  return { at, against };
}

function instantsOf(text: string, zone: string): readonly number[] {
  const wall = Temporal.PlainDateTime.from(text);
  const both = (['earlier', 'later'] as const).map((disambiguation) =>
    wall.toZonedDateTime(zone, { disambiguation }),
  );
  const shown = both.filter((at) => at.toPlainDateTime().equals(wall));
  return [...new Set(shown.map((at) => at.epochMilliseconds))];
}
