import { toNotice } from '../../../domain/messaging/notice.ts';
import { hashJoinCode, isLocked } from '../../../domain/people/join-codes.ts';
import { keyedHash } from '../../../shared/hashes/keyed-hash.ts';
import { consentAsk, consentText } from '../../messages/consent.ts';
import { planDeskNotice } from '../../plan-desk-notice.ts';
import type { Membership } from '../../ports/records/views.ts';
import { ownMenu } from '../menus/own-menu.ts';
import { say, type Turn, textsOf } from '../turn.ts';
import { joinShortcuts, type Stranger } from './stranger.ts';

const contactFromTry = 3;
/** Long enough to see both the ten minutes of wrong tries and the hour of the lock. */
const watchedMs = 2 * 60 * 60_000;

/**
 * A code-shaped text of a LINE account: links the person, or says kindly that it did not work.
 * Five wrong tries in ten minutes lock the account for an hour; a good code in that hour changes nothing.
 */
export async function join(stranger: Stranger, code: string): Promise<Turn> {
  const { records, incoming, now, secretKey, texts, programme } = stranger;
  const { joining } = texts;
  const contact = programme?.settings.deskContact ?? '';
  const account = keyedHash(secretKey, 'line-account', incoming.userId);
  const tries = await records.people.wrongTries(account, new Date(now.getTime() - watchedMs));
  const lock = isLocked(tries, now);
  if (lock !== null) {
    return say(joining.locked({ at: lock.lockedUntil, zone: programme?.zone ?? 'Asia/Tokyo', contact }));
  }
  const found = await records.people.findJoinCode(hashJoinCode(code, secretKey));
  if (found === null) {
    await records.people.addWrongTry(account, now);
    const isRepeated = tries.length + 1 >= contactFromTry;
    return say(isRepeated ? joining.wrongAgain({ contact }) : joining.wrong, joinShortcuts(texts));
  }
  const membership = await records.people.findMembership(found.enrolmentId);
  const isUsable = found.usedAt === null && found.expiresAt > now && membership?.enrolment.endedAt === null;
  if (!isUsable) return say(joining.unusable({ contact }), joinShortcuts(texts));
  return link(stranger, found.id, membership);
}

async function link(
  { records, incoming, now }: Stranger,
  joinCodeId: string,
  membership: Membership,
): Promise<Turn> {
  const { enrolment, programme } = membership;
  const person = await records.people.getPerson(enrolment.personId);
  const { joining } = textsOf(person);
  const isFree = person.lineUserId === null || person.lineUserId === incoming.userId;
  if (!isFree || !(await records.people.useJoinCode(joinCodeId, now))) {
    return say(joining.unusable({ contact: programme.settings.deskContact }));
  }
  await records.people.linkLine(person.id, incoming.userId);
  await announceJoined(records, membership, now);
  const mine = { person, enrolment };
  return { messages: [consentText({ mine, programme }), consentAsk({ mine })], ...ownMenu(person) };
}

/** A code sent by an account that is linked already: the same person's, a second programme's, or someone else's. */
export async function joinAgain(
  { records, incoming, now, secretKey }: Pick<Stranger, 'records' | 'incoming' | 'now' | 'secretKey'>,
  code: string,
  personId: string,
): Promise<Turn | null> {
  const found = await records.people.findJoinCode(hashJoinCode(code, secretKey));
  if (found === null) return null;
  const membership = await records.people.findMembership(found.enrolmentId);
  if (membership === null) return null;
  const person = await records.people.getPerson(personId);
  const { joining } = textsOf(person);
  if (membership.enrolment.personId !== personId) {
    await planDeskNotice(records, {
      programme: membership.programme,
      subject: { kind: 'mixup.desk', enrolmentId: membership.enrolment.id, personId },
      key: `mixup:${membership.enrolment.id}:${incoming.eventId}`,
      now,
    });
    return say(joining.sharedPhone);
  }
  const isNew =
    found.usedAt === null && found.expiresAt > now && (await records.people.useJoinCode(found.id, now));
  if (!isNew || membership.enrolment.consent !== 'unanswered') return say(joining.alreadyConnected);
  await announceJoined(records, membership, now);
  const mine = { person, enrolment: membership.enrolment };
  const connected = say(joining.alsoConnected({ programme: membership.programme.name }));
  return {
    messages: [
      ...connected.messages,
      consentText({ mine, programme: membership.programme }),
      consentAsk({ mine }),
    ],
  };
}

async function announceJoined(
  records: Stranger['records'],
  { enrolment, programme, team }: Membership,
  now: Date,
): Promise<void> {
  if (team === null) return;
  await records.deliveries.plan(
    [
      toNotice(
        {
          programmeId: programme.id,
          dedupeKey: `joined:${enrolment.id}`,
          subject: { kind: 'joined.pair', enrolmentId: enrolment.id },
          address: { kind: 'pair', teamId: team.id },
        },
        now,
      ),
    ],
    now,
  );
}
