import type { Part } from '../../domain/messaging/message.ts';
import { textsFor } from '../../i18n/index.ts';
import { act, controls } from '../messages/controls.ts';
import type { Membership, Run } from '../ports/records/views.ts';
import type { SlackAnswer } from '../ports/slack.ts';
import { awayParts } from './absences/absence-controls.ts';
import type { SlackContext } from './handle-slack-event.ts';
import { earlierButtons } from './replacing/read-earlier.ts';
import { calendarParts } from './settings/calendar-turns.ts';
import { settingsParts } from './settings/home-settings.ts';
import { mentoredTeams } from './teams/mentored-teams.ts';
import { nextParts } from './teams/next-parts.ts';

const shownReflections = 10;

/** What comes next, for the person who asks alone. */
export async function nextAnswer(context: SlackContext): Promise<SlackAnswer> {
  const { mentors, home } = textsFor(context.person.language);
  const parts = await nextParts(context);
  const said: readonly Part[] = parts.length > 0 ? parts : [{ kind: 'text', text: home.coordinator }];
  return {
    ephemeral: { summary: mentors.home.heading, parts: [...said, { kind: 'note', text: mentors.usage }] },
  };
}

/** How things are done here. */
export async function usageAnswer({ person }: SlackContext): Promise<SlackAnswer> {
  const { usage } = textsFor(person.language).mentors;
  return { ephemeral: { summary: usage, parts: [{ kind: 'text', text: usage }] } };
}

/** The home tab: teams with what comes next, which reflections are open, and the person's own settings. */
export async function homeView(context: SlackContext): Promise<readonly Part[]> {
  const { records, person } = context;
  const { mentors, home } = textsFor(person.language);
  const memberships = await records.people.membershipsOf(person.id);
  if (memberships.length === 0) {
    return [{ kind: 'text', text: textsFor(person.language).mentorSettings.leave.left }];
  }
  const isMentor = memberships.some(({ enrolment }) => enrolment.role === 'mentor');
  const isSupporter = memberships.some(({ enrolment }) => enrolment.role === 'supporter');
  return [
    { kind: 'heading', text: mentors.home.heading },
    ...(await nextParts(context)),
    ...(isMentor || isSupporter ? [] : [{ kind: 'text', text: home.coordinator } as const]),
    ...controls(...(await earlierButtons(context, memberships))),
    ...(isMentor ? await reflectionParts(context, memberships) : []),
    { kind: 'separator' },
    ...settingsParts(context, memberships),
    ...(isMentor ? await awayParts(context) : []),
    ...(isMentor ? await calendarParts(context) : []),
  ];
}

/** The reflections that the person can write now, each with the button that opens it. */
async function reflectionParts(
  { records, person, now }: SlackContext,
  memberships: readonly Membership[],
): Promise<readonly Part[]> {
  const { home, reflection } = textsFor(person.language).mentors;
  const runs = (await records.reflections.openRuns(person.id, now)).filter((run) => run.status === 'open');
  const parts: Part[] = [
    { kind: 'separator' },
    { kind: 'text', text: runs.length === 0 ? home.noReflections : home.openReflections },
  ];
  for (const run of runs.slice(0, shownReflections)) {
    const title = await reflectionTitle({ records, person }, run, memberships);
    if (title === null) continue;
    parts.push(
      { kind: 'text', text: title },
      ...controls(act(reflection.slackButtons.write, 'n', run.id, 'rest', 'open')),
    );
  }
  return parts;
}

/** Which session a reflection is about; with the team for who is in several. Null when it is gone. */
export async function reflectionTitle(
  { records, person }: Pick<SlackContext, 'records' | 'person'>,
  run: Run,
  memberships: readonly Membership[],
): Promise<string | null> {
  const { home } = textsFor(person.language);
  const seat = run.seatId === null ? null : await records.sessions.findSeat(run.seatId);
  if (seat === null) return null;
  const teams = mentoredTeams(memberships);
  const mine = teams.find(({ team }) => team.id === seat.team?.id);
  const called = teams.length > 1 && mine !== undefined ? home.team(mine.called) : null;
  const { kind, number, startsAt } = seat.session;
  return home.reflection({ kind, number, at: startsAt, zone: person.zone, called });
}
