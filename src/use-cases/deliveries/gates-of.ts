import type { Gate, SendLimits } from '../../domain/messaging/rate-limits.ts';
import type { Target } from '../ports/channels.ts';

/** Every rate a message to this conversation counts for; the one a platform's 429 closes comes first. */
export function gatesOf(target: Target, limits: SendLimits): readonly [Gate, ...Gate[]] {
  if (target.platform === 'line') return [{ key: 'line:push', limit: limits.linePush }];
  return [
    { key: 'slack:chat.postMessage', limit: limits.slackPost },
    { key: `slack:channel:${target.channelId}`, limit: limits.slackChannel },
  ];
}
