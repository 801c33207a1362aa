import type { Part } from '../../../domain/messaging/message.ts';
import { startOfDay } from '../../../domain/time.ts';
import { textsFor } from '../../../i18n/index.ts';
import { act, controls, link } from '../../messages/controls.ts';
import { giveLead } from '../../messages/reflections/handover.ts';
import { expectedNames, hasParticipants, sessionInZones } from '../../messages/session-words.ts';
import type { SeatContext } from '../../ports/records/views.ts';
import { leadOf } from '../../scheduling/leads/lead-of.ts';
import { readPace } from '../../scheduling/pace/team-pace.ts';
import { absenceControl } from '../absences/absence-controls.ts';
import type { SlackContext } from '../handle-slack-event.ts';
import { type MentoredTeam, mentoredTeams } from './mentored-teams.ts';
import { supportedParts } from './supported-parts.ts';

const shownLater = 3;

/**
 * What comes next for somebody: each of their teams with its next sessions, who leads and how many are left; sessions of
 * the whole programme; the teams they look after.
 */
export async function nextParts(context: SlackContext): Promise<readonly Part[]> {
  const { records, person, now } = context;
  const memberships = await records.people.membershipsOf(person.id);
  const seats = await records.sessions.upcomingSeats(person.id, now);
  const teams = mentoredTeams(memberships);
  const parts: Part[] = [];
  const shared = seats.find(({ team }) => team === null);
  const sharedParts = shared === undefined ? [] : await sessionParts(context, shared);
  // What comes first stands first.
  const isNext = seats[0] === shared;
  if (isNext) parts.push(...sharedParts);
  for (const one of teams) {
    if (teams.length > 1)
      parts.push({ kind: 'heading', text: textsFor(person.language).home.team(one.called) });
    parts.push(...(await teamParts(context, one, seats)));
  }
  if (!isNext) parts.push(...sharedParts);
  parts.push(...(await supportedParts(context, memberships)));
  return parts;
}

async function teamParts(
  context: SlackContext,
  { team, programme }: MentoredTeam,
  seats: readonly SeatContext[],
): Promise<readonly Part[]> {
  const { records, person, now } = context;
  const { home, mentors, times } = textsFor(person.language);
  const [next, ...later] = seats.filter((one) => one.team?.id === team.id);
  const { zone } = programme;
  const { left, undated, endsOn } = await readPace(records, { team, programme }, now);
  const pace: readonly Part[] = [
    { kind: 'note', text: home.pace({ left, endsOn: startOfDay(endsOn, zone), zone }) },
    ...controls(undated === 0 ? null : act(times.pair.buttons.offer, 't', team.id, 'offer', 'open')),
  ];
  if (next === undefined)
    return [...(left === 0 ? [] : [{ kind: 'text', text: mentors.next.none } as const]), ...pace];
  const lines: string[] = [];
  for (const one of later.slice(0, shownLater)) lines.push(await laterLine(context, one));
  return [
    ...(await sessionParts(context, next)),
    ...(lines.length === 0 ? [] : [{ kind: 'text', text: lines.join('\n') } as const]),
    ...pace,
  ];
}

/** The next session with all that can be done about it. */
async function sessionParts(context: SlackContext, seat: SeatContext): Promise<readonly Part[]> {
  const { records, person, now } = context;
  const { home, leads, reminders, mentors, calendar, times } = textsFor(person.language);
  const { session, mine } = seat;
  const lead = await leadOf(records.leads, seat, now);
  const record = seat.team === null ? null : await records.leads.ofTeam(seat.team.id);
  const swaps = record?.sessions.find(({ id }) => id === session.id)?.swaps ?? 0;
  const address = await records.calendars.linkTo(person.id, session.id);
  const lines = [
    home.next(sessionInZones({ session, seats: seat.seats }, person.zone)),
    ...(hasParticipants(seat)
      ? [reminders.pair.participants({ names: expectedNames(seat, 'participant') })]
      : []),
    ...(lead === null ? [] : [leads.field({ name: lead.person.name })]),
  ];
  const maySwap = lead?.seat.id === mine.seat.id && session.startsAt > now;
  return [
    { kind: 'text', text: lines.join('\n') },
    ...controls(
      session.link === null ? null : link(mentors.next.slackButtons.open, session.link),
      address === null ? null : link(calendar.slackButtons.add, address),
      session.kind === 'mentoring' && session.startsAt > now
        ? act(times.pair.buttons.move, 't', session.id, 'move', 'open')
        : null,
      absenceControl(seat),
      maySwap ? act(leads.buttons.swap, 's', mine.seat.id, 'lead', giveLead(swaps)) : null,
    ),
  ];
}

async function laterLine({ records, person, now }: SlackContext, seat: SeatContext): Promise<string> {
  const { home, leads } = textsFor(person.language);
  const lead = await leadOf(records.leads, seat, now);
  const { session, seats } = seat;
  const line = home.later(sessionInZones({ session, seats }, person.zone));
  return lead === null ? line : `${line} ${leads.field({ name: lead.person.name })}`;
}
