import { type NewDelivery, priorities } from '../domain/messaging/delivery.ts';
import { type AnswerValue, foldAnswers } from '../domain/reflections/answers.ts';
import type { Records } from './ports/records/records.ts';
import type { Run } from './ports/records/views.ts';
import { settleSession } from './sessions/settle-session.ts';

export type AnswerEvent = {
  /** Unique within an event and question: a redelivered event answers once. */
  readonly eventId: string;
  readonly messageId: string | null;
  /** Platform time, which orders the revisions. */
  readonly at: Date;
};

/**
 * Stores one answer with everything that follows from it, in the caller's transaction: the reflection's own columns,
 * a correction where a digest has counted it, the session's outcome, and the notices that are no longer needed.
 * False when this event had answered the question before.
 */
export async function recordAnswer(
  records: Records,
  run: Run,
  answer: { readonly question: string; readonly value: AnswerValue },
  event: AnswerEvent,
  now: Date,
): Promise<boolean> {
  const isNew = await records.reflections.appendAnswer(run.id, {
    ...answer,
    messageId: event.messageId,
    inboxEventId: event.eventId,
    at: event.at,
  });
  if (!isNew) return false;
  await records.reflections.changeRun(run.id, { touchedAt: now });
  if (answer.value.kind === 'rating') {
    // An older tap may arrive after a newer one: what stands is decided by platform time.
    const current = (await records.reflections.findRun(run.id)) ?? run;
    const standing = foldAnswers(current.revisions)[answer.question];
    await recordRating(
      records,
      current,
      standing?.kind === 'rating' ? standing : answer.value,
      event.at,
      now,
    );
  }
  return true;
}

type Rating = Extract<AnswerValue, { kind: 'rating' }>;

async function recordRating(records: Records, run: Run, value: Rating, at: Date, now: Date): Promise<void> {
  const changed = run.met !== value.met || run.satisfaction !== value.satisfaction;
  await records.reflections.changeRun(run.id, {
    met: value.met,
    satisfaction: value.satisfaction,
    answeredAt: run.answeredAt ?? at,
  });
  if (run.digestId !== null && changed) await records.reflections.addCorrection(run, now);
  if (run.sessionId !== null) {
    await records.deliveries.cancelMatching(
      {
        sessionId: run.sessionId,
        personId: run.personId,
        kinds: ['ask.participant', 'nudge.participant', 'nudge.mentor'],
      },
      'answered',
    );
    await settleSession(records, run.sessionId, now);
  }
  if (run.role === 'mentor' && run.sessionId !== null) await hastenShared(records, run, now);
}

/** Deletes what was answered so far, for good; one that a digest has counted becomes a correction. */
export async function withdrawAnswers(
  records: Records,
  run: Run,
  firstPosition: string,
  now: Date,
): Promise<void> {
  const { digestId, answeredAt } = (await records.reflections.findRun(run.id)) ?? run;
  await records.reflections.removeAnswers(run.id);
  await records.reflections.changeRun(run.id, {
    position: firstPosition,
    met: null,
    satisfaction: null,
    answeredAt: null,
    touchedAt: now,
  });
  if (digestId !== null && answeredAt !== null) await records.reflections.addCorrection(run, now);
  if (run.sessionId !== null) await settleSession(records, run.sessionId, now);
}

/** A mentor who has rated may read at once what the others of that session sent. */
async function hastenShared(records: Records, run: Run, now: Date): Promise<void> {
  if (run.sessionId === null) return;
  for (const other of await records.reflections.runsOfSession(run.sessionId)) {
    if (other.id !== run.id) await records.deliveries.hasten(sharedKey(other.id, run.personId), now);
  }
}

const sharedAfterMs = 48 * 60 * 60_000;

function sharedKey(runId: string, mentorPersonId: string): string {
  return `shared:${runId}:dm:${mentorPersonId}`;
}

/**
 * What somebody sent goes to each other mentor's own DM: at once where that mentor has rated the session, else when
 * they do or after 48 hours (CONVERSATIONS 3.6). Nothing is planned while there is nothing to show; words that come
 * later are planned then.
 */
export async function planShared(records: Records, { id }: Run, now: Date): Promise<void> {
  const run = await records.reflections.findRun(id);
  if (run === null || run.sessionId === null || !hasShared(run)) return;
  const session = await records.sessions.getSession(run.sessionId);
  const runs = await records.reflections.runsOfSession(run.sessionId);
  const rated = new Set(runs.filter((one) => one.answeredAt !== null).map((one) => one.personId));
  const mentors = session.seats.filter(
    ({ seat, person }) => seat.role === 'mentor' && person.id !== run.personId,
  );
  await records.deliveries.plan(
    mentors.map(
      ({ person }): NewDelivery => ({
        programmeId: run.programmeId,
        dedupeKey: sharedKey(run.id, person.id),
        subject: { kind: 'shared.mentor', reflectionId: run.id },
        address: { kind: 'dm', personId: person.id },
        sessionId: run.sessionId,
        priority: priorities.notice,
        dueAt: rated.has(person.id) ? now : new Date(now.getTime() + sharedAfterMs),
        expiresAt: null,
      }),
    ),
    now,
  );
}

/** Whether something stands that mentors may read. */
function hasShared({ form, revisions }: Run): boolean {
  const answers = foldAnswers(revisions);
  return form.definition.questions.some(
    ({ key, visibility, onlyFor }) =>
      (visibility === 'my_mentors' || visibility === 'pair') &&
      onlyFor === undefined &&
      answers[key] !== undefined,
  );
}
