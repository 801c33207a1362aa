import { findTemplate } from '../domain/programmes/find-template.ts';
import { isPlainDate, isZone, startOfDay } from '../domain/time.ts';
import { changeSettings, createProgramme, type NewProgramme } from '../use-cases/desk/create-programme.ts';
import type { Records } from '../use-cases/ports/records/records.ts';
import type { ProgrammeSettings, ProgrammeView } from '../use-cases/ports/records/views.ts';
import { badOption, type Command, type CommandContext, need, needOneOf, Refusal } from './command.ts';

/** `programme create`: a programme of a template; where the key exists, only the settings that are given change. */
export const programmeCreate: Command = {
  name: 'programme create',
  summary: 'programmeCreate',
  usage:
    '--key 2026 --name NAME --starts 2026-10-01 [--short NAME] [--template npo-mentoring] [--zone Asia/Tokyo] [--language ja] [--line-account @ID] [--channel C0123] [--contact TEXT] [--hours TEXT] [--push-limit 200] [--retention-months 12] [--dry-run]',
  words: [],
  options: [
    ...['key', 'name', 'short', 'template', 'zone', 'language', 'starts', 'line-account', 'channel'],
    ...['contact', 'hours', 'push-limit', 'retention-months'],
  ],
  flags: ['dry-run'],
  run: async (context) => {
    const { desk, texts, print, args } = context;
    await desk.transact(async (records) => {
      const standing = await records.desk.findProgramme(readKey(context));
      if (standing === null) await create(context, records);
      else await change(context, records, standing);
    });
    if (args.flags.has('dry-run')) print(texts.imports.dryRun);
    return true;
  },
};

async function create(context: CommandContext, records: Records): Promise<void> {
  const { texts, print, args, clock } = context;
  const templateKey = args.options.template ?? 'npo-mentoring';
  const template = findTemplate(templateKey);
  if (template === null) throw new Refusal(texts.desk.programme.unknownTemplate({ key: templateKey }));
  const input = readProgramme(context);
  if (args.flags.has('dry-run')) return;
  const created = await createProgramme(records, template, input, clock.now());
  if (created === null) return;
  const { zone, name, code, startsOn, endsOn } = created;
  const days = { from: startOfDay(startsOn, zone), to: startOfDay(endsOn, zone), zone };
  print(texts.desk.programme.created({ name, key: code, ...days }));
}

async function change(context: CommandContext, records: Records, standing: ProgrammeView): Promise<void> {
  const { print, args } = context;
  const { updated, exists } = context.texts.desk.programme;
  const isNew = await changeSettings(records, standing, readSettings(context), args.flags.has('dry-run'));
  print(isNew ? updated({ key: standing.code }) : exists({ key: standing.code }));
}

function readProgramme(context: CommandContext): NewProgramme {
  const { options } = context.args;
  const name = need(context, 'name');
  return {
    code: readKey(context),
    name,
    shortName: options.short ?? name,
    zone: readZone(context),
    language: options.language === undefined ? 'ja' : needOneOf(context, 'language', ['ja', 'en']),
    startsOn: readStart(context),
    settings: {
      lineAccount: '',
      deskChannel: null,
      deskContact: '',
      deskHours: '',
      helpPlaces: [],
      retentionMonths: 12,
      pushLimit: 200,
      ...readSettings(context),
    },
  };
}

/** Only what was typed. */
function readSettings(context: CommandContext): Partial<ProgrammeSettings> {
  const { options } = context.args;
  return {
    ...(options['line-account'] === undefined ? {} : { lineAccount: readAccount(context) }),
    ...(options.channel === undefined ? {} : { deskChannel: options.channel }),
    ...(options.contact === undefined ? {} : { deskContact: options.contact }),
    ...(options.hours === undefined ? {} : { deskHours: options.hours }),
    ...(options['retention-months'] === undefined
      ? {}
      : { retentionMonths: readNumber(context, 'retention-months') }),
    ...(options['push-limit'] === undefined ? {} : { pushLimit: readNumber(context, 'push-limit') }),
  };
}

/** It is typed in every command and stands in links and file names. */
function readKey(context: CommandContext): string {
  const key = need(context, 'key').normalize('NFKC').trim();
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(key)) throw badOption(context, 'key', key);
  return key;
}

/** LINE writes an account's id with an @ before it. */
function readAccount(context: CommandContext): string {
  const account = need(context, 'line-account').normalize('NFKC').trim();
  if (!/^@[a-z0-9_.-]{1,40}$/i.test(account)) throw badOption(context, 'line-account', account);
  return account;
}

function readZone(context: CommandContext): string {
  const zone = context.args.options.zone ?? 'Asia/Tokyo';
  if (!isZone(zone)) throw new Refusal(context.texts.imports.person.unknownZone({ value: zone }));
  return zone;
}

function readStart(context: CommandContext): string {
  const date = need(context, 'starts').replaceAll('/', '-');
  if (!isPlainDate(date)) throw badOption(context, 'starts', date);
  return date;
}

function readNumber(context: CommandContext, option: string): number {
  const given = need(context, option);
  if (!/^[1-9]\d{0,5}$/.test(given)) throw badOption(context, option, given);
  return Number(given);
}
