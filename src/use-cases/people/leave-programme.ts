import { toNotice } from '../../domain/messaging/notice.ts';
import { planDeskNotice } from '../plan-desk-notice.ts';
import type { Records } from '../ports/records/records.ts';
import type { Membership } from '../ports/records/views.ts';
import { closeOffers } from '../scheduling/settling/close-offers.ts';
import { giveUpSeat } from './give-up-seat.ts';

/**
 * Ends somebody's part in a programme at their own wish, in the caller's transaction: access, places in what is to
 * come and planned messages end together; the pair and the coordinators are told once. What was written stays until
 * its day. A session of which a mentor was asked, or that no mentor is left for, is settled as their absences are, and
 * times that wait for nobody else's answer are settled without theirs.
 * False when it had ended before.
 */
export async function leaveProgramme(records: Records, membership: Membership, now: Date): Promise<boolean> {
  const { enrolment, programme, team } = membership;
  if (team !== null) await records.proposals.lockTeam(team.id);
  if (!(await records.people.endEnrolment(enrolment.id, now))) return false;
  const { personId } = enrolment;
  await records.deliveries.cancelMatching({ programmeId: programme.id, personId }, 'left');
  for (const { seatId, sessionId } of await records.sessions.comingSeats(enrolment.id, now)) {
    await giveUpSeat(records, { seatId, sessionId, person: { id: personId, role: enrolment.role }, now });
  }
  if (team !== null) await closeOffers(records, team.id, now);
  const isOut = (await records.people.membershipsOf(personId)).length === 0;
  if (isOut) await records.people.setPausedUntil(personId, null);
  // Words that were shown to a mentor are not theirs to read any more.
  await records.deliveries.refresh(
    { kinds: ['shared.mentor', 'handover.mentor'], subject: {}, personId },
    now,
  );
  await tellOthers(records, membership, now);
  return true;
}

async function tellOthers(
  records: Records,
  { enrolment, programme, team }: Membership,
  now: Date,
): Promise<void> {
  if (team !== null) {
    await records.deliveries.plan(
      [
        toNotice(
          {
            programmeId: programme.id,
            dedupeKey: `left:${enrolment.id}`,
            subject: { kind: 'left.pair', enrolmentId: enrolment.id },
            address: { kind: 'pair', teamId: team.id },
          },
          now,
        ),
      ],
      now,
    );
  }
  await planDeskNotice(records, {
    programme,
    subject: { kind: 'left.desk', enrolmentId: enrolment.id },
    key: `left-desk:${enrolment.id}`,
    now,
  });
}
