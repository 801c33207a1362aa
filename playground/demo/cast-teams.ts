import type { Clock } from '../../src/shared/clock.ts';
import { createPairAbsence } from '../actors/dates/pair-absence.ts';
import { createPairActor } from '../actors/dates/pair-actor.ts';
import { createPairReactions } from '../actors/dates/pair-reactions.ts';
import type { MentorHands } from '../actors/dates/propose.ts';
import { createLineDates } from '../actors/line/line-dates.ts';
import { createLineLeaving } from '../actors/line/line-leaving.ts';
import { createLineMenu } from '../actors/line/line-menu.ts';
import type { LineActor } from '../actors/line-actor.ts';
import { randomOf } from '../actors/person-random.ts';
import type { SlackActor } from '../actors/slack-actor.ts';
import type { LineUser } from '../line/line-user.ts';
import type { Diary } from '../seasons/diary/diary.ts';
import type { Happenings } from '../seasons/diary/happenings.ts';
import { createTeamDates, type TeamDates } from '../seasons/diary/team-dates.ts';
import { mentorsOf, type Season, type SeasonParticipant } from '../seasons/season.ts';
import type { SlackUser } from '../slack/types.ts';
import type { Agenda } from '../world/agenda.ts';

type Casting = {
  readonly season: Season;
  readonly diary: Diary;
  readonly happenings: Happenings;
  readonly participants: ReadonlyMap<string, LineActor>;
  readonly phones: ReadonlyMap<string, LineUser>;
  readonly mentors: readonly SlackActor[];
  readonly windows: ReadonlyMap<string, SlackUser>;
  readonly clock: Clock;
  readonly agenda: Agenda;
};

/** Brings the people of each team together: the pair that looks for dates, and the participants who choose. */
export function castTeams(casting: Casting): void {
  const { season, diary } = casting;
  for (const team of season.teams) {
    const dates = createTeamDates(team, diary);
    castPair(casting, dates);
    for (const person of diary.participantsOf(team.code)) castParticipant(casting, dates, person);
  }
}

function castPair(
  { season, diary, happenings, mentors, windows, clock, agenda }: Casting,
  dates: TeamDates,
): void {
  const { code } = dates.team;
  const handsOf = (person: string): readonly MentorHands[] => {
    const actor = mentors.find((one) => one.code === person);
    const user = windows.get(person);
    const mentor = mentorsOf(season).find((one) => one.code === person);
    if (actor === undefined || user === undefined || mentor === undefined) return [];
    return [{ person: mentor, user, desk: actor.desk, notebook: actor.notebook }];
  };
  const hands = (): readonly MentorHands[] => diary.mentorsOf(code).flatMap((mentor) => handsOf(mentor.code));
  const random = randomOf(season.seed, code, 'dates');
  const deps = { season, diary, dates, hands, clock, agenda, random };
  const pair = createPairActor(deps);
  const reactions = createPairReactions({ ...deps, pair, happenings });
  const absence = createPairAbsence({ ...deps, pair, happenings });
  for (const [person, user] of windows) {
    user.onMessage((message) => {
      const [first] = diary.mentorsOf(code);
      if (person !== first?.code || message.ephemeral) return;
      reactions.read(message);
      absence.read(message);
    });
  }
}

function castParticipant(
  { season, diary, happenings, participants, phones, clock, agenda }: Casting,
  dates: TeamDates,
  person: SeasonParticipant,
): void {
  const actor = participants.get(person.code);
  const user = phones.get(person.code);
  if (actor === undefined || user === undefined) return;
  const { talk, notebook, isHere, isBusy } = actor;
  const common = { user, person, talk, notebook, isHere, clock, agenda };
  const randomFor = (about: string) => randomOf(season.seed, person.code, about);
  const count = diary.participantsOf(dates.team.code).length;
  createLineDates({ ...common, diary, dates, participants: count, random: randomFor('dates') });
  createLineLeaving({ ...common, diary, happenings, random: randomFor('leaving') });
  createLineMenu({ ...common, season, isBusy, random: randomFor('menu') });
}
