import { plainMessage } from '../../../domain/messaging/message.ts';
import { textsFor } from '../../../i18n/index.ts';
import { act } from '../../messages/controls.ts';
import type { SlackAnswer } from '../../ports/slack.ts';
import type { SlackContext } from '../handle-slack-event.ts';
import { chooseAnswer } from '../teams/choose-answer.ts';
import { type MentoredTeam, mentoredTeams, namedTeams } from '../teams/mentored-teams.ts';
import { offerTimes, openTimes } from './open-times.ts';

/** `/bansou schedule`: the times of the mentor's own team; whoever has several chooses first. */
export async function offerTurn(context: SlackContext, typed: string): Promise<SlackAnswer> {
  const { records, person } = context;
  const teams = namedTeams(mentoredTeams(await records.people.membershipsOf(person.id)), typed);
  const [only, ...others] = teams;
  const { times, home } = textsFor(person.language);
  if (only === undefined) return { ephemeral: plainMessage(times.pair.said.noTeam) };
  if (others.length === 0) return offerTimes(context, only.team.id, false);
  return chooseAnswer(
    home.choose.schedule,
    teams.map(({ team, called }) => act(home.choose.button(called), 't', team.id, 'offer', 'open')),
  );
}

/** `/bansou move`: the next session with the mentor's team; where there is none, its times are offered. */
export async function moveNextTurn(context: SlackContext, typed: string): Promise<SlackAnswer> {
  const { records, person, now } = context;
  const teams = namedTeams(mentoredTeams(await records.people.membershipsOf(person.id)), typed);
  const seats = await records.sessions.upcomingSeats(person.id, now);
  const nextOf = ({ team }: MentoredTeam) =>
    seats.find((one) => one.session.kind === 'mentoring' && one.team?.id === team.id)?.session.id ?? null;
  const [only, ...others] = teams;
  if (only === undefined) return offerTurn(context, typed);
  if (others.length === 0) return openTimes(context, { teamId: only.team.id, sessionId: nextOf(only) });
  const { choose } = textsFor(person.language).home;
  return chooseAnswer(
    choose.move,
    teams.map((one) => {
      const sessionId = nextOf(one);
      const label = choose.button(one.called);
      return sessionId === null
        ? act(label, 't', one.team.id, 'offer', 'open')
        : act(label, 't', sessionId, 'move', 'open');
    }),
  );
}
