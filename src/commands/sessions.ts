import { generateSessions } from '../domain/imports/generate-sessions.ts';
import { type StandingSession, sessionKey } from '../domain/imports/session-row.ts';
import { endOf } from '../domain/sessions/sessions.ts';
import { isInGap, isPlainDate, startOfDay, toInstant } from '../domain/time.ts';
import { cancelSession } from '../use-cases/cancel-session.ts';
import { createSession } from '../use-cases/desk/import-sessions.ts';
import { sessionContext } from '../use-cases/desk/session-context.ts';
import { markSession } from '../use-cases/mark-session.ts';
import { moveSession } from '../use-cases/move-session.ts';
import { templateOf } from '../use-cases/open-run.ts';
import type { Records } from '../use-cases/ports/records.ts';
import type { ProgrammeView } from '../use-cases/ports/views.ts';
import {
  badOption,
  type Command,
  type CommandContext,
  need,
  needOneOf,
  needProgramme,
  UsageError,
} from './command.ts';

/** `sessions generate`: dates for the mentoring sessions that teams do not have yet. */
export const sessionsGenerate: Command = {
  name: 'sessions generate',
  summary: 'sessionsGenerate',
  usage: '--programme KEY [--weekday 2] [--time 21:00] [--link https://...] [--dry-run]',
  options: ['programme', 'weekday', 'time', 'link'],
  flags: ['dry-run'],
  run: async (context) => {
    const { desk, texts, print, args, clock } = context;
    const weekday = Number(args.options.weekday ?? '2');
    if (!(weekday >= 1 && weekday <= 7)) throw badOption(context, 'weekday', args.options.weekday ?? '');
    const time = readTime(context, args.options.time ?? '21:00', 'time');
    return desk.transact(async (records) => {
      const programme = await needProgramme(context, records);
      const now = clock.now();
      const known = await sessionContext(records, programme, now);
      const { sessions } = templateOf(programme);
      const phase = programme.phases.find(({ key }) => key === 'mentoring') ?? programme;
      const { rows, short } = generateSessions({
        zone: programme.zone,
        now,
        phase,
        perTeam: sessions.mentoring.perTeam,
        minutes: sessions.mentoring.minutes,
        usual: { weekday, time },
        teams: known.teams.map((code) => ({
          code,
          link: args.options.link ?? null,
          mentors: known.mentorsOf.get(code) ?? [],
        })),
        existing: known.existing,
      });
      for (const row of rows) {
        print(texts.imports.created({ key: `${sessionKey(row)} ${row.startsAt.toISOString()}` }));
        if (!args.flags.has('dry-run')) await createSession(records, programme.id, row, now);
      }
      for (const team of short) print(texts.desk.session.short(team));
      print(texts.desk.session.generated({ count: rows.length }));
      if (args.flags.has('dry-run')) print(texts.imports.dryRun);
      return short.length === 0;
    });
  },
};

/** `session move`: a new start; reminders follow, who was reminded already gets one correction. */
export const sessionMove: Command = {
  name: 'session move',
  summary: 'sessionMove',
  usage:
    '--programme KEY --session 01/mentoring/2 --date 2026-11-12 --start 21:00 [--minutes 40] [--dry-run]',
  options: ['programme', 'session', 'date', 'start', 'minutes'],
  flags: ['dry-run'],
  run: (context) =>
    onSession(context, async (records, programme, session) => {
      const { texts, print, clock, args } = context;
      const now = clock.now();
      const startsAt = readStart(context, programme);
      const minutes = readMinutes(context, session.minutes);
      if (endOf(session) <= now) throw new UsageError(texts.desk.session.over);
      if (startsAt <= now) {
        throw new UsageError(texts.imports.session.past({ at: startsAt, zone: programme.zone }));
      }
      if (startsAt.getTime() === session.startsAt.getTime() && minutes === session.minutes) {
        print(texts.desk.session.unchanged);
        return true;
      }
      if (!args.flags.has('dry-run')) {
        await moveSession(records, { sessionId: session.id, startsAt, minutes, now });
      }
      const { zone } = programme;
      const { team, kind, number } = session;
      print(
        texts.desk.session.moved({
          team: team ?? '',
          kind,
          number,
          at: startsAt,
          wasAt: session.startsAt,
          zone,
        }),
      );
      return true;
    }),
};

/** `session cancel`: called off; who was reminded already learns it once. */
export const sessionCancel: Command = {
  name: 'session cancel',
  summary: 'sessionCancel',
  usage: '--programme KEY --session 01/mentoring/2 [--dry-run]',
  options: ['programme', 'session'],
  flags: ['dry-run'],
  run: (context) =>
    onSession(context, async (records, { zone }, session) => {
      const { texts, print, clock, args } = context;
      const { team, kind, number, startsAt } = session;
      const isNew = args.flags.has('dry-run')
        ? session.state !== 'cancelled'
        : await cancelSession(records, session.id, clock.now());
      print(
        isNew
          ? texts.desk.session.cancelled({ team: team ?? '', kind, number, at: startsAt, zone })
          : texts.desk.session.unchanged,
      );
      return true;
    }),
};

/** `session mark`: the coordinator's word on whether it took place. */
export const sessionMark: Command = {
  name: 'session mark',
  summary: 'sessionMark',
  usage: '--programme KEY --session 01/mentoring/2 --as held|missed',
  options: ['programme', 'session', 'as'],
  flags: [],
  run: (context) =>
    onSession(context, async (records, { zone }, session) => {
      const { texts, print, clock } = context;
      const outcome = needOneOf(context, 'as', ['held', 'missed']);
      const { team, kind, number, startsAt } = session;
      const marked = await markSession(records, { sessionId: session.id, outcome, now: clock.now() });
      switch (marked) {
        case 'not_over':
          throw new UsageError(texts.desk.session.notOver);
        case 'unchanged':
          print(texts.desk.session.unchanged);
          return true;
        case 'marked':
          print(texts.desk.session.marked({ team: team ?? '', kind, number, at: startsAt, zone, outcome }));
          return true;
      }
    }),
};

function onSession(
  context: CommandContext,
  work: (records: Records, programme: ProgrammeView, session: StandingSession) => Promise<boolean>,
): Promise<boolean> {
  const { desk, texts, args, print } = context;
  const key = need(context, 'session');
  return desk.transact(async (records) => {
    const programme = await needProgramme(context, records);
    const sessions = await records.desk.sessionsOf(programme.id);
    const session = sessions.find((one) => sessionKey(one) === key || one.id === key);
    if (session === undefined) throw new UsageError(texts.desk.session.unknown);
    const done = await work(records, programme, session);
    if (args.flags.has('dry-run')) print(texts.imports.dryRun);
    return done;
  });
}

function readStart(context: CommandContext, { zone, startsOn, endsOn }: ProgrammeView): Date {
  const { imports } = context.texts;
  const date = need(context, 'date').replaceAll('/', '-');
  if (!isPlainDate(date)) throw new UsageError(imports.session.badDate({ value: date }));
  const time = readTime(context, need(context, 'start'), 'start');
  if (isInGap(date, time, zone)) throw new UsageError(imports.session.noSuchTime({ value: time }));
  if (date < startsOn || date > endsOn) {
    const days = { from: startOfDay(startsOn, zone), to: startOfDay(endsOn, zone), zone };
    throw new UsageError(imports.session.outside(days));
  }
  return toInstant(date, time, zone);
}

function readTime(context: CommandContext, given: string, option: string): string {
  const [, hour = '', minute = ''] = /^(\d{1,2}):(\d{2})$/.exec(given) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) throw badOption(context, option, given);
  return `${hour.padStart(2, '0')}:${minute}`;
}

function readMinutes(context: CommandContext, usual: number): number {
  const given = context.args.options.minutes;
  if (given === undefined) return usual;
  const minutes = /^\d{1,3}$/.test(given) ? Number(given) : 0;
  if (minutes < 10 || minutes > 480) throw badOption(context, 'minutes', given);
  return minutes;
}
