import { generateSessions } from '../domain/imports/generate-sessions.ts';
import { checkLink } from '../domain/scheduling/starts/check-link.ts';
import { createSession } from '../use-cases/desk/import-sessions.ts';
import { sessionContext } from '../use-cases/desk/session-context.ts';
import { templateOf } from '../use-cases/open-run.ts';
import { readTime } from './arguments/read-moment.ts';
import { badOption, type Command, type CommandContext, needProgramme, Refusal } from './command.ts';

/** `sessions generate`: dates for the mentoring sessions that teams do not have yet. */
export const sessionsGenerate: Command = {
  name: 'sessions generate',
  summary: 'sessionsGenerate',
  usage: '--programme KEY [--weekday 1-7 (1: Monday)] [--time 21:00] [--link https://...] [--dry-run]',
  words: [],
  options: ['programme', 'weekday', 'time', 'link'],
  flags: ['dry-run'],
  run: async (context) => {
    const { desk, texts, print, args, clock } = context;
    const usual = {
      weekday: readWeekday(context),
      time: readTime(context, 'time', args.options.time ?? '21:00'),
    };
    const link = readLink(context);
    const dryRun = args.flags.has('dry-run');
    return desk.transact(async (records) => {
      const programme = await needProgramme(context, records);
      const now = clock.now();
      const known = await sessionContext(records, programme, now);
      const { sessions, scheduling } = templateOf(programme);
      const { mentoring } = sessions;
      const { zone } = programme;
      const { rows, short } = generateSessions({
        zone,
        now,
        phase: programme.phases.find(({ key }) => key === 'mentoring') ?? programme,
        closedDays: scheduling.closedDays,
        perTeam: mentoring.perTeam,
        minutes: mentoring.minutes,
        usual,
        teams: known.teams.map((code) => ({ code, link, mentors: known.mentorsOf.get(code) ?? [] })),
        existing: known.existing,
      });
      for (const row of rows) {
        print(texts.desk.session.dated({ ...row, team: row.team ?? '', at: row.startsAt, zone }));
        if (!dryRun) await createSession(records, programme.id, row, now);
      }
      for (const team of short) print(texts.desk.session.short(team));
      print(texts.desk.session.generated({ count: rows.length }));
      if (dryRun) print(texts.imports.dryRun);
      return true;
    });
  },
};

function readWeekday(context: CommandContext): number {
  const typed = context.args.options.weekday ?? '2';
  if (!/^[1-7]$/.test(typed)) throw badOption(context, 'weekday', typed);
  return Number(typed);
}

function readLink(context: CommandContext): string | null {
  const { link } = context.args.options;
  if (link === undefined) return null;
  if (!checkLink(link).ok) throw new Refusal(context.texts.imports.session.badLink);
  return link;
}
