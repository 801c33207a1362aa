import { isoWeekOf, parseIsoWeek } from '../domain/time.ts';
import { windowOf } from '../use-cases/make-digests.ts';
import { digestText } from '../use-cases/messages/digest.ts';
import { badOption, type Command, type CommandContext, needProgramme } from './command.ts';

/** `digest preview`: what the digest of a week would say now; nothing is sent or stored. */
export const digestPreview: Command = {
  name: 'digest preview',
  summary: 'digestPreview',
  usage: '--programme KEY [--week 2026-W46] [--trace]',
  words: [],
  options: ['programme', 'week'],
  flags: ['trace'],
  run: async (context) => {
    const { desk, texts, print, clock, args } = context;
    const now = clock.now();
    const { programme, window, week } = await desk.transact(async (records) => {
      const found = await needProgramme(context, records);
      const wanted = readWeek(context, found.zone, now);
      return {
        programme: found,
        week: wanted,
        window: await windowOf(records, found.id, wanted, now),
      };
    });
    const figures = await desk.digests.preview(window);
    const { isoWeek, startsAt, endsAt, takenAt, zone } = window;
    const { pushTarget, pushLimit } = programme.settings;
    print(texts.desk.digest.preview({ week: week.week }));
    print('');
    print(
      digestText(
        {
          programmeName: programme.name,
          zone,
          pushTarget,
          pushLimit,
          isoWeek,
          startsAt,
          endsAt,
          takenAt,
          figures,
        },
        context.language,
      ),
    );
    if (!args.flags.has('trace')) return true;
    print('');
    for (const traced of await desk.digests.trace(window)) print(texts.desk.digest.trace(traced));
    return true;
  },
};

function readWeek(context: CommandContext, zone: string, now: Date) {
  const given = context.args.options.week;
  if (given === undefined) return isoWeekOf(now, zone);
  const week = parseIsoWeek(given);
  if (week === null) throw badOption(context, 'week', given);
  return week;
}
