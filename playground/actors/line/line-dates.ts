import type { Clock } from '../../../src/shared/clock.ts';
import type { LineUser } from '../../line/line-user.ts';
import type { RawMessage, ReceivedMessage } from '../../line/types.ts';
import type { Diary } from '../../seasons/diary/diary.ts';
import type { DatesOffer, TeamDates } from '../../seasons/diary/team-dates.ts';
import { holdsWhole, writtenStarts } from '../../seasons/reading/written-dates.ts';
import type { SeasonParticipant, SeasonSession } from '../../seasons/season.ts';
import { wallClock } from '../../seasons/zoned-time.ts';
import type { Agenda } from '../../world/agenda.ts';
import type { Random } from '../../world/random.ts';
import { asksHeard, asksTimes, dateLabels } from '../dates/date-labels.ts';
import { laterBy } from '../dates/wish-starts.ts';
import type { Notebook } from '../notebook.ts';
import { findButton, type LineTalk, textOf } from './line-talk.ts';

export type LineDatesDeps = {
  readonly user: Pick<LineUser, 'onReceive' | 'pick' | 'received'>;
  readonly person: SeasonParticipant;
  readonly talk: LineTalk;
  readonly notebook: Notebook;
  readonly diary: Diary;
  readonly dates: TeamDates;
  /** How many participants the team has. */
  readonly participants: number;
  readonly isHere: () => boolean;
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly random: Random;
};

/** What somebody is about to say of the times that were offered. */
type Plan = {
  readonly offer: Pick<DatesOffer, 'number' | 'moves' | 'round'>;
  /** Empty: none of them. */
  readonly suits: readonly Date[];
  readonly marked: readonly Date[];
  readonly state: 'thinking' | 'marking' | 'picking' | 'done';
};

const minute = 60;
const hour = 3600;
const leastDaysToChange = 5 * 24 * hour * 1000;

/** A participant who is shown times: taps one, marks several, asks for another, or leaves it, in their own time. */
export function createLineDates(deps: LineDatesDeps): void {
  const { user, person, talk, notebook, diary, dates, participants, clock, agenda, random } = deps;
  const words = dateLabels[person.language];
  let plan: Plan | null = null;

  const later = (seconds: number, task: () => Promise<void>): void =>
    agenda.at(new Date(clock.now().getTime() + seconds * 1000), async () => {
      if (deps.isHere()) await task();
    });
  const isStill = (one: Plan): boolean => {
    const now = dates.current();
    const { number, moves, round } = one.offer;
    return now?.number === number && now.moves === moves && now.round === round;
  };
  /** Who types does so while the bubble is the newest answer; what stands further up they tap like everybody. */
  const press = (label: string, { message, via }: ReceivedMessage): Promise<boolean> => {
    const isNewest = user.received.at(-1)?.message === message;
    const types = person.style === 'types' && via === 'reply' && isNewest;
    return talk.perform(types ? { by: 'type', text: label } : { by: 'tap', label }, message);
  };
  const labelOf = (at: Date, message: RawMessage): string =>
    writtenStarts(at, person.zone).find((label) => findButton(message, label) !== null) ??
    writtenStarts(at, person.zone).join(' / ');

  const seeTimes = (seen: ReceivedMessage): void => {
    const offer = dates.current();
    if (offer === null || person.temperament === 'never') return;
    if (plan !== null && isStill(plan)) {
      if (plan.state === 'marking') later(random.integer(3, 15), () => goOn(seen));
      return;
    }
    if (offer.answers.has(person.code)) return;
    plan = { offer, suits: choose(offer), marked: [], state: 'thinking' };
    const mine = plan;
    later(thinkingTime(), async () => {
      if (plan === mine && isStill(mine)) await goOn(seen);
    });
  };

  const choose = (offer: DatesOffer): readonly Date[] => {
    const ahead = offer.times.filter((at) => at > clock.now());
    if (offer.round === 1 && random.chance(0.07)) return [];
    if (participants === 1) return ahead.length === 0 ? [] : [random.pick(ahead)];
    const suits = ahead.filter(() => offer.round > 1 || random.chance(0.75));
    return suits.length === 0 ? ahead.slice(0, 1) : suits;
  };

  const thinkingTime = (): number => {
    switch (person.temperament) {
      case 'prompt':
      case 'twice':
      case 'blocks':
        return random.integer(30, 40 * minute);
      case 'types':
      case 'terse':
        return random.integer(5 * minute, 5 * hour);
      case 'late':
      case 'never':
        return random.integer(5 * hour, 50 * hour);
    }
  };

  /** The next touch: a time, the end of the marks, or none of them. */
  const goOn = async (seen: ReceivedMessage): Promise<void> => {
    const mine = plan;
    if (mine === null || !isStill(mine)) return;
    const { suits, marked } = mine;
    if (suits.length === 0) {
      plan = { ...mine, state: 'picking' };
      await press(words.none, seen);
      dates.answer(person.code, []);
      return;
    }
    const next = suits.find((at) => !marked.includes(at));
    if (next === undefined) {
      plan = { ...mine, state: 'done' };
      if (await press(words.give, seen)) dates.answer(person.code, suits);
      return;
    }
    plan = { ...mine, marked: [...marked, next], state: participants === 1 ? 'done' : 'marking' };
    const happened = await press(labelOf(next, seen.message), seen);
    if (happened && participants === 1) dates.answer(person.code, [next]);
  };

  const standingStart = ({ moves }: DatesOffer): Date | null =>
    moves === null ? null : (diary.find(moves)?.startsAt ?? null);

  /** None of them fits: another time from the phone's picker, or it is left to the mentors. */
  const seePicker = (seen: ReceivedMessage): void => {
    const mine = plan;
    const button = findButton(seen.message, words.pick);
    if (mine?.state !== 'picking' || button === null) return;
    plan = { ...mine, state: 'done' };
    later(random.integer(10, 90), async () => {
      const offer = dates.current();
      const [first] = offer?.times ?? [];
      if (offer === null || !isStill(mine)) return;
      const base = first ?? standingStart(offer);
      const own = base === null ? null : laterBy(base, random.integer(1, 3), person.zone);
      const chosen = own === null ? '' : written(own, person.zone);
      const fits = button.max !== undefined && chosen >= (button.min ?? '') && chosen <= button.max;
      if (own === null || !fits || person.style === 'types' || random.chance(0.3)) {
        await press(words.leave, seen);
        return;
      }
      notebook.act();
      await user.pick(button, chosen);
      dates.wish(person.code, own);
    });
  };

  /** What was agreed by word of mouth: most say that it is right, or nothing; a few meant another time. */
  const seeHeard = (seen: ReceivedMessage): void => {
    if (person.temperament === 'never' || random.chance(0.5)) return;
    later(random.integer(5, 20 * minute), async () => {
      const session = findAgreed(textOf(seen.message));
      if (session === null || person.style === 'types' || !random.chance(0.08)) {
        await press(words.right, seen);
        return;
      }
      if (!(await press(words.wrong, seen))) return;
      dates.contradict(session.key, person.code);
      const offer = dates.current();
      if (offer !== null) plan = { offer, suits: [], marked: [], state: 'picking' };
    });
  };

  /** The session of the date that was heard, where there is time to find another. */
  const findAgreed = (text: string): SeasonSession | null =>
    diary
      .ofTeam(dates.team.code)
      .find(
        ({ startsAt, standings }) =>
          dates.current() === null &&
          standings.at(-1)?.until === null &&
          startsAt.getTime() - clock.now().getTime() > leastDaysToChange &&
          writtenStarts(startsAt, person.zone).some((start) => holdsWhole(text, start)),
      ) ?? null;

  user.onReceive((messages) => {
    for (const seen of messages) {
      const text = textOf(seen.message);
      if (asksTimes.test(text)) seeTimes(seen);
      else if (asksHeard.test(text)) seeHeard(seen);
      else seePicker(seen);
    }
  });
}

/** As a phone's picker sends it. */
function written(at: Date, zone: string): string {
  const { date, hour: hours, minute: minutes } = wallClock(at, zone);
  return `${date}T${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
