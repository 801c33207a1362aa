import { findClash, isOver } from '../domain/imports/session-conflicts.ts';
import { type StandingSession, sessionKey } from '../domain/imports/session-row.ts';
import { sessionContext } from '../use-cases/desk/session-context.ts';
import type { Records } from '../use-cases/ports/records/records.ts';
import type { ProgrammeView } from '../use-cases/ports/records/views.ts';
import { cancelSession } from '../use-cases/sessions/cancel-session.ts';
import { lockSession } from '../use-cases/sessions/lock-session.ts';
import { markSession } from '../use-cases/sessions/mark-session.ts';
import { moveByDesk } from '../use-cases/sessions/move-by-desk.ts';
import { readMinutes, readStart } from './arguments/read-moment.ts';
import { type Command, type CommandContext, need, needOneOf, needProgramme, Refusal } from './command.ts';

/** `session move`: a new start; reminders follow, who was reminded already gets one correction. */
export const sessionMove: Command = {
  name: 'session move',
  summary: 'sessionMove',
  usage:
    '--programme KEY --session 01/mentoring/2 --date 2026-11-12 --start 21:00 [--minutes 40] [--dry-run]',
  words: [],
  options: ['programme', 'session', 'date', 'start', 'minutes'],
  flags: ['dry-run'],
  run: (context) =>
    onSession(context, async (records, programme, session) => {
      const { texts, print, clock, args } = context;
      const { zone } = programme;
      const now = clock.now();
      const startsAt = readStart(context, programme);
      const minutes = readMinutes(context, session.minutes);
      if (isOver(session, now)) throw new Refusal(texts.desk.session.over);
      if (startsAt <= now) throw new Refusal(texts.imports.session.past({ at: startsAt, zone }));
      if (isAt(session, startsAt, minutes)) {
        print(texts.desk.session.unchanged);
        return;
      }
      const known = await sessionContext(records, programme, now);
      const clash = findClash({ ...session, startsAt, minutes }, known, () => false);
      if (clash !== null) {
        const { team, startsAt: at } = clash;
        throw new Refusal(texts.imports.session.overlaps({ team: team ?? '', at, zone }));
      }
      if (!args.flags.has('dry-run')) {
        await moveByDesk(records, { sessionId: session.id, startsAt, minutes, now });
      }
      print(texts.desk.session.moved({ ...told(session, zone), at: startsAt, wasAt: session.startsAt }));
    }),
};

/** `session cancel`: called off; who was reminded already learns it once. */
export const sessionCancel: Command = {
  name: 'session cancel',
  summary: 'sessionCancel',
  usage: '--programme KEY --session 01/mentoring/2 [--dry-run]',
  words: [],
  options: ['programme', 'session'],
  flags: ['dry-run'],
  run: (context) =>
    onSession(context, async (records, { zone }, session) => {
      const { texts, print, clock, args } = context;
      const isNew = args.flags.has('dry-run')
        ? session.state !== 'cancelled'
        : await cancelSession(records, session.id, clock.now());
      const { unchanged, cancelled } = texts.desk.session;
      print(isNew ? cancelled(told(session, zone)) : unchanged);
    }),
};

/** `session mark`: the coordinator's word on whether it took place. */
export const sessionMark: Command = {
  name: 'session mark',
  summary: 'sessionMark',
  usage: '--programme KEY --session 01/mentoring/2 --as held|missed [--dry-run]',
  words: [],
  options: ['programme', 'session', 'as'],
  flags: ['dry-run'],
  run: (context) =>
    onSession(context, async (records, { zone }, session) => {
      const { texts, print, clock, args } = context;
      const outcome = needOneOf(context, 'as', ['held', 'missed']);
      const now = clock.now();
      const mark = { sessionId: session.id, outcome, now, dryRun: args.flags.has('dry-run') };
      switch (await markSession(records, mark)) {
        case 'not_over':
          throw new Refusal(texts.desk.session.notOver);
        case 'unchanged':
          print(texts.desk.session.unchanged);
          return;
        case 'marked':
          print(texts.desk.session.marked({ ...told(session, zone), outcome }));
          return;
      }
    }),
};

async function onSession(
  context: CommandContext,
  work: (records: Records, programme: ProgrammeView, session: StandingSession) => Promise<void>,
): Promise<true> {
  const { desk, texts, args, print } = context;
  const key = need(context, 'session').normalize('NFKC').trim();
  await desk.transact(async (records) => {
    const programme = await needProgramme(context, records);
    const find = async (): Promise<StandingSession | undefined> =>
      (await records.desk.sessionsOf(programme.id)).find((one) => isCalled(one, key));
    const found = await find();
    if (found !== undefined) await lockSession(records, found.id);
    // As it stands behind the lock: its team may have settled something else a moment ago.
    const session = await find();
    if (session === undefined) throw new Refusal(texts.desk.session.unknown);
    await work(records, programme, session);
  });
  if (args.flags.has('dry-run')) print(texts.imports.dryRun);
  return true;
}

function isCalled(session: StandingSession, key: string): boolean {
  return sessionKey(session).toLowerCase() === key.toLowerCase() || session.id === key;
}

function isAt(session: StandingSession, startsAt: Date, minutes: number): boolean {
  const isSame = session.startsAt.getTime() === startsAt.getTime() && session.minutes === minutes;
  return isSame && session.state !== 'cancelled';
}

function told({ team, kind, number, startsAt }: StandingSession, zone: string) {
  return { team: team ?? '', kind, number, at: startsAt, zone };
}
