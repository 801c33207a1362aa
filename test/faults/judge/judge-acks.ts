import type { Ack } from '../scene/start-talking.ts';

/** What the platforms allow: LINE two seconds, Slack three. */
const withinMs = 2_000;

/** Whether every webhook was answered 200 in time. */
export function judgeAcks(acks: readonly Ack[]): readonly string[] {
  const refused = acks.filter(({ status }) => status !== 200);
  const slow = acks.filter(({ ms }) => ms > withinMs);
  const statuses = [...new Set(refused.map(({ status }) => status))].join();
  return [
    ...(refused.length > 0 ? [`${refused.length} of ${acks.length} webhooks answered ${statuses}`] : []),
    ...(slow.length > 0 ? [`${slow.length} webhooks answered later than the platform waits`] : []),
    ...(acks.length === 0 ? ['nobody said anything'] : []),
  ];
}
