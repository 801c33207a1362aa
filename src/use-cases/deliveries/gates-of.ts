import { type Gate, type SendLimits, slackTier3Gate } from '../../domain/messaging/rate-limits.ts';
import type { Target } from '../ports/channels.ts';

/**
 * Every rate a message to this conversation counts for; the one a platform's 429 closes comes first. With `looks`, also
 * and first that of finding out whether an earlier attempt got through, which LINE knows by the retry key alone.
 */
export function gatesOf(
  target: Target,
  limits: SendLimits,
  { looks }: { readonly looks: boolean },
): readonly [Gate, ...Gate[]] {
  if (target.platform === 'line') return [{ key: 'line:push', limit: limits.linePush }];
  const posting: readonly [Gate, Gate] = [
    { key: 'slack:chat.postMessage', limit: limits.slackPost },
    { key: `slack:channel:${target.channelId}`, limit: limits.slackChannel },
  ];
  return looks ? [slackTier3Gate('conversations.history'), ...posting] : posting;
}
