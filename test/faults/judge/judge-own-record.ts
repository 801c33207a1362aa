import type { LabDatabase } from '../lab/databases.ts';
import type { Site } from '../lab/site.ts';
import { until } from '../lab/until.ts';

const settledWithinMs = 45_000;

/**
 * Whether our own table says "sent" of exactly what the receivers have: LINE's ledger knows each message by its retry
 * key, Slack's by its metadata. Waits for the table, which may lag behind an answer that was lost.
 */
export async function judgeOwnRecord(scene: {
  readonly database: LabDatabase;
  readonly site: Site;
}): Promise<readonly string[]> {
  const { line, slack } = scene.site;
  const compare = async (): Promise<readonly string[]> => {
    const received = new Set([
      ...line.ledger.flatMap(({ retryKey }) => (retryKey === null ? [] : [retryKey])),
      ...slack.ledger.map(({ metadata }) => deliveryIdOf(metadata)),
    ]);
    const rows = await scene.database.query(
      `select id, state from deliveries where state in ('sent', 'sending', 'unknown')`,
    );
    const sent = new Set(rows.filter(({ state }) => state === 'sent').map(({ id }) => String(id)));
    const missing = [...received].filter((id) => !sent.has(id)).length;
    const invented = [...sent].filter((id) => !received.has(id)).length;
    return [
      ...(missing > 0 ? [`${missing} received that our table does not call sent`] : []),
      ...(invented > 0 ? [`${invented} that our table calls sent and nobody received`] : []),
    ];
  };
  await until(async () => (await compare()).length === 0, settledWithinMs, 250);
  return compare();
}

function deliveryIdOf(metadata: Readonly<Record<string, unknown>> | null): string {
  const payload = metadata?.event_payload;
  return typeof payload === 'object' && payload !== null && 'id' in payload ? String(payload.id) : '';
}
