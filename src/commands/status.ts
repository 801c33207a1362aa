import { isOver } from '../domain/imports/session-conflicts.ts';
import type { StandingSession } from '../domain/imports/session-row.ts';
import { parseIsoWeek } from '../domain/time.ts';
import type { ProgrammeStatus } from '../use-cases/ports/status.ts';
import { type Command, type CommandContext, needProgramme } from './command.ts';

const shownPeople = 10;

/** `status`: what is due, who is out of reach, the last digest and what was not received. */
export const status: Command = {
  name: 'status',
  summary: 'status',
  usage: '--programme KEY',
  words: [],
  options: ['programme'],
  flags: [],
  run: async (context) => {
    const { desk, texts, print, clock } = context;
    const now = clock.now();
    const { programme, sessions, line } = await desk.transact(async (records) => {
      const found = await needProgramme(context, records);
      return {
        programme: found,
        sessions: await records.desk.sessionsOf(found.id),
        line: await records.quota.month(now),
      };
    });
    const { zone, name, settings } = programme;
    const standing = await desk.readStatus(programme.id, now);
    const lines = texts.status;
    print(lines.heading({ name, at: now, zone }));
    print(lines.people(standing.people));
    printUnreached(context, standing);
    print(lines.sessions({ states: standing.sessions }));
    printSessions(context, sessions, { zone, now });
    print(lines.reflections({ count: standing.openReflections }));
    printDeliveries(context, standing, zone);
    printDigest(context, standing, zone);
    print(lines.inbox(standing.inbox));
    print(lines.pushes({ month: Number(line.month.slice(5)), used: line.used, target: settings.pushTarget }));
    return true;
  },
};

function printUnreached({ print, texts }: CommandContext, { unreached }: ProgrammeStatus): void {
  for (const why of ['notJoined', 'lineClosed', 'notFound', 'slackClosed'] as const) {
    const names = unreached[why].slice(0, shownPeople);
    if (names.length > 0) print(texts.status.unreached[why]({ names, count: unreached[why].length }));
  }
}

function printSessions(
  { print, texts }: CommandContext,
  sessions: readonly StandingSession[],
  { zone, now }: { readonly zone: string; readonly now: Date },
): void {
  const { status: lines } = texts;
  const told = ({ team, kind, number, startsAt: at }: StandingSession) => ({
    ...{ team: team ?? '', kind, number, at, zone },
  });
  const next = sessions.find(({ state, startsAt }) => state === 'planned' && startsAt > now);
  print(next === undefined ? lines.noNext : lines.next(told(next)));
  for (const session of sessions) {
    if (session.state === 'unsettled') print(lines.unsettled(told(session)));
    if (session.state === 'planned' && isOver(session, now)) print(lines.awaiting(told(session)));
  }
}

function printDeliveries(
  { print, texts }: CommandContext,
  { deliveries, due, problems }: ProgrammeStatus,
  zone: string,
): void {
  const { status: lines } = texts;
  const planned = deliveries.find(({ state }) => state === 'planned')?.count ?? 0;
  print(due.nextAt === null ? lines.nothingDue : lines.due({ count: planned, at: due.nextAt, zone }));
  if (due.late > 0) print(lines.late({ count: due.late }));
  for (const delivery of deliveries) print(lines.delivery(delivery));
  if (problems.count > 0) print(lines.problems({ count: problems.count }));
  for (const { person, reason, ...problem } of problems.shown) {
    print(lines.problem({ ...problem, name: person ?? '', reason: reason ?? '', zone }));
  }
}

function printDigest({ print, texts }: CommandContext, { lastDigest }: ProgrammeStatus, zone: string): void {
  if (lastDigest === null) {
    print(texts.status.noDigest);
    return;
  }
  const { isoWeek, takenAt: at, state } = lastDigest;
  print(texts.status.lastDigest({ week: parseIsoWeek(isoWeek)?.week ?? 0, at, zone, state }));
}
