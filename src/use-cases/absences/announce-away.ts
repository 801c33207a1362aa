import { toNotice } from '../../domain/messaging/notice.ts';
import type { Person } from '../../domain/people/people.ts';
import type { PlainDate } from '../../domain/time.ts';
import type { Records } from '../ports/records/records.ts';
import { followPerson } from '../scheduling/leads/follow-person.ts';
import { readAbsence } from './absence-state.ts';
import { sessionsWithin } from './away-question.ts';
import { sayAbsence } from './say-absence.ts';

/** A mentor is away from day to day: nothing is proposed there from now on. Said twice it is one range. Answers its id. */
export async function announceAway(
  records: Records,
  away: { readonly person: Person; readonly fromOn: PlainDate; readonly toOn: PlainDate; readonly now: Date },
): Promise<string> {
  const { person, fromOn, toOn, now } = away;
  const standing = await records.absences.awayOf([person.id]);
  const same = standing.find((range) => range.fromOn === fromOn && range.toOn === toOn);
  if (same !== undefined) return same.id;
  const rangeId = await records.absences.addAway({ personId: person.id, fromOn, toOn, saidAt: now });
  await followPerson(records, person.id, now);
  return rangeId;
}

/** The mentor is asked in their own DM what is to become of the sessions that fall into days away; once for them. */
export async function askAboutAway(
  records: Records,
  { person, rangeId, now }: { readonly person: Person; readonly rangeId: string; readonly now: Date },
): Promise<void> {
  const [membership] = await records.people.membershipsOf(person.id);
  const question = toNotice(
    {
      programmeId: membership?.programme.id ?? null,
      dedupeKey: `away:${rangeId}`,
      subject: { kind: 'away.mentor', rangeId },
      address: { kind: 'dm', personId: person.id },
    },
    now,
  );
  await records.deliveries.plan([question], now);
}

/** Days away are taken back, and with them what was left to the partner and not answered yet. False when they had ended. */
export async function endAway(
  records: Records,
  { rangeId, personId, now }: { readonly rangeId: string; readonly personId: string; readonly now: Date },
): Promise<boolean> {
  const range = await records.absences.findAway(rangeId);
  if (range === null || !(await records.absences.endAway(rangeId, personId, now))) return false;
  for (const { session } of await sessionsWithin(records, range, now)) {
    const state = await readAbsence(records, session.id, now);
    const isMine = state?.sayings.absences.some(
      (one) => one.personId === personId && one.because === 'away' && one.backAt === null,
    );
    if (isMine !== true) continue;
    const revision = session.scheduleRevision;
    await sayAbsence(records, { sessionId: session.id, revision, personId, said: { kind: 'back' }, now });
  }
  await followPerson(records, personId, now);
  await records.deliveries.refresh({ kinds: ['away.mentor'], subject: { rangeId } }, now);
  return true;
}
