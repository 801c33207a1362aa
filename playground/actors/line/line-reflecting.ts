import type { Clock } from '../../../src/shared/clock.ts';
import type { RawMessage } from '../../line/types.ts';
import type { Diary } from '../../seasons/diary/diary.ts';
import { holdsWhole, writtenDays, writtenNames, writtenStarts } from '../../seasons/reading/written-dates.ts';
import type { Season, SeasonParticipant, SeasonSession } from '../../seasons/season.ts';
import type { Agenda } from '../../world/agenda.ts';
import type { Random } from '../../world/random.ts';
import { type Asks, labels } from '../labels.ts';
import type { Notebook } from '../notebook.ts';
import { type FormRun, nextMove } from './line-form.ts';
import type { LineTalk } from './line-talk.ts';
import { beforeIntent, participantIntent } from './participant-intents.ts';

/** A person and their forms. */
export type Reflecting = {
  /** By the reminder's button or the menu's word, if they have not begun. */
  readonly beginFreely: (session: SeasonSession) => Promise<void>;
  /** By answering the message that asks. */
  readonly beginWith: (session: SeasonSession, message: RawMessage) => Promise<void>;
  readonly hasBegun: (session: SeasonSession) => boolean;
  /** Whether a form is being filled. */
  readonly isBusy: () => boolean;
  /** A reply that asks something: the next act goes on the agenda. */
  readonly see: (asked: Asks, message: RawMessage) => void;
};

export type ReflectingDeps = {
  readonly season: Season;
  readonly diary: Diary;
  readonly person: SeasonParticipant;
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly random: Random;
  readonly notebook: Notebook;
  readonly talk: LineTalk;
  /** False once they blocked the account. */
  readonly isHere: () => boolean;
};

const hour = 3600;

/** Nobody has begun anything. */
export function createReflecting(deps: ReflectingDeps): Reflecting {
  const { season, diary, person, clock, agenda, random, notebook, talk } = deps;
  const words = labels[person.language];
  const firstQuestions = new Map<string, RawMessage>();
  let run: FormRun | null = null;
  let shown: { readonly asked: Asks; readonly message: RawMessage } | null = null;
  let isActing = false;

  const later = (seconds: number, task: () => Promise<void>): void =>
    agenda.at(new Date(clock.now().getTime() + seconds * 1000), async () => {
      if (deps.isHere()) await task();
    });

  const step = async (): Promise<void> => {
    isActing = false;
    const seen = shown;
    const current = run;
    if (seen === null || current === null) return;
    shown = null;
    if (seen.asked === 'several') return chooseForm(current, seen.message);
    const move = nextMove(seen.asked, current, { ...person, random });
    if (move === null) return;
    run = move.run;
    const happened = await talk.perform(move.act, seen.message);
    if (happened && move.says !== null) notebook.say({ session: current.session, ...move.says });
    if (!current.paused && move.run.paused) later(random.integer(15 * hour, 26 * hour), resume);
    if (current.intent.declines) run = null;
  };

  const chooseForm = async (current: FormRun, message: RawMessage): Promise<void> => {
    const session = diary.find(current.session);
    if (session === null) return;
    for (const label of formLabels(session, person.zone)) {
      if (await talk.perform({ by: 'tap', label }, message)) return;
    }
  };

  const resume = (): Promise<void> => talk.send(words.reflectCommand);

  const schedule = (seconds: number): void => {
    if (isActing) return;
    isActing = true;
    later(seconds, step);
  };

  const finish = (finished: FormRun): void => {
    run = null;
    if (finished.intent.sticker) later(random.integer(20, 90), talk.sendSticker);
    const { correction } = finished.intent;
    const message = firstQuestions.get(finished.session);
    if (correction === null || message === undefined || !finished.intent.met) return;
    later(correction.afterSeconds, async () => {
      const value = { kind: 'rating', value: correction.rating } as const;
      const happened = await talk.perform({ by: 'tap', label: `${correction.rating} ` }, message);
      if (happened) notebook.say({ session: finished.session, question: 'q1', value });
    });
  };

  const start = (session: SeasonSession): FormRun => {
    const intent = participantIntent(season, person, session);
    return { session: session.key, kind: session.kind, intent, ...untouched, before: null };
  };

  return {
    hasBegun: (session) => firstQuestions.has(session.key),
    isBusy: () => run !== null,
    beginFreely: async (session) => {
      if (firstQuestions.has(session.key)) return;
      const { begins } = participantIntent(season, person, session);
      if (begins === 'menu') {
        run = start(session);
        return talk.send(words.reflectCommand);
      }
      const holdsStart = (text: string): boolean =>
        writtenStarts(session.startsAt, person.zone).some((start) => holdsWhole(text, start));
      const reminder = talk.findMessage(words.reflectAfterwards, holdsStart);
      if (reminder === null) return;
      run = start(session);
      await talk.perform({ by: 'tap', label: words.reflectAfterwards }, reminder);
    },
    beginWith: async (session, message) => {
      if (firstQuestions.has(session.key)) return;
      run = start(session);
      shown = { asked: 'q1', message };
      firstQuestions.set(session.key, message);
      await step();
    },
    see: (asked, message) => {
      if (asked === 'before1' && run === null) run = startBefore(season, diary, person);
      if (run === null) return;
      if (asked === 'q1') firstQuestions.set(run.session, message);
      if (asked === 'done') return finish(run);
      shown = { asked, message };
      schedule(random.integer(4, 45));
    },
  };
}

const untouched = { chosen: [], writing: null, paused: false } as const;

function startBefore(season: Season, diary: Diary, person: SeasonParticipant): FormRun | null {
  const before = beforeIntent(season, person);
  const [session] = diary.sessions();
  if (before === null || session === undefined) return null;
  const intent = { ...participantIntent(season, person, session), declines: false, pauses: false };
  return { session: 'before', kind: 'before', intent, ...untouched, before };
}

/** How a list of open forms may call a session: 第3回（11月26日） or Meeting 3 (26 Nov). */
function formLabels(session: SeasonSession, zone: string): readonly string[] {
  const [ja = '', en = ''] = writtenNames(session.kind, session.number);
  const [jaDay = '', enDay = ''] = writtenDays(session.startsAt, zone);
  return [`${ja}（${jaDay}）`, `M${en} (${enDay})`, `T${en} (${enDay})`];
}
