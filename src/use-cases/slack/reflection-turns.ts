import { type Action, isPossibleId } from '../../domain/messaging/actions.ts';
import { plainMessage } from '../../domain/messaging/message.ts';
import {
  type Answer,
  type Answers,
  type AnswerValue,
  foldAnswers,
} from '../../domain/reflections/answers.ts';
import { findQuestion } from '../../domain/reflections/form-definition.ts';
import { textsFor } from '../../i18n/index.ts';
import { reflectionModal } from '../messages/reflections/mentor-reflection.ts';
import { planDeskNotice } from '../plan-desk-notice.ts';
import type { Run } from '../ports/records/views.ts';
import type { SlackAnswer } from '../ports/slack.ts';
import { planShared, recordAnswer } from '../record-answer.ts';
import { handOver } from '../scheduling/leads/hand-over.ts';
import { leadOf } from '../scheduling/leads/lead-of.ts';
import { planOffer } from '../scheduling/pace/plan-offer.ts';
import type { SlackContext } from './handle-slack-event.ts';
import { findOwned, type Owned, whyRefused } from './owned-run.ts';

/** A tap in a mentor's own reflection message. */
export async function reflectionTurn(context: SlackContext, action: Action): Promise<SlackAnswer | null> {
  const owned = await findOwned(context, action.ref);
  if (owned === null) return null;
  if (owned === 'not_yours') {
    const { truths, truth } = textsFor(context.person.language).mentors;
    return { ephemeral: plainMessage(truth({ truth: truths.notYours })) };
  }
  const refused = whyRefused(context, owned);
  if (refused !== null) return refused;
  return action.kind === 'a' ? answerTurn(context, owned, action) : navigateTurn(context, owned, action);
}

async function answerTurn(context: SlackContext, owned: Owned, action: Action): Promise<SlackAnswer | null> {
  const value = readValue(owned.run, action);
  if (value === null) return null;
  await store(context, owned.run, action.key, value);
  await redraw(context, owned.run);
  const opensModal = action.key === 'q1' && value.kind === 'rating' && value.met;
  return opensModal ? { modal: await freshModal(context, owned) } : {};
}

async function navigateTurn(
  context: SlackContext,
  owned: Owned,
  action: Action,
): Promise<SlackAnswer | null> {
  const { reflection } = textsFor(context.person.language).mentors;
  switch (action.key) {
    case 'rest':
      return { modal: await freshModal(context, owned) };
    case 'later':
      return { ephemeral: plainMessage(reflection.later) };
    case 'never':
      if (owned.run.status === 'open') await decline(context, owned.run);
      return {};
    case 'send':
      await send(context, owned.run);
      return {};
    default:
      return null;
  }
}

/** Everything that was typed so far, stored while it is being typed; not an answer until sent. */
export async function saveDrafts(
  { records, person, incoming }: SlackContext,
  runId: string,
  texts: Readonly<Record<string, string>>,
): Promise<void> {
  if (!isPossibleId(runId)) return;
  await records.reflections.saveDrafts({ runId, personId: person.id, texts, at: incoming.at });
}

/** The modal sent: whole values; an empty field is a skip, or takes an earlier text back. */
export async function submitReflection(
  context: SlackContext,
  runId: string,
  values: Readonly<Record<string, string>>,
): Promise<SlackAnswer> {
  const owned = await findOwned(context, runId);
  if (owned === null || owned === 'not_yours') return {};
  const former = foldAnswers(owned.run.revisions);
  const onlyWorry = owned.seat.session.state === 'cancelled';
  if (onlyWorry) {
    const errors = undelivered(context, owned.run, values, former);
    if (Object.keys(errors).length > 0) return { errors };
  }
  for (const question of owned.run.form.definition.questions) {
    const given = values[question.key];
    if (given === undefined || (onlyWorry && question.key !== 'worry')) continue;
    if (question.key === 'q1') await storeRating(context, owned.run, given);
    if (question.type === 'text')
      await storeText(context, owned.run, question.key, given, former[question.key]);
  }
  await context.records.reflections.clearDrafts(runId);
  await send(context, owned.run);
  await announceWorry(context, owned, former.worry, values.worry);
  if (owned.run.teamId !== null && owned.seat.session.kind === 'mentoring')
    await planOffer(context.records, {
      teamId: owned.run.teamId,
      occasion: 'reflection',
      now: context.now,
    });
  return {};
}

/** The session was called off while the modal was open: said at each new text that would not be delivered. */
function undelivered(
  { person }: SlackContext,
  run: Run,
  values: Readonly<Record<string, string>>,
  former: Answers,
): Readonly<Record<string, string>> {
  const { cancelled } = textsFor(person.language).mentors.modal;
  const lost = run.form.definition.questions.filter(({ key, type }) => {
    const before = former[key];
    const given = values[key]?.trim() ?? '';
    return (
      type === 'text' &&
      key !== 'worry' &&
      given !== '' &&
      !(before?.kind === 'text' && before.text === given)
    );
  });
  return Object.fromEntries(lost.map(({ key }) => [key, cancelled]));
}

async function storeRating(context: SlackContext, run: Run, given: string): Promise<void> {
  const satisfaction = Number(given);
  const isRating = given !== '' && Number.isInteger(satisfaction) && satisfaction >= 1 && satisfaction <= 5;
  if (!isRating || (run.met === true && run.satisfaction === satisfaction)) return;
  await store(context, run, 'q1', { kind: 'rating', met: true, satisfaction });
}

async function storeText(
  context: SlackContext,
  run: Run,
  question: string,
  given: string,
  former: Answer | undefined,
): Promise<void> {
  const text = given.trim();
  const before = former?.kind === 'text' ? former.text : '';
  if (text === before) return;
  await store(context, run, question, text === '' ? { kind: 'cleared' } : { kind: 'text', text });
}

async function announceWorry(
  { records, now, incoming }: SlackContext,
  { run, seat }: Owned,
  former: Answer | undefined,
  given: string | undefined,
): Promise<void> {
  const isNew = (given ?? '').trim() !== '' && former === undefined;
  if (!isNew) return;
  await planDeskNotice(records, {
    programme: seat.programme,
    subject: { kind: 'worry.desk', reflectionId: run.id },
    key: `worry:${run.id}:${incoming.eventId}`,
    now,
  });
}

async function send(context: SlackContext, run: Run): Promise<void> {
  const { records, now } = context;
  await records.reflections.changeRun(run.id, {
    status: 'sent',
    position: 'done',
    sentAt: run.sentAt ?? now,
    touchedAt: now,
  });
  await records.deliveries.refresh({ kinds: ['shared.mentor'], subject: { reflectionId: run.id } }, now);
  const sent = await records.reflections.findRun(run.id);
  if (sent !== null && sent.sessionId !== null) await planShared(records, sent, now);
  if (sent !== null) await handOver(records, sent, now);
  await redraw(context, run);
}

async function decline(context: SlackContext, run: Run): Promise<void> {
  const { records, now } = context;
  await records.reflections.changeRun(run.id, { status: 'declined', touchedAt: now });
  if (run.sessionId !== null) {
    await records.deliveries.cancelMatching(
      { sessionId: run.sessionId, personId: run.personId, kinds: ['nudge.mentor'] },
      'declined',
    );
  }
  await redraw(context, run);
}

async function store(context: SlackContext, run: Run, question: string, value: AnswerValue): Promise<void> {
  const { eventId, at } = context.incoming;
  const current = (await context.records.reflections.findRun(run.id)) ?? run;
  await recordAnswer(
    context.records,
    current,
    { question, value },
    { eventId: `slack:${eventId}`, messageId: null, at },
    context.now,
  );
  if (current.status === 'declined') await context.records.reflections.changeRun(run.id, { status: 'open' });
}

function readValue(run: Run, { key, value }: Action): AnswerValue | null {
  const question = findQuestion(run.form.definition, key);
  if (question === null || !question.options.includes(value)) return null;
  if (question.type === 'choice') return { kind: 'choice', value };
  if (question.type !== 'rating') return null;
  return value === 'not_met'
    ? { kind: 'rating', met: false, satisfaction: null }
    : { kind: 'rating', met: true, satisfaction: Number(value) };
}

/** The message follows the run: drawn again without a new one. */
async function redraw({ records, now }: SlackContext, run: Run): Promise<void> {
  if (run.seatId === null) return;
  await records.deliveries.refresh(
    { kinds: ['ask.mentor', 'nudge.mentor'], subject: { seatId: run.seatId } },
    now,
  );
}

async function freshModal(context: SlackContext, { run, seat }: Owned) {
  const { records, now } = context;
  const current = (await records.reflections.findRun(run.id)) ?? run;
  const drafts = await records.reflections.draftsOf(run.id);
  const lead = await leadOf(records.leads, seat, now);
  return reflectionModal({ context: seat, run: current }, { drafts, ledBy: lead?.person.id ?? null });
}
