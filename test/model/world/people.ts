import { defaultQuietRanges } from '../../../src/domain/people/people.ts';
import { type CastMember, lineUserOf, pairGroupOf, slackUserOf } from '../../simulation/world/cast.ts';

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

export const participants = ['P01A', 'P01B'] as const;
export const mentors = ['M01A', 'M01B'] as const;
export const pairGroup = pairGroupOf('01');

/** Everybody who reads a conversation. */
export function readersOf(to: string): readonly string[] {
  if (to === pairGroup) return mentors;
  return people.map(({ code }) => code).filter((code) => lineUserOf(code) === to || slackUserOf(code) === to);
}

export function zoneOf(code: string): string {
  return people.find((one) => one.code === code)?.zone ?? tokyo.zone;
}

export function isParticipant(code: string): boolean {
  return participants.some((one) => one === code);
}
