import { isPossibleId } from '../../../domain/messaging/actions.ts';
import type { SlackContent } from '../../../domain/messaging/incoming.ts';
import type { SlackAnswer } from '../../ports/slack.ts';
import type { SlackContext } from '../handle-slack-event.ts';
import { formerTurn } from './former-turn.ts';

type Submitted = Extract<SlackContent, { kind: 'submit' }>;

/**
 * A reflection that was open while another mentor took the place: the modal says so and stays open, so that nothing that
 * was written in it vanishes unsaid. Null where it is about something of theirs.
 */
export async function formerSubmission(
  context: SlackContext,
  content: Submitted,
): Promise<SlackAnswer | null> {
  if (content.callbackId !== 'reflection' || !isPossibleId(content.metadata)) return null;
  const told = await formerTurn(context, { kind: 'n', ref: content.metadata, key: 'rest', value: 'open' });
  return told?.ephemeral === undefined ? null : refuseAt(content, told.ephemeral.summary);
}

/** Said at the first field; where there is none, nothing is. */
export function refuseAt({ values }: Submitted, text: string): SlackAnswer {
  const [field] = Object.keys(values);
  return field === undefined ? {} : { errors: { [field]: text } };
}
