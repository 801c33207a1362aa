import { createLineActor, type LineActor } from '../actors/line-actor.ts';
import { createMeetings, type Meetings } from '../actors/meetings.ts';
import { randomOf } from '../actors/person-random.ts';
import { createSlackActor, type SlackActor } from '../actors/slack-actor.ts';
import type { Season } from '../seasons/season.ts';
import type { World } from './world.ts';

/** Everybody of a season, with their accounts. */
export type Cast = {
  readonly participants: ReadonlyMap<string, LineActor>;
  readonly mentors: readonly SlackActor[];
  readonly meetings: Meetings;
  /** The season's code behind an account, or null. */
  readonly personOfLine: (userId: string) => string | null;
  readonly personOfSlack: (userId: string) => string | null;
  readonly deskChannel: string;
};

/** Opens the accounts of a season's people in both stand-ins and lets the actors take over. */
export function createCast({ slack, line, clock, agenda }: World, season: Season): Cast {
  const meetings = createMeetings(season);
  const lineCodes = new Map<string, string>();
  const slackCodes = new Map<string, string>();
  const participants = new Map<string, LineActor>();
  for (const person of season.participants) {
    const user = line.addUser({ displayName: person.name, language: person.language });
    lineCodes.set(user.userId, person.code);
    const random = randomOf(season.seed, person.code, 'line');
    participants.set(person.code, createLineActor({ user, person, season, clock, agenda, random, meetings }));
  }
  const mentors = season.mentors.map((person) => {
    const user = slack.addUser({ email: person.email, name: person.name, tz: person.zone });
    slackCodes.set(user.id, person.code);
    const random = randomOf(season.seed, person.code, 'slack');
    return createSlackActor({ user, person, season, clock, agenda, random, meetings });
  });
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
    personOfLine: (userId) => lineCodes.get(userId) ?? null,
    personOfSlack: (userId) => slackCodes.get(userId) ?? null,
    deskChannel: channel.id,
  };
}
