import { isPaused } from '../../domain/people/pauses.ts';
import { startOfDay } from '../../domain/time.ts';
import { textsFor } from '../../i18n/index.ts';
import { act, anyRef, controls } from '../messages/controls.ts';
import type { SlackAnswer } from '../ports/slack.ts';
import type { SlackContext } from './handle-slack-event.ts';

/**
 * A pause holds messages back and nothing else: the buttons of somebody who pauses do what they always do, the oldest
 * too. What the tap is answered with ends with the pause and the way back, as on LINE.
 */
export async function whilePaused(
  { records, person: before, now }: SlackContext,
  answer: SlackAnswer,
): Promise<SlackAnswer> {
  const { ephemeral } = answer;
  if (ephemeral === undefined || !isPaused(before, now)) return answer;
  // As the tap has left them: they may just have come back.
  const person = await records.people.getPerson(before.id);
  const { pausedUntil, zone, language } = person;
  if (pausedUntil === null || !isPaused(person, now)) return answer;
  const { pause, slackButtons } = textsFor(language).mentorSettings;
  const notice = { kind: 'text', text: pause.on({ at: startOfDay(pausedUntil, zone), zone }) } as const;
  const back = controls(act(slackButtons.resume, 'k', anyRef, 'pause', 'off'));
  return { ...answer, ephemeral: { ...ephemeral, parts: [...ephemeral.parts, notice, ...back] } };
}
