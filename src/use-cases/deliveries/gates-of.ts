import {
  type Gate,
  linePushGate,
  slackChannelGate,
  slackPostGate,
} from '../../domain/messaging/rate-limits.ts';
import type { Target } from '../ports/channels.ts';

/** Every rate a message to this conversation counts for; the one a platform's 429 closes comes first. */
export function gatesOf(target: Target): readonly [Gate, ...Gate[]] {
  return target.platform === 'line' ? [linePushGate] : [slackPostGate, slackChannelGate(target.channelId)];
}
