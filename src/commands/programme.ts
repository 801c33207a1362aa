import { findTemplate } from '../domain/programmes/find-template.ts';
import { isPlainDate, isZone, startOfDay } from '../domain/time.ts';
import { createProgramme } from '../use-cases/desk/create-programme.ts';
import { badOption, type Command, type CommandContext, need, needOneOf, UsageError } from './command.ts';

/** `programme create`: a programme of a template; the phases follow from its first day. */
export const programmeCreate: Command = {
  name: 'programme create',
  summary: 'programmeCreate',
  usage:
    '--key 2026 --name NAME --starts 2026-10-01 [--short NAME] [--template npo-mentoring] [--zone Asia/Tokyo] [--language ja] [--line-account @ID] [--channel C0123] [--contact TEXT] [--hours TEXT] [--push-limit 200] [--retention-months 12]',
  options: [
    ...['key', 'name', 'short', 'template', 'zone', 'language', 'starts', 'line-account', 'channel'],
    ...['contact', 'hours', 'push-limit', 'retention-months'],
  ],
  flags: ['dry-run'],
  run: async (context) => {
    const { desk, texts, print, args, clock } = context;
    const key = need(context, 'key');
    const templateKey = args.options.template ?? 'npo-mentoring';
    const template = findTemplate(templateKey);
    if (template === null) {
      throw new UsageError(texts.desk.programme.unknownTemplate({ key: templateKey }));
    }
    const name = need(context, 'name');
    const input = {
      code: key,
      name,
      shortName: args.options.short ?? name,
      zone: readZone(context),
      language: args.options.language === undefined ? 'ja' : needOneOf(context, 'language', ['ja', 'en']),
      startsOn: readStart(context),
      settings: {
        lineAccount: args.options['line-account'] ?? '',
        deskChannel: args.options.channel ?? null,
        deskContact: args.options.contact ?? '',
        deskHours: args.options.hours ?? '',
        helpPlaces: [],
        retentionMonths: readNumber(context, 'retention-months', 12),
        pushLimit: readNumber(context, 'push-limit', 200),
      },
    } as const;
    const created = args.flags.has('dry-run')
      ? null
      : await desk.transact((records) => createProgramme(records, template, input, clock.now()));
    if (args.flags.has('dry-run')) {
      print(texts.imports.dryRun);
      return true;
    }
    if (created === null) {
      print(texts.desk.programme.exists({ key }));
      return true;
    }
    const { zone, startsOn, endsOn } = created;
    const days = { from: startOfDay(startsOn, zone), to: startOfDay(endsOn, zone), zone };
    print(texts.desk.programme.created({ name, key, ...days }));
    return true;
  },
};

function readZone(context: CommandContext): string {
  const zone = context.args.options.zone ?? 'Asia/Tokyo';
  if (!isZone(zone)) throw new UsageError(context.texts.imports.person.unknownZone({ value: zone }));
  return zone;
}

function readStart(context: CommandContext): string {
  const date = need(context, 'starts');
  if (!isPlainDate(date)) throw badOption(context, 'starts', date);
  return date;
}

function readNumber(context: CommandContext, option: string, usual: number): number {
  const given = context.args.options[option];
  if (given === undefined) return usual;
  if (!/^\d{1,6}$/.test(given)) throw badOption(context, option, given);
  return Number(given);
}
