import type { DeliverySubject } from '../../../domain/messaging/delivery.ts';
import { digestMessage } from '../../messages/digest.ts';
import { type Composed, type Composing, send, skip } from './composed.ts';

/** The week's message, from the figures that were stored when the digest was taken. */
export async function composeDigest(
  { records, language }: Composing,
  subject: Extract<DeliverySubject, { kind: 'digest' }>,
): Promise<Composed> {
  const digest = await records.digests.find(subject.digestId);
  return digest === null ? skip() : send(digestMessage(digest, language));
}
