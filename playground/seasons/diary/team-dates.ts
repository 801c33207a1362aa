import type { SeasonTeam } from '../season.ts';
import type { Diary } from './diary.ts';

/** Start times that a pair offered and that wait for answers. */
export type DatesOffer = {
  readonly number: number;
  /** The session that is to be moved; null for one that has no date yet. */
  readonly moves: string | null;
  /** How often times were offered for it, this time included. */
  readonly round: number;
  /** Earliest first. */
  readonly times: readonly Date[];
  /** What each participant gave: the times that suit; none of them, or an own one. */
  readonly answers: ReadonlyMap<string, readonly Date[]>;
  readonly own: readonly { readonly person: string; readonly at: Date }[];
};

/** How a team's search for its next date stands, as everybody in it knows from what they said themselves. */
export type TeamDates = {
  readonly team: SeasonTeam;
  readonly current: () => DatesOffer | null;
  /** A mentor offers times; those offered before are void, and a session that is to move stops standing. */
  readonly offer: (offer: Pick<DatesOffer, 'number' | 'moves' | 'times'>) => void;
  /** A mentor wrote down what was agreed by word of mouth. */
  readonly settle: (settled: { readonly number: number; readonly startsAt: Date }) => void;
  /** A participant gave an answer; once all have, the earliest time that suits everybody is agreed on. */
  readonly answer: (person: string, suits: readonly Date[]) => void;
  /** A participant asked for a time of their own. */
  readonly wish: (person: string, at: Date) => void;
  /** A mentor took up somebody's own time. */
  readonly take: (person: string, at: Date) => void;
  /** What was agreed by word of mouth was not what a participant meant. */
  readonly contradict: (key: string, person: string) => void;
  /** Nothing is looked for any more. */
  readonly drop: () => void;
};

/** A team that has said nothing yet. */
export function createTeamDates(team: SeasonTeam, diary: Diary): TeamDates {
  let current: DatesOffer | null = null;

  const agreeOn = (number: number, startsAt: Date): void => {
    current = null;
    const { code, minutes, link } = team;
    diary.agree({ team: code, kind: 'mentoring', number, startsAt, minutes, link });
  };
  const open = (offer: Pick<DatesOffer, 'number' | 'moves' | 'times'>): DatesOffer => ({
    ...offer,
    times: [...offer.times].sort((a, b) => a.getTime() - b.getTime()),
    round: current?.number === offer.number ? current.round + 1 : 1,
    answers: new Map(),
    own: [],
  });
  const judge = (offer: DatesOffer): void => {
    const people = diary.participantsOf(team.code);
    if (!people.every(({ code }) => offer.answers.has(code))) return;
    const time = offer.times.find((at) =>
      people.every(({ code }) => offer.answers.get(code)?.some((one) => one.getTime() === at.getTime())),
    );
    if (time !== undefined) agreeOn(offer.number, time);
  };
  const record = (person: string, suits: readonly Date[]): void => {
    if (current === null) return;
    current = { ...current, answers: new Map([...current.answers, [person, suits]]) };
    judge(current);
  };

  return {
    team,
    current: () => current,
    offer: (offer) => {
      current = open(offer);
      if (offer.moves !== null) diary.reopen(offer.moves);
    },
    settle: ({ number, startsAt }) => agreeOn(number, startsAt),
    answer: record,
    wish: (person, at) => {
      if (current === null) return;
      current = { ...current, own: [...current.own, { person, at }] };
      record(person, []);
    },
    take: (person, at) => {
      if (current === null) return;
      const { number, moves } = current;
      if (diary.participantsOf(team.code).length === 1) return agreeOn(number, at);
      current = { ...open({ number, moves, times: [at] }), answers: new Map([[person, [at]]]) };
    },
    contradict: (key, person) => {
      const session = diary.find(key);
      if (session === null) return;
      diary.reopen(key);
      current = {
        ...open({ number: session.number, moves: key, times: [] }),
        answers: new Map([[person, []]]),
      };
    },
    drop: () => {
      current = null;
    },
  };
}
