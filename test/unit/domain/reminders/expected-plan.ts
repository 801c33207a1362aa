import { Temporal } from '@js-temporal/polyfill';
import type { Attendee, ReminderPlanInput } from '../../../../src/domain/reminders/plan-reminders.ts';
import { wantsQuiet } from '../../../support/arbitraries/wall-clocks.ts';

export type ExpectedReminder = {
  readonly address: string;
  readonly offset: 'eve' | 'hour';
  readonly dueAt: number;
  readonly urgent: boolean;
};

const minute = 60_000;
const day = 24 * 60 * minute;

/** The rules of DESIGN 5 said once more, by scanning minute after minute; shares no code with the planner. */
export function expectedPlan({ session, participants, mentors, now }: ReminderPlanInput): ExpectedReminder[] {
  const start = session.startsAt.getTime();
  const asked = now.getTime();

  const isOpen = (at: number, readers: readonly Attendee[]): boolean =>
    readers.every((reader) => !wantsQuiet(at, reader));

  const lastOpen = (at: number, readers: readonly Attendee[], notBefore: number): number | null => {
    for (let tried = at; tried >= notBefore; tried -= minute) if (isOpen(tried, readers)) return tried;
    return null;
  };

  const evening = (readers: readonly Attendee[], time: string): number | null => {
    const wanted = readers.map(({ zone }) =>
      Temporal.Instant.fromEpochMilliseconds(start)
        .toZonedDateTimeISO(zone)
        .toPlainDate()
        .subtract({ days: 1 })
        .toZonedDateTime({ timeZone: zone, plainTime: time }),
    );
    const first = Math.min(...wanted.map(({ epochMilliseconds }) => epochMilliseconds));
    return lastOpen(first, readers, first - day);
  };

  const dated = (nominal: number | null, readers: readonly Attendee[]) => {
    if (nominal === null) return null;
    if (nominal > asked) return { dueAt: nominal, urgent: false };
    const tooLate = start - 60 * minute;
    if (asked > tooLate) return null;
    for (let at = asked; at <= tooLate; at += minute)
      if (isOpen(at, readers)) return { dueAt: at, urgent: false };
    return { dueAt: asked, urgent: true };
  };

  const both = (address: string, readers: readonly Attendee[]): ExpectedReminder[] => {
    const eve = dated(evening(readers, '21:00'), readers);
    const hour = dated(lastOpen(start - 60 * minute, readers, start - day), readers);
    const merges = eve !== null && hour !== null && Math.abs(hour.dueAt - eve.dueAt) < 180 * minute;
    return [
      ...(eve === null ? [] : [{ address, offset: 'eve' as const, ...eve }]),
      ...(hour === null || merges ? [] : [{ address, offset: 'hour' as const, ...hour }]),
    ];
  };

  const toParticipants = participants
    .filter(({ attends }) => attends)
    .flatMap((one): ExpectedReminder[] => {
      const eve = dated(evening([one], '20:00'), [one]);
      return eve === null ? [] : [{ address: `line:${one.personId}`, offset: 'eve', ...eve }];
    });
  const pair = mentors.filter(({ attends }) => attends);
  const isGroup = session.kind !== 'training' && pair.length > 0 && evening(mentors, '21:00') !== null;
  const toMentors = isGroup
    ? both(`pair:${session.teamId}`, mentors)
    : pair.flatMap((one) => both(`dm:${one.personId}`, [one]));
  return [...toParticipants, ...toMentors];
}
