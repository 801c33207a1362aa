import type { Part } from '../../domain/messaging/message.ts';
import { textsFor } from '../../i18n/index.ts';
import { act, controls, link } from '../messages/controls.ts';
import { expectedNames, sessionAt } from '../messages/session-words.ts';
import type { Membership } from '../ports/records/views.ts';
import type { SlackAnswer } from '../ports/slack.ts';
import { absenceControl, awayParts } from './absences/absence-controls.ts';
import { calendarParts } from './calendar-turns.ts';
import type { SlackContext } from './handle-slack-event.ts';
import { settingsParts } from './home-settings.ts';

/** The next session, for the person who asks alone. */
export async function nextAnswer(context: SlackContext): Promise<SlackAnswer> {
  const parts = await nextParts(context);
  const { mentors } = textsFor(context.person.language);
  return {
    ephemeral: { summary: mentors.home.heading, parts: [...parts, { kind: 'note', text: mentors.usage }] },
  };
}

/** How things are done here. */
export async function usageAnswer({ person }: SlackContext): Promise<SlackAnswer> {
  const { usage } = textsFor(person.language).mentors;
  return { ephemeral: { summary: usage, parts: [{ kind: 'text', text: usage }] } };
}

/** The home tab: what comes next, which reflections are open, and the person's own settings. */
export async function homeView(context: SlackContext): Promise<readonly Part[]> {
  const { records, person, now } = context;
  const { home, reflection } = textsFor(person.language).mentors;
  const memberships = await records.people.membershipsOf(person.id);
  if (memberships.length === 0) {
    return [{ kind: 'text', text: textsFor(person.language).mentorSettings.leave.left }];
  }
  const isMentor = memberships.some(({ enrolment }) => enrolment.role === 'mentor');
  const runs = (await records.reflections.openRuns(person.id, now)).filter((run) => run.status === 'open');
  return [
    { kind: 'heading', text: home.heading },
    ...(await nextParts(context)),
    ...offerParts(context, memberships),
    { kind: 'separator' },
    { kind: 'text', text: runs.length === 0 ? home.noReflections : home.openReflections },
    ...controls(
      ...runs.slice(0, 10).map((run) => act(reflection.slackButtons.write, 'n', run.id, 'rest', 'open')),
    ),
    { kind: 'separator' },
    ...settingsParts(context, memberships),
    ...(isMentor ? await awayParts(context) : []),
    ...(isMentor ? await calendarParts(context) : []),
  ];
}

async function nextParts({ records, person, now }: SlackContext): Promise<readonly Part[]> {
  const { mentors, calendar } = textsFor(person.language);
  const { next } = mentors;
  const [seat] = await records.sessions.upcomingSeats(person.id, now, 1);
  if (seat === undefined) return [{ kind: 'text', text: next.none }];
  const text = next.text({ ...sessionAt(seat, person.zone), names: expectedNames(seat, 'participant') });
  const address = await records.calendars.linkTo(person.id, seat.session.id);
  return [
    { kind: 'text', text },
    ...controls(
      seat.session.link === null ? null : link(next.slackButtons.open, seat.session.link),
      address === null ? null : link(calendar.slackButtons.add, address),
      absenceControl(seat),
    ),
  ];
}

/** For each team that the person mentors, the way to offer times. */
function offerParts({ person }: SlackContext, memberships: readonly Membership[]): readonly Part[] {
  const { buttons } = textsFor(person.language).times.pair;
  return controls(
    ...memberships.map(({ enrolment, team }) =>
      enrolment.role === 'mentor' && team !== null ? act(buttons.offer, 't', team.id, 'offer', 'open') : null,
    ),
  );
}
