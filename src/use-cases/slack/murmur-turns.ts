import type { Action } from '../../domain/messaging/actions.ts';
import { priorities } from '../../domain/messaging/delivery.ts';
import type { SlackContent } from '../../domain/messaging/incoming.ts';
import { plainMessage } from '../../domain/messaging/message.ts';
import { textsFor } from '../../i18n/index.ts';
import { planDeskNotice } from '../plan-desk-notice.ts';
import type { Membership } from '../ports/records/views.ts';
import type { SlackAnswer } from '../ports/slack.ts';
import type { SlackContext } from './handle-slack-event.ts';

const burstMs = 10 * 60_000;

/** What somebody writes in their own DM is kept for them alone, and answered with what they can do. */
export async function keepSlackMurmur(
  { records, person, incoming, now, ids }: SlackContext,
  { text, messageId }: Extract<SlackContent, { kind: 'dm' }>,
): Promise<void> {
  const membership = await currentMembership(records, person.id);
  if (membership === null || membership.enrolment.consent !== 'agreed' || text.trim() === '') return;
  const talk = await records.murmurs.getTalk(person.id);
  const goesOn = talk.burst !== null && incoming.at.getTime() - talk.burst.lastAt.getTime() <= burstMs;
  const burstId = goesOn && talk.burst !== null ? talk.burst.id : ids.next();
  await records.murmurs.add({
    personId: person.id,
    programmeId: membership.programme.id,
    burstId,
    text,
    messageId,
    reflectionId: null,
    at: incoming.at,
  });
  await records.murmurs.saveTalk(person.id, { ...talk, burst: { id: burstId, lastAt: incoming.at } }, now);
  await records.deliveries.plan(
    [
      {
        programmeId: membership.programme.id,
        dedupeKey: `murmur-ack:${burstId}`,
        subject: { kind: 'murmur.ack', burstId },
        address: { kind: 'dm', personId: person.id },
        sessionId: null,
        priority: priorities.urgent,
        dueAt: now,
        expiresAt: new Date(now.getTime() + 60 * 60_000),
      },
    ],
    now,
  );
}

/** A tap below the receipt of a murmur. */
export async function slackMurmurTurn(
  { records, person, incoming, now }: SlackContext,
  { ref, value }: Action,
): Promise<SlackAnswer | null> {
  const { murmurs } = textsFor(person.language);
  const [first] = await records.murmurs.burst(ref);
  if (first === undefined) return { ephemeral: plainMessage(murmurs.gone) };
  if (first.personId !== person.id) return null;
  const programme = await records.people.getProgramme(first.programmeId);
  switch (value) {
    case 'tell':
      await records.murmurs.setSentOn(ref, now);
      // What is written from now on is the person's own again.
      await records.murmurs.saveTalk(
        person.id,
        { ...(await records.murmurs.getTalk(person.id)), burst: null },
        now,
      );
      await planDeskNotice(records, {
        programme,
        subject: { kind: 'murmur.desk', burstId: ref },
        key: `murmur:${ref}:${incoming.eventId}`,
        now,
      });
      return { ephemeral: plainMessage(murmurs.sent({ hours: programme.settings.deskHours })) };
    case 'back':
      await records.murmurs.setSentOn(ref, null);
      await records.deliveries.refresh({ kinds: ['murmur.desk'], subject: { burstId: ref } }, now);
      return { ephemeral: plainMessage(murmurs.takenBack) };
    case 'remove':
      await records.murmurs.remove(ref);
      await records.deliveries.refresh(
        { kinds: ['murmur.desk', 'murmur.ack'], subject: { burstId: ref } },
        now,
      );
      return { ephemeral: plainMessage(murmurs.removed) };
    default:
      return null;
  }
}

async function currentMembership(
  records: SlackContext['records'],
  personId: string,
): Promise<Membership | null> {
  const memberships = await records.people.membershipsOf(personId);
  return memberships.at(-1) ?? null;
}
