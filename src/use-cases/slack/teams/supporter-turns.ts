import type { Action } from '../../../domain/messaging/actions.ts';
import { type Part, plainMessage } from '../../../domain/messaging/message.ts';
import { isoWeekBounds, isoWeekOf, startOfDay, toLocal } from '../../../domain/time.ts';
import { textsFor } from '../../../i18n/index.ts';
import { callTeam } from '../../messages/call-team.ts';
import { planDeskNotice } from '../../plan-desk-notice.ts';
import type { SupportedTeam } from '../../ports/records/support-records.ts';
import type { SlackAnswer } from '../../ports/slack.ts';
import { readTeamNews } from '../../support/read-team-news.ts';
import { teamLine } from '../../support/team-line.ts';
import type { SlackContext } from '../handle-slack-event.ts';

/** くわしく under a supporter's digest, of whichever week: how their teams stand now. */
export async function teamsAnswer(context: SlackContext): Promise<SlackAnswer> {
  const { records, person } = context;
  const { supporters, home } = textsFor(person.language);
  const teams = await records.support.teamsOf(person.id);
  if (teams.length === 0) return { ephemeral: plainMessage(home.supported.none) };
  const several = new Set(teams.map(({ programme }) => programme.id)).size > 1;
  const parts: Part[] = [{ kind: 'heading', text: supporters.details.heading }];
  for (const one of teams) parts.push({ kind: 'text', text: await teamText(context, one, several) });
  return {
    ephemeral: {
      summary: supporters.details.heading,
      parts: [...parts, { kind: 'note', text: supporters.note }],
    },
  };
}

/** Its line, how many sessions so far and to come, and the dates after the next. */
async function teamText(
  { records, person, now }: SlackContext,
  supported: SupportedTeam,
  several: boolean,
): Promise<string> {
  const texts = textsFor(person.language);
  const { zone } = supported.programme;
  const week = isoWeekBounds(isoWeekOf(now, zone), zone);
  const { news, pace, sessions } = await readTeamNews(records, supported, { week, now });
  const later = sessions.filter(({ state, startsAt }) => state === 'planned' && startsAt > now).slice(1);
  const team = texts.home.team(callTeam(supported, several));
  return [
    teamLine(news, { texts, team, zone: person.zone }),
    texts.supporters.details.done({ done: pace.done }),
    texts.home.pace({ left: pace.left, endsOn: startOfDay(pace.endsOn, zone), zone }),
    ...later.map(({ kind, number, startsAt: at }) =>
      texts.home.later({ kind, number, at, zones: [person.zone] }),
    ),
  ].join('\n');
}

/** 事務局に話す under a supporter's digest: the desk hears it once a day, however often it is tapped. */
export async function talkToDesk(context: SlackContext, { ref }: Action): Promise<SlackAnswer | null> {
  const { records, person, now } = context;
  const membership = await records.people.findMembership(ref);
  if (membership === null || membership.enrolment.personId !== person.id) return null;
  const { programme } = membership;
  await planDeskNotice(records, {
    programme,
    subject: { kind: 'contact.desk', personId: person.id },
    key: `contact:${ref}:${toLocal(now, programme.zone).date}`,
    now,
  });
  const { supporters } = textsFor(person.language);
  return { ephemeral: plainMessage(supporters.deskTold({ hours: programme.settings.deskHours })) };
}
