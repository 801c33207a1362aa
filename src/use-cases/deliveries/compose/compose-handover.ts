import type { DeliverySubject } from '../../../domain/messaging/delivery.ts';
import { plainMessage } from '../../../domain/messaging/message.ts';
import { textsFor } from '../../../i18n/index.ts';
import { handoverMessage } from '../../messages/reflections/handover.ts';
import { leadOf } from '../../scheduling/leads/lead-of.ts';
import { readNote } from '../../scheduling/leads/read-note.ts';
import { type Composed, type Composing, send, skip } from './composed.ts';

/**
 * What the next lead reads in their own DM; re-checked here: they lead, and there is something to say. Drawn again for
 * somebody who does not lead any more, it tells who does, without the note.
 */
export async function composeHandover(
  { records, delivery, language, now }: Composing,
  subject: Extract<DeliverySubject, { kind: 'handover.mentor' }>,
): Promise<Composed> {
  const isFirstTime = delivery.sentAt === null;
  const seat = await records.sessions.findSeat(subject.seatId);
  // Words that were shown to a mentor are not theirs to read any more.
  if (seat === null)
    return isFirstTime ? skip() : send(plainMessage(textsFor(language).mentors.shared.withdrawn));
  const { session, mine, team } = seat;
  if (team === null || (session.state !== 'planned' && session.state !== 'held')) return skip();
  const lead = await leadOf(records.leads, seat, now);
  if (lead === null) return skip();
  const isLead = lead.seat.id === mine.seat.id;
  const record = await records.leads.ofTeam(team.id);
  const swaps = record.sessions.find(({ id }) => id === session.id)?.swaps ?? 0;
  const note = isLead ? await readNote(records, seat, mine.person.id, now) : null;
  if (isFirstTime && (!isLead || session.startsAt <= now || (note === null && swaps === 0))) return skip();
  return {
    kind: 'message',
    messages: [handoverMessage(seat, { lead, note, swaps, language, now })],
    sessionStartsAt: session.startsAt,
  };
}
