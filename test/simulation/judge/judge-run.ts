import type { Received } from '../platforms/ledger.ts';
import type { Breach, Evidence } from './evidence.ts';
import { judgeAnswers } from './judge-answers.ts';
import { judgeArrived } from './judge-arrived.ts';
import { judgeReceived } from './judge-received.ts';
import { judgeQuota, judgeRest } from './judge-rest.ts';
import { readMessage } from './read-message.ts';

/** Every promise that a run did not keep. */
export async function judgeRun(
  run: Omit<Evidence, 'received'> & { readonly ledger: readonly Received[] },
): Promise<readonly Breach[]> {
  const received = run.ledger.map((one) => ({ ...one, reading: readMessage(one, run.season.sessions) }));
  const evidence: Evidence = { ...run, received };
  return [
    ...judgeReceived(evidence),
    ...judgeArrived(evidence),
    ...(await judgeAnswers(evidence)),
    ...(await evidence.digests.judge()),
    ...judgeQuota(evidence),
    ...(await judgeRest(evidence)),
  ];
}
