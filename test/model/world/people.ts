import { defaultQuietRanges } from '../../../src/domain/people/people.ts';
import {
  type CastMember,
  deskChannel,
  lineUserOf,
  pairGroupOf,
  slackUserOf,
} from '../../simulation/world/cast.ts';

const tokyo = { zone: 'Asia/Tokyo', utcMinutes: 540 } as const;

function member(code: string, role: CastMember['role'], where: Partial<CastMember> = {}): CastMember {
  const team = role === 'coordinator' ? null : '01';
  return { code, role, team, quiet: defaultQuietRanges[role], ...tokyo, ...where };
}

/** One team: two participants, and two mentors on both sides of an ocean. */
export const people: readonly CastMember[] = [
  member('P01A', 'participant'),
  member('P01B', 'participant'),
  member('M01A', 'mentor'),
  // Clocks are put back there on the third of November.
  member('M01B', 'mentor', {
    zone: 'America/New_York',
    utcMinutes: -300,
    quiet: [{ from: '23:00', to: '07:00' }],
  }),
  member('K1', 'coordinator'),
];

/** Whoever may take a mentor's place; known to Slack, and on nobody's roster yet. */
export const comers: readonly CastMember[] = [
  member('M01C', 'mentor'),
  member('M01D', 'mentor', { zone: 'America/New_York', utcMinutes: -300, quiet: [] }),
];

export const participants = ['P01A', 'P01B'] as const;
/** The pair at the beginning. */
export const firstPair = ['M01A', 'M01B'] as const;
const everybody: readonly CastMember[] = [...people, ...comers];
export const coordinators: readonly string[] = people
  .filter(({ role }) => role === 'coordinator')
  .map(({ code }) => code);
const mentorCodes = everybody.filter(({ role }) => role === 'mentor').map(({ code }) => code);

/** The group of two mentors, the same whenever it is opened for them. */
export function groupOf(slackUserIds: readonly string[]): string {
  const members = slackUserIds.toSorted();
  return members.join() === firstPair.map(slackUserOf).join() ? pairGroupOf('01') : `G-${members.join('+')}`;
}

/** Everybody who reads a conversation. */
export function readersOf(to: string): readonly string[] {
  if (to === deskChannel) return coordinators;
  const pair = mentorCodes.flatMap((one) => mentorCodes.map((other) => [one, other]));
  const group = pair.find(
    ([one = '', other = '']) => one < other && groupOf([one, other].map(slackUserOf)) === to,
  );
  if (group !== undefined) return group;
  return everybody
    .map(({ code }) => code)
    .filter((code) => lineUserOf(code) === to || slackUserOf(code) === to);
}

export function emailOf(code: string): string {
  return `${code.toLowerCase()}@example.org`;
}

export function nameOf(code: string): string {
  return `Name ${code}`;
}

/** Whom Slack knows by this address. */
export function ownerOfEmail(email: string): string | null {
  return everybody.map(({ code }) => code).find((code) => emailOf(code) === email) ?? null;
}

export function zoneOf(code: string): string {
  return everybody.find((one) => one.code === code)?.zone ?? tokyo.zone;
}

export function isParticipant(code: string): boolean {
  return participants.some((one) => one === code);
}
