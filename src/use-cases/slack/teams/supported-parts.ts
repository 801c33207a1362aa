import type { Part } from '../../../domain/messaging/message.ts';
import { nextSession } from '../../../domain/scheduling/pair/team-leads.ts';
import { textsFor } from '../../../i18n/index.ts';
import { callTeam } from '../../messages/call-team.ts';
import { zonesOf } from '../../messages/session-words.ts';
import type { SupportedTeam } from '../../ports/records/support-records.ts';
import type { Membership } from '../../ports/records/views.ts';
import type { SlackContext } from '../handle-slack-event.ts';

/**
 * The teams that a supporter looks after: when each met last and meets next. No ratings and no counts, which would point
 * at single people in so small a group (CONVERSATIONS 3.12). Nothing for whoever is no supporter.
 */
export async function supportedParts(
  context: SlackContext,
  memberships: readonly Membership[],
): Promise<readonly Part[]> {
  const { records, person } = context;
  if (!memberships.some(({ enrolment }) => enrolment.role === 'supporter')) return [];
  const { supporters, home } = textsFor(person.language);
  const { supported } = home;
  const several = new Set(memberships.map(({ programme }) => programme.id)).size > 1;
  const teams = await records.support.teamsOf(person.id);
  const lines: string[] = [];
  for (const one of teams) lines.push(await teamLine(context, one, several));
  return [
    { kind: 'heading', text: supported.heading },
    { kind: 'text', text: lines.length === 0 ? supported.none : lines.join('\n') },
    { kind: 'note', text: supporters.note },
  ];
}

async function teamLine(
  { records, person, now }: SlackContext,
  supported: SupportedTeam,
  several: boolean,
): Promise<string> {
  const { home } = textsFor(person.language);
  const record = await records.leads.ofTeam(supported.team.id);
  const held = record.sessions.findLast(({ state }) => state === 'held');
  const next = nextSession(record, now);
  const view = next === null ? null : await records.sessions.findSession(next.id);
  const zones = [...new Set([person.zone, ...(view === null ? [] : zonesOf(view, 'mentor'))])];
  return home.supported.line({
    ...callTeam(supported, several),
    last: held === undefined ? null : { at: held.startsAt, zone: person.zone },
    upcoming: next === null ? null : { at: next.startsAt, zones },
  });
}
