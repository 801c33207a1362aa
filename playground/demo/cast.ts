import { createLineActor, type LineActor } from '../actors/line-actor.ts';
import { createMeetings, type Meetings } from '../actors/meetings.ts';
import { randomOf } from '../actors/person-random.ts';
import { createSlackActor, type SlackActor } from '../actors/slack-actor.ts';
import type { LineUser } from '../line/line-user.ts';
import { createDiary, type Diary } from '../seasons/diary/diary.ts';
import { drawHappenings } from '../seasons/diary/happenings.ts';
import { mentorsOf, type Season } from '../seasons/season.ts';
import type { SlackUser } from '../slack/types.ts';
import { castTeams } from './cast-teams.ts';
import type { World } from './world.ts';

/** Everybody of a season, with their accounts. */
export type Cast = {
  readonly participants: ReadonlyMap<string, LineActor>;
  readonly mentors: readonly SlackActor[];
  readonly meetings: Meetings;
  readonly diary: Diary;
  /** The season's code behind an account, or null. */
  readonly personOfLine: (userId: string) => string | null;
  readonly personOfSlack: (userId: string) => string | null;
  readonly deskChannel: string;
};

/** Opens the accounts of a season's people in both stand-ins and lets the actors take over. */
export function createCast({ slack, line, clock, agenda }: World, season: Season): Cast {
  const happenings = drawHappenings(season, randomOf(season.seed, 'everybody', 'happenings'));
  const notHeld = new Map(
    [...happenings].flatMap(([key, one]) => (one.kind === 'no_show' ? [[key, one.reason] as const] : [])),
  );
  const diary = createDiary({ season, now: clock.now, notHeld });
  const meetings = createMeetings(diary);
  const lineCodes = new Map<string, string>();
  const slackCodes = new Map<string, string>();
  const participants = new Map<string, LineActor>();
  const phones = new Map<string, LineUser>();
  const windows = new Map<string, SlackUser>();
  for (const person of season.participants) {
    const user = line.addUser({ displayName: person.name, language: person.language });
    lineCodes.set(user.userId, person.code);
    const random = randomOf(season.seed, person.code, 'line');
    const actor = createLineActor({ user, person, season, diary, clock, agenda, random, meetings });
    participants.set(person.code, actor);
    phones.set(person.code, user);
  }
  const mentors = mentorsOf(season).map((person) => {
    const user = slack.addUser({ email: person.email, name: person.name, tz: person.zone });
    slackCodes.set(user.id, person.code);
    windows.set(person.code, user);
    const random = randomOf(season.seed, person.code, 'slack');
    return createSlackActor({ user, person, season, diary, clock, agenda, random, meetings });
  });
  castTeams({ season, diary, happenings, participants, phones, mentors, windows, clock, agenda });
  const desk = [...season.supporters, ...season.coordinators].map((person) => {
    const user = slack.addUser({ email: person.email, name: person.name, tz: person.zone });
    slackCodes.set(user.id, person.code);
    return { id: user.id, role: person.role };
  });
  const channel = slack.addChannel({
    name: season.programme.channel,
    botIsMember: true,
    members: desk.filter(({ role }) => role === 'coordinator').map(({ id }) => id),
  });
  return {
    participants,
    mentors,
    meetings,
    diary,
    personOfLine: (userId) => lineCodes.get(userId) ?? null,
    personOfSlack: (userId) => slackCodes.get(userId) ?? null,
    deskChannel: channel.id,
  };
}
