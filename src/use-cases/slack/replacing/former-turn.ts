import type { Action } from '../../../domain/messaging/actions.ts';
import { plainMessage } from '../../../domain/messaging/message.ts';
import { textsFor } from '../../../i18n/index.ts';
import { anyRef } from '../../messages/controls.ts';
import type { SlackAnswer } from '../../ports/slack.ts';
import type { SlackContext } from '../handle-slack-event.ts';

/**
 * A tap of somebody whose place in the team another mentor has taken: the truth, and nothing changes. Null where the
 * button is about something of theirs.
 */
export async function formerTurn(
  { records, person }: Pick<SlackContext, 'records' | 'person'>,
  { ref, kind, key }: Action,
): Promise<SlackAnswer | null> {
  const former = await records.replacements.formerTeams(person.id);
  if (former.length === 0) return null;
  const memberships = await records.people.membershipsOf(person.id);
  // Buttons of the person as such are about nobody's team; without any role they are all of the past.
  const isOwn = ref === anyRef || kind === 'm' || (kind === 'k' && key !== 'leave');
  if (isOwn && memberships.length > 0) return null;
  const teamId = ref === anyRef ? null : await records.replacements.teamOf(ref);
  const isMentorThere = memberships.some(
    ({ enrolment }) => enrolment.role === 'mentor' && enrolment.teamId === teamId,
  );
  if (isMentorThere) return null;
  const about = memberships.length === 0 ? former[0] : former.find(({ id }) => id === teamId);
  if (about === undefined) return null;
  const { former: texts } = textsFor(person.language).replacement;
  return { ephemeral: plainMessage(texts.button({ team: about.code, contact: about.deskContact })) };
}
