import { isInGap, isPlainDate, startOfDay, toInstant } from '../../domain/time.ts';
import type { ProgrammeView } from '../../use-cases/ports/records/views.ts';
import { badOption, type CommandContext, need, Refusal } from '../command.ts';

/** `--date` and `--start` as an instant of the programme; refused outside its days and where the clock jumps. */
export function readStart(context: CommandContext, { zone, startsOn, endsOn }: ProgrammeView): Date {
  const { imports } = context.texts;
  const typed = need(context, 'date').normalize('NFKC').trim();
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(typed) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isPlainDate(date)) throw new Refusal(imports.session.badDate({ value: typed }));
  const time = readTime(context, 'start', need(context, 'start'));
  if (isInGap(date, time, zone)) throw new Refusal(imports.session.noSuchTime({ value: time }));
  if (date < startsOn || date > endsOn) {
    const days = { from: startOfDay(startsOn, zone), to: startOfDay(endsOn, zone), zone };
    throw new Refusal(imports.session.outside(days));
  }
  return toInstant(date, time, zone);
}

/** `HH:mm`. */
export function readTime(context: CommandContext, option: string, typed: string): string {
  const [, hour = '', minute = ''] = /^(\d{1,2}):(\d{2})$/.exec(typed.normalize('NFKC').trim()) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) throw badOption(context, option, typed);
  return `${hour.padStart(2, '0')}:${minute}`;
}

/** `--minutes`, from 10 to 480. */
export function readMinutes(context: CommandContext, usual: number): number {
  const typed = context.args.options.minutes;
  if (typed === undefined) return usual;
  const minutes = /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
  if (minutes < 10 || minutes > 480) throw badOption(context, 'minutes', typed);
  return minutes;
}
