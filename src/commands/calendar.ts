import { createCalendarLink } from '../use-cases/calendar/calendar-link.ts';
import type { Records } from '../use-cases/ports/records/records.ts';
import { type Command, type CommandContext, need, needProgramme, Refusal, UsageError } from './command.ts';

type Member = { readonly personId: string; readonly name: string };

/** `calendar issue`: shows a person's calendar address as it is now. Changes nothing. */
export const calendarIssue: Command = {
  name: 'calendar issue',
  summary: 'calendarIssue',
  usage: '--programme KEY --person M01A',
  words: [],
  options: ['programme', 'person'],
  flags: [],
  run: (context) =>
    onMember(context, async (records, { personId, name }) => {
      const { texts, print } = context;
      const site = {
        baseUrl: needSetting(context, 'BASE_URL', context.baseUrl),
        secretKey: needSetting(context, 'SECRET_KEY', context.secretKey),
      };
      const link = await createCalendarLink(site, records.calendars)(personId);
      print(texts.calendars.address({ name, link: link ?? '' }));
      print(texts.calendars.secret);
    }),
};

/** `calendar revoke`: the address that stands opens nothing from now on. */
export const calendarRevoke: Command = {
  name: 'calendar revoke',
  summary: 'calendarRevoke',
  usage: '--programme KEY --person M01A [--dry-run]',
  words: [],
  options: ['programme', 'person'],
  flags: ['dry-run'],
  run: (context) =>
    onMember(context, async (records, { personId, name }) => {
      const { texts, print, args } = context;
      if (args.flags.has('dry-run')) {
        print(texts.calendars.revocable({ name }));
        print(texts.imports.dryRun);
        return;
      }
      await records.calendars.revoke(personId, await records.calendars.revisionOf(personId));
      print(texts.calendars.revoked({ name }));
    }),
};

async function onMember(
  context: CommandContext,
  work: (records: Records, member: Member) => Promise<void>,
): Promise<boolean> {
  const code = need(context, 'person').normalize('NFKC').trim().toUpperCase();
  return context.desk.transact(async (records) => {
    const programme = await needProgramme(context, records);
    const member = await records.calendars.findMember(programme.id, code);
    if (member === null) throw new Refusal(context.texts.calendars.unknown({ name: code }));
    await work(records, member);
    return true;
  });
}

function needSetting({ texts }: CommandContext, name: string, value: string | undefined): string {
  if (value === undefined) throw new UsageError(texts.desk.needsOption({ option: `${name} (.env)` }));
  return value;
}
