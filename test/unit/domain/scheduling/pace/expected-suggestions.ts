import { Temporal } from '@js-temporal/polyfill';
import type { Reader } from '../../../../../src/domain/people/people.ts';
import type { SuggestionFacts } from '../../../../../src/domain/scheduling/pace/suggest-times.ts';
import { wantsQuiet } from '../../../../support/arbitraries/wall-clocks.ts';
import { expectedStart } from '../starts/expected-start.ts';

const minuteMs = 60_000;

const zoned = (at: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

/**
 * Every start that might be suggested, by going through the weeks of the next two months on each mentor's clock, with
 * the usual minute of each usual hour counted by hand.
 */
export function suggestible(facts: SuggestionFacts): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { zone } of facts.mentors) {
    const shown = facts.past.map((at) => zoned(at.getTime(), zone));
    const today = zoned(facts.now.getTime(), zone).toPlainDate();
    for (const { dayOfWeek, hour } of shown) {
      const minutes = shown
        .filter((one) => one.dayOfWeek === dayOfWeek && one.hour === hour)
        .map((one) => one.minute);
      const times = (minute: number): number => minutes.filter((one) => one === minute).length;
      const most = Math.max(...minutes.map(times));
      const usual = Math.min(...minutes.filter((minute) => times(minute) === most));
      const first = today.add({ days: (dayOfWeek - today.dayOfWeek + 7) % 7 });
      const last = today.add({ days: facts.policy.suggestions.withinDays });
      for (let date = first; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 7 })) {
        const at = date.toZonedDateTime({ timeZone: zone, plainTime: { hour, minute: usual } });
        if (at.hour === hour && at.minute === usual) found.add(at.epochMilliseconds);
      }
    }
  }
  const people = [...facts.mentors, ...facts.participants].map((person) => ({
    ...person,
    metAt: new Set(facts.past.map((at) => zoned(at.getTime(), person.zone).hour)),
  }));
  return new Set([...found].filter((at) => isGood(at, facts, people)));
}

type Met = Reader & { readonly metAt: ReadonlySet<number> };

/** Whether nothing stands against a start, in two days at the earliest, and nobody's quiet hours are met anew. */
function isGood(at: number, facts: SuggestionFacts, people: readonly Met[]): boolean {
  const { against } = expectedStart({
    start: { kind: 'instant', at: new Date(at) },
    minutes: facts.minutes,
    context: { ...facts, leadMinutes: 48 * 60, zones: people.map(({ zone }) => zone) },
  });
  if (against.size > 0) return false;
  return people.every((person) => {
    if (person.metAt.has(zoned(at, person.zone).hour)) return true;
    for (let minute = 0; minute < facts.minutes; minute += 1)
      if (wantsQuiet(at + minute * minuteMs, person)) return false;
    return true;
  });
}
