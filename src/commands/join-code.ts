import { randomBytes } from 'node:crypto';
import { formatJoinCode } from '../domain/people/join-codes.ts';
import { textsFor } from '../i18n/index.ts';
import { friendLink } from '../i18n/join-link.ts';
import { issueJoinCode } from '../use-cases/desk/issue-join-code.ts';
import type { Records } from '../use-cases/ports/records/records.ts';
import type { ProgrammeView } from '../use-cases/ports/records/views.ts';
import { type Command, type CommandContext, need, needProgramme, Refusal, UsageError } from './command.ts';

/** `join-code issue`: a participant's code, once, with the mail that brings it. */
export const joinCodeIssue: Command = {
  name: 'join-code issue',
  summary: 'joinCodeIssue',
  usage: '--programme KEY --person P01A [--dry-run]',
  words: [],
  options: ['programme', 'person'],
  flags: ['dry-run'],
  run: (context) => context.desk.transact((records) => issue(context, records)),
};

async function issue(context: CommandContext, records: Records): Promise<boolean> {
  const { texts, clock, secretKey, args, print } = context;
  if (secretKey === undefined) throw new UsageError(texts.desk.needsOption({ option: 'SECRET_KEY (.env)' }));
  const programme = await needProgramme(context, records);
  if (programme.settings.lineAccount === '') throw new Refusal(texts.joinCodes.noAccount);
  const personCode = need(context, 'person').normalize('NFKC').trim().toUpperCase();
  const dryRun = args.flags.has('dry-run');
  const issued = await issueJoinCode(records, {
    programme,
    personCode,
    secretKey,
    randomBytes,
    now: clock.now(),
    dryRun,
  });
  switch (issued.kind) {
    case 'unknown':
      throw new Refusal(texts.joinCodes.notParticipant({ name: personCode }));
    case 'connected':
      throw new Refusal(texts.joinCodes.alreadyConnected(issued));
    case 'possible':
      print(texts.joinCodes.possible(issued));
      print(texts.imports.dryRun);
      return true;
    case 'issued':
      printCode(context, programme, issued);
      return true;
  }
}

function printCode(
  { print, texts, language }: CommandContext,
  programme: ProgrammeView,
  issued: Extract<Awaited<ReturnType<typeof issueJoinCode>>, { kind: 'issued' }>,
): void {
  const { joinCodes } = texts;
  const { settings, zone } = programme;
  const code = formatJoinCode(issued.code);
  const { mail } = textsFor(issued.language ?? language).cli.joinCodes;
  if (issued.replaced) print(joinCodes.replaced(issued));
  print(joinCodes.code({ name: issued.name, code }));
  print(joinCodes.expires({ at: issued.expiresAt, zone }));
  print(joinCodes.friend({ link: friendLink({ account: settings.lineAccount }) }));
  print('');
  print(`-- ${joinCodes.mailHeading}`);
  print(mail.subject({ programme: programme.name }));
  print('');
  print(
    mail.body({
      name: issued.name,
      programme: programme.name,
      code,
      account: settings.lineAccount,
      contact: settings.deskContact,
      at: issued.expiresAt,
      zone,
    }),
  );
  print('--');
  print(joinCodes.once);
}
