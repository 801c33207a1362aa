import { describeDifference, findHeld } from '../judge/compare.ts';
import { judgeAnswered } from '../judge/judge-answered.ts';
import { judgeAnswers } from '../judge/judge-answers.ts';
import { judgeArrivals } from '../judge/judge-arrivals.ts';
import { judgeDesk } from '../judge/judge-desk.ts';
import { judgeFormer, judgeFormerAnswered } from '../judge/judge-former.ts';
import { judgeReminders } from '../judge/judge-reminders.ts';
import { judgeSettled } from '../judge/judge-settled.ts';
import type { RecordRead } from '../judge/record.ts';
import { deadlinesOf, lapse, withLapses } from '../model/absences.ts';
import type { Act } from '../model/acts.ts';
import { afterAll } from '../model/model.ts';
import { findMeeting, type Meeting, type Truth } from '../model/truth.ts';
import type { World } from '../world/world.ts';
import type { Sent } from './acting.ts';

/** What the model knows while a run goes on. */
export type Model = {
  truth: Truth;
  /** The record as it was last seen: which identifier is whose. */
  known: RecordRead;
  /** When each meeting last changed, by its number. */
  readonly changedAt: Map<number, number>;
  /** When the date of a meeting was settled by those who were asked for it. */
  readonly settledAt: Map<number, number>;
  /** Acts whose webhooks are still on their way. */
  readonly late: Sent[];
  /** Mentors whose place somebody else took, in that order: how much anybody had seen by then. */
  readonly partings: Map<string, number>;
  /** When a mentor came in the middle of it all. */
  readonly cameAt: Map<string, number>;
  /** Starts that have been judged. */
  readonly judged: Set<number>;
};

/** Delivers webhooks, all at once where there are several, and checks that what is recorded is what must be true. */
export async function conduct(
  model: Model,
  world: World,
  sents: readonly Sent[],
  options: {
    readonly twice?: boolean;
    readonly besides?: () => Promise<unknown>;
    readonly acts?: readonly Act[];
  } = {},
): Promise<void> {
  const { twice = false, besides, acts = [] } = options;
  // Nobody does two things in the same millisecond: what was said later is later in the record, too.
  world.clock.moveTo(world.clock.ms() + 1);
  for (const { who, about } of sents) world.screens.expect(who, about);
  const now = world.clock.ms();
  const seen = world.news.length;
  const shown = new Map(sents.map(({ who }) => [who, world.screens.answersTo(who)]));
  const copies = twice ? [0, 1] : [0];
  const arrive = async (): Promise<void> => {
    await Promise.all(
      sents.flatMap(({ webhook }, index) => copies.map((copy) => world.post(webhook, index + copy))),
    );
    await world.drain();
  };
  await Promise.all([arrive(), besides?.()]);
  await check(model, world, [...sents.map(({ act }) => act), ...acts], now);
  judgeFormer(model, world);
  if (sents.length + acts.length > 1) return;
  judgeAnswers(model, world, seen);
  for (const sent of sents) {
    const { who, isAnswered } = sent;
    judgeAnswered(world, sent, { from: seen, before: shown.get(who) ?? 0 });
    if (isAnswered) judgeFormerAnswered(model, world, { who, from: seen });
  }
}

/** One of the truths that these acts can lead to, in any order, is what is recorded. */
async function check(model: Model, world: World, acts: readonly Act[], now: number): Promise<void> {
  // Handled a little later where somebody held it, and perhaps on both sides of a deadline.
  const instants = [...new Set([now, world.clock.ms()])];
  const truths = instants.flatMap((at) =>
    afterAll(withLapses(model.truth, at), acts, at).flatMap((truth) => withLapses(truth, at)),
  );
  await settle(model, world, { truths, acts, now });
}

/** What is recorded becomes what the model knows; it has to be one of these truths. */
async function settle(
  model: Model,
  world: World,
  {
    truths,
    acts,
    now,
  }: { readonly truths: readonly Truth[]; readonly acts: readonly Act[]; readonly now: number },
): Promise<void> {
  const record = await world.read();
  const held = findHeld(truths, record.truth);
  if (held === null) {
    const said = acts.map((act) => JSON.stringify(act)).join(' and ');
    throw new Error(
      `after ${said} ${describeDifference(truths, record.truth)}\n${JSON.stringify(world.problems)}`,
    );
  }
  for (const meeting of held.meetings) {
    const { number } = meeting;
    const former = model.truth.meetings.find((one) => one.number === number);
    if (JSON.stringify(former) === JSON.stringify(meeting)) continue;
    if (!isOfAbsence(acts, held, former)) model.changedAt.set(number, now);
    model.settledAt.delete(number);
    // By several at once, or because the desk did something too, it may have come about otherwise.
    if (acts.length === 1 && acts[0]?.kind === 'give') model.settledAt.set(number, now);
  }
  for (const code of held.gone) {
    if (!model.partings.has(code)) model.partings.set(code, world.news.length);
  }
  for (const code of held.pair) {
    if (!model.truth.pair.includes(code)) model.cameAt.set(code, now);
  }
  model.truth = held;
  model.known = { ...record, truth: held };
  await judgeReminders(model, world);
}

/** Whoever is told that a mentor cannot come is told at once, however late it is: nobody is spared the judge for that. */
function isOfAbsence(acts: readonly Act[], held: Truth, former: Meeting | undefined): boolean {
  const [act, ...others] = acts;
  const isPast = former !== undefined && findMeeting(held, former.number)?.revision === former.revision;
  return isPast && others.length === 0 && (act === undefined || act.kind === 'away');
}

/** Sends and redraws what is due; after that no question waits whose time is over. */
export async function work(model: Model, world: World): Promise<number> {
  const dueAt = await world.work();
  const now = world.clock.ms();
  const lapsed = model.truth.meetings.reduce((truth, { number }) => lapse(truth, number, now), model.truth);
  if (lapsed !== model.truth) await settle(model, world, { truths: [lapsed], acts: [], now });
  const { deskKnows, next } = deadlinesOf(model.truth, now);
  for (const meeting of deskKnows) judgeDesk(world, meeting);
  return Math.min(dueAt ?? Infinity, next ?? Infinity);
}

const minuteMs = 60_000;

/** Lets time pass with the workers at work, and looks at each meeting's hour who would be there. */
export async function passUntil(model: Model, world: World, until: number): Promise<void> {
  for (;;) {
    const dueAt = await work(model, world);
    const now = world.clock.ms();
    judgeFormer(model, world);
    const start = judgeArrivals(model, world);
    const look = judgeSettled(model, world);
    const next = Math.min(until, dueAt, start === null ? until : start - minuteMs, look ?? until);
    if (now >= until) return;
    world.clock.moveTo(Math.max(next, now + 1));
  }
}
