import { plainMessage } from '../../../domain/messaging/message.ts';
import { textsFor } from '../../../i18n/index.ts';
import type { SlackAnswer } from '../../ports/slack.ts';
import { readSuggestions } from '../../scheduling/pace/suggestions.ts';
import { undatedSession } from '../../scheduling/pace/team-pace.ts';
import type { SlackContext } from '../handle-slack-event.ts';
import { mentoredTeam } from '../teams/mentored-teams.ts';
import { formatMoment, startKeys, type TimesAbout, timesModal } from './times-modal.ts';

/** What needs a date next: a session that waits for another one, or a further one. */
export async function offerTimes(
  context: SlackContext,
  teamId: string,
  isSuggested: boolean,
): Promise<SlackAnswer> {
  const membership = await mentoredTeam(context, teamId);
  if (membership?.team === null || membership === null) return notYours(context);
  const { records, now } = context;
  const sessions = await records.sessions.ofTeam(teamId);
  const sessionId = undatedSession(sessions, now)?.id ?? null;
  const { team, programme } = membership;
  const suggestions = isSuggested
    ? await readSuggestions(records, { team, programme, sessions, movingSessionId: sessionId, now })
    : [];
  const values = startKeys.flatMap((key, index): [string, string][] => {
    const at = suggestions[index];
    return at === undefined ? [] : [[key, formatMoment(at)]];
  });
  return {
    modal: await timesModal(context, { teamId, sessionId }, membership, Object.fromEntries(values)),
  };
}

/** The modal about this session's dates, or the team's next ones; whoever has no place there is told so. */
export async function openTimes(
  context: SlackContext,
  { teamId, sessionId }: TimesAbout,
): Promise<SlackAnswer> {
  const membership = await mentoredTeam(context, teamId);
  if (membership === null) return notYours(context);
  return { modal: await timesModal(context, { teamId, sessionId }, membership) };
}

/** What somebody is told who taps what belongs to another team. */
export function notYours({ person }: SlackContext): SlackAnswer {
  const { mentors } = textsFor(person.language);
  return { ephemeral: plainMessage(mentors.truth({ truth: mentors.truths.notYours })) };
}
