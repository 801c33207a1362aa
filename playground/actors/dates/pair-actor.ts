import type { Clock } from '../../../src/shared/clock.ts';
import type { Diary } from '../../seasons/diary/diary.ts';
import type { DatesOffer, TeamDates } from '../../seasons/diary/team-dates.ts';
import { quietEndsAt } from '../../seasons/quiet-times.ts';
import { endOf, type Season, type SeasonSession } from '../../seasons/season.ts';
import { instantOf } from '../../seasons/zoned-time.ts';
import type { Agenda } from '../../world/agenda.ts';
import type { Random } from '../../world/random.ts';
import { dateLabels } from './date-labels.ts';
import { createPropose, type MentorHands, type Proposing } from './propose.ts';
import { laterBy, wishOthers, wishStart } from './wish-starts.ts';

/** A pair that looks for its dates. */
export type PairActor = {
  /** Whichever of the two has time. */
  readonly someone: () => MentorHands;
  /** So many seconds later, or when that mentor's quiet hours are over. */
  readonly later: (seconds: number, by: MentorHands, task: () => Promise<void>) => void;
  /** Other days for a session that stands; `open` brings the modal. */
  readonly move: (session: SeasonSession, by: MentorHands, open: () => Promise<boolean>) => void;
  /** Times for what is looked for now, in place of those offered before. */
  readonly offerOthers: (by: MentorHands) => void;
  /** Writes down what was agreed by word of mouth, if nothing has come of the offer since. */
  readonly settleByVoice: (offer: DatesOffer) => void;
};

export type PairDeps = {
  readonly season: Season;
  readonly diary: Diary;
  readonly dates: TeamDates;
  readonly hands: () => readonly MentorHands[];
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly random: Random;
};

const minute = 60;
const hour = 3600;
const day = 24 * hour;
const perTeam = 6;
/** Half of the next dates are agreed in the meeting. */
const agreedShare = 0.5;

/** The two mentors of a team, as far as dates go: one of them looks for the next one when none is there. */
export function createPairActor(deps: PairDeps): PairActor {
  const { season, diary, dates, hands, clock, agenda, random } = deps;
  const { team } = dates;
  const { zone } = season.programme;
  const endsOn =
    season.programme.phases.find(({ key }) => key === 'mentoring')?.toOn ?? season.programme.toOn;
  const propose = createPropose({ team, zone, clock, agenda, random });
  let isProposing = false;

  const mentoring = (): readonly SeasonSession[] =>
    diary.ofTeam(team.code).filter(({ kind }) => kind === 'mentoring');
  const standing = (): readonly SeasonSession[] =>
    mentoring().filter(({ standings }) => standings.at(-1)?.until === null);
  const hasNext = (): boolean => standing().some(({ startsAt }) => startsAt > clock.now());
  const someone = (): MentorHands => random.pick(hands());
  const later: PairActor['later'] = (seconds, by, task) => {
    const wanted = new Date(clock.now().getTime() + seconds * 1000);
    const open = quietEndsAt(wanted, [by.person]) ?? wanted;
    const pause = open > wanted ? random.integer(2 * minute, 80 * minute) * 1000 : 0;
    agenda.at(new Date(open.getTime() + pause), task);
  };

  const proposeOnce = (proposing: Proposing): void => {
    isProposing = true;
    propose({
      ...proposing,
      ended: (times) => {
        isProposing = false;
        proposing.ended(times);
      },
    });
  };

  const offered = (number: number, moves: string | null) => (times: readonly Date[] | null) => {
    if (times === null) return;
    dates.offer({ number, moves, times });
    keepPatience();
  };
  const settled = (number: number) => (times: readonly Date[] | null) => {
    const [startsAt] = times ?? [];
    if (startsAt !== undefined) dates.settle({ number, startsAt });
  };

  const isStill = (offer: DatesOffer): boolean => {
    const now = dates.current();
    return now?.number === offer.number && now.moves === offer.moves && now.round === offer.round;
  };

  /** Nobody waits for an answer for ever: in the end somebody calls. */
  const keepPatience = (): void => {
    const offer = dates.current();
    const [first] = offer?.times ?? [];
    if (offer === null || first === undefined) return;
    const now = clock.now().getTime() / 1000;
    const lastMoment = first.getTime() / 1000 - 22 * hour - now;
    const seconds = Math.max(2 * hour, Math.min(random.integer(70, 100) * hour, lastMoment));
    later(seconds, someone(), async () => settleByVoice(offer));
  };

  const settleByVoice = (offer: DatesOffer): void => {
    const now = dates.current();
    if (now === null || !isStill(offer)) return;
    if (isProposing) {
      later(20 * minute, someone(), async () => settleByVoice(offer));
      return;
    }
    const by = someone();
    const soon = new Date(clock.now().getTime() + 20 * hour * 1000);
    const agreed =
      now.own
        .map(({ at }) => at)
        .concat(now.times)
        .find((at) => at > soon) ?? next();
    if (agreed === null) {
      dates.drop();
      return;
    }
    proposeOnce({
      by,
      mode: 'agreed',
      times: [agreed],
      open: () => openOthers(by, now),
      ended: settled(now.number),
    });
  };

  const next = (): Date | null => {
    const lastAt = standing().reduce<Date | null>(
      (last, { startsAt }) => (last === null || startsAt > last ? startsAt : last),
      null,
    );
    return wishStart({ team, zone, now: clock.now(), lastAt, left: perTeam - standing().length, endsOn });
  };

  /** What is looked for already is gone on with from its own message; for a new date there are three ways. */
  const openOthers = (by: MentorHands, offer: DatesOffer): Promise<boolean> => {
    const labels = [dateLabels.ja.offerOthers, dateLabels.en.offerOthers];
    const message = by.desk.findMessage(labels);
    if (message !== null) return clickAny(by, message, labels);
    return offer.moves === null ? openNew(by) : by.desk.command(commandOf(by, 'move'));
  };
  const openNew = async (by: MentorHands): Promise<boolean> => {
    const labels = [dateLabels.ja.offer, dateLabels.en.offer];
    const fresh = new Date(clock.now().getTime() - 3 * day * 1000);
    const message = by.desk.findMessage(labels, ({ at }) => at > fresh);
    if (message !== null) return clickAny(by, message, labels);
    return by.desk.command(commandOf(by, 'schedule'));
  };
  const openFromHome = (by: MentorHands): Pick<Proposing, 'look' | 'open'> => ({
    look: by.desk.openHome,
    open: () => by.desk.clickAtHome([dateLabels.ja.offer, dateLabels.en.offer]),
  });

  /** Looks for the next date, unless there is one, or all are there. */
  const seek = async (): Promise<void> => {
    if (dates.current() !== null || isProposing || hasNext() || standing().length >= perTeam) return;
    const first = next();
    if (first === null) return;
    const by = someone();
    const number = Math.max(0, ...mentoring().map((session) => session.number)) + 1;
    const isAgreed = number > 1 && random.chance(agreedShare);
    const others = isAgreed ? [] : wishOthers(first, random.integer(0, 2), { zone, endsOn, random });
    proposeOnce({
      by,
      mode: isAgreed ? 'agreed' : 'offer',
      times: [first, ...others],
      ...(random.chance(0.25) ? openFromHome(by) : { open: () => openNew(by) }),
      ended: isAgreed ? settled(number) : offered(number, null),
    });
  };

  diary.onChange((session) => {
    if (session.team !== team.code || session.kind !== 'mentoring') return;
    const { startsAt, cancelledAt } = session;
    if (cancelledAt !== null) return later(random.integer(4 * hour, 30 * hour), someone(), seek);
    if (session.standings.at(-1)?.until !== null) return;
    const sinceEnd = random.chance(0.55) ? random.integer(11, 60) * minute : random.integer(2, 30) * hour;
    agenda.at(new Date(endOf(session).getTime() + 10 * minute * 1000), () => {
      const isIt = diary.find(session.key)?.startsAt.getTime() === startsAt.getTime();
      if (isIt) later(sinceEnd, someone(), seek);
    });
  });
  const firstLook = season.training.startsAt.getTime() + random.integer(10 * day, 19 * day) * 1000;
  agenda.at(new Date(firstLook), () => later(0, someone(), seek));

  return {
    someone,
    later,
    move: (session, by, open) => {
      if (isProposing) return;
      const { number, key, startsAt } = session;
      const days = [random.integer(2, 4), 2, 1];
      const last = instantOf(endsOn, '23:59', zone);
      const base = days.map((count) => laterBy(startsAt, count, zone)).find((at) => at <= last);
      if (base === undefined) return;
      const others = wishOthers(base, random.integer(0, 2), { zone, endsOn, random });
      proposeOnce({ by, mode: 'offer', times: [base, ...others], open, ended: offered(number, key) });
    },
    offerOthers: (by) => {
      const offer = dates.current();
      if (offer === null || isProposing) return;
      const last = offer.times.findLast((at) => at > clock.now());
      const after = last === undefined ? null : laterBy(last, random.integer(2, 3), zone);
      const isInTime = after !== null && after <= instantOf(endsOn, '23:59', zone);
      const base = isInTime ? after : next();
      if (base === null) return;
      const times = [base, ...wishOthers(base, 2, { zone, endsOn, random })];
      proposeOnce({
        by,
        mode: 'offer',
        times,
        open: () => openOthers(by, offer),
        ended: offered(offer.number, offer.moves),
      });
    },
    settleByVoice,
  };
}

/** Presses the button in whichever language it stands. */
export async function clickAny(
  { desk }: MentorHands,
  message: Parameters<MentorHands['desk']['click']>[0],
  labels: readonly string[],
): Promise<boolean> {
  const label = labels.find((one) => desk.hasButton(message, one));
  return label !== undefined && desk.click(message, label);
}

export function commandOf({ person }: MentorHands, command: 'schedule' | 'move' | 'cancel'): string {
  return dateLabels[person.language].commands[command];
}
