import { createCalendarReads } from '../../../src/storage/calendars/calendar-reads.ts';
import { makeCalendarSecret } from '../../../src/use-cases/calendar/calendar-secret.ts';
import { createReadCalendar } from '../../../src/use-cases/calendar/read-calendar.ts';
import { command, say } from '../commands/acting.ts';
import { conduct, type Model } from '../commands/run.ts';
import { endOf, isOut, type Meeting } from '../model/truth.ts';
import { readMessage, textsOf } from '../reading/read-message.ts';
import { isSeen } from '../world/news.ts';
import { isParticipant, participants, zoneOf } from '../world/people.ts';
import { modelSecret } from '../world/process.ts';
import type { World } from '../world/world.ts';

/** Everybody who asks for the next meeting is told the one that is next. */
export async function judgeAsked(model: Model, world: World): Promise<void> {
  for (const who of participants) await judgeAnswer(model, world, who, say(world, who, '次回'));
  for (const who of model.truth.pair) await judgeAnswer(model, world, who, command(world, who, 'next'));
}

async function judgeAnswer(
  model: Model,
  world: World,
  who: string,
  sent: ReturnType<typeof say>,
): Promise<void> {
  const from = world.news.length;
  await conduct(model, world, [sent]);
  const answers = world.news
    .slice(from)
    .filter(isSeen)
    .filter((one) => one.who.includes(who));
  const [said] = answers
    .flatMap(({ message }) => readMessage(message, zoneOf(who)))
    .filter((says) => says.kind === 'looked up');
  const next = nextMeeting(model, who, world.clock.ms());
  const isNone = answers.some(({ message }) =>
    textsOf(message).some((line) => line.includes('次回の日時は相談中です')),
  );
  const isRight =
    next === undefined ? isNone && said === undefined : said?.number === next.number && said.at === next.at;
  if (!isRight)
    throw new Error(
      `${who} asked for ${JSON.stringify(next)} and was told ${JSON.stringify(said ?? isNone)}`,
    );
}

/** What had begun when somebody came is none of theirs. */
function nextMeeting({ truth, cameAt }: Model, who: string, now: number): Meeting | undefined {
  return truth.meetings
    .filter((meeting) => meeting.state === 'planned' && endOf(meeting) > now)
    .filter(({ at }) => at > (cameAt.get(who) ?? -Infinity))
    .toSorted((a, b) => a.at - b.at)[0];
}

const standings = { planned: 'certain', unsettled: 'open', cancelled: 'cancelled' } as const;

/** Everybody's calendar holds what is true for them. */
export async function judgeCalendars({ truth, cameAt }: Model, { database, clock }: World): Promise<void> {
  const read = createReadCalendar({
    reads: createCalendarReads(database.pool),
    secretKey: modelSecret,
  });
  const { rows } = await database.watcher.query<{ id: string; code: string; revision: number }>(
    'select id, code, calendar_revision as revision from people order by code',
  );
  for (const { id, code, revision } of rows.filter((one) => !one.code.startsWith('K'))) {
    const calendar = await read(makeCalendarSecret({ personId: id, revision }, modelSecret));
    const shown = (calendar?.entries ?? []).map(
      ({ number, startsAt, standing }) => `${number} ${startsAt.toISOString()} ${standing}`,
    );
    const isHere = isParticipant(code) || truth.pair.includes(code);
    const meetings = isHere ? truth.meetings.filter((meeting) => !isOut(meeting, code)) : [];
    const expected = meetings.map(
      ({ number, at, state }) => `${number} ${new Date(at).toISOString()} ${standings[state]}`,
    );
    const needed = meetings.flatMap(({ at, state }, index) =>
      // What was over or called off before they came is none of theirs.
      cameAt.has(code) && (state !== 'planned' || at <= clock.ms()) ? [] : [expected[index]],
    );
    const isTrue = shown.every((line) => expected.includes(line));
    if (!isTrue || !needed.every((line) => line !== undefined && shown.includes(line)))
      throw new Error(`the calendar of ${code} shows ${shown.join()} instead of ${expected.join()}`);
  }
}
