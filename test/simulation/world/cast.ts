import type { RosterRow } from '../../../src/domain/imports/roster-row.ts';
import { defaultQuietRanges, type QuietRange } from '../../../src/domain/people/people.ts';

/** Somebody of the programme, as the judge knows them: the product learns it from the roster. */
export type CastMember = {
  readonly code: string;
  readonly team: string | null;
  readonly role: 'participant' | 'mentor' | 'coordinator';
  readonly zone: string;
  /** The zone's distance from UTC in the months of the simulation, none of which changes a clock. */
  readonly utcMinutes: number;
  readonly quiet: readonly QuietRange[];
};

const tokyo = { zone: 'Asia/Tokyo', utcMinutes: 540 } as const;
const london = { zone: 'Europe/London', utcMinutes: 0 } as const;

function member(
  code: string,
  role: CastMember['role'],
  where: { readonly zone: string; readonly utcMinutes: number } = tokyo,
  quiet: readonly QuietRange[] = defaultQuietRanges[role],
): CastMember {
  return { code, role, team: role === 'coordinator' ? null : code.slice(1, 3), quiet, ...where };
}

/** Three teams: one of two participants, one with early evenings, one with a mentor far away. */
export const cast: readonly CastMember[] = [
  member('P01A', 'participant'),
  member('P01B', 'participant'),
  member('M01A', 'mentor'),
  member('M01B', 'mentor'),
  member('P02A', 'participant', tokyo, [{ from: '19:30', to: '09:00' }]),
  member('M02A', 'mentor'),
  member('M02B', 'mentor'),
  member('P03A', 'participant'),
  member('M03A', 'mentor'),
  member('M03B', 'mentor', london, [{ from: '23:00', to: '07:00' }]),
  member('K1', 'coordinator'),
];

export const teams: readonly string[] = ['01', '02', '03'];
export const deskChannel = 'C-DESK';

/** How LINE and Slack name people and places. */
export function lineUserOf(code: string): string {
  return `U${code}`;
}

export function slackUserOf(code: string): string {
  return `W${code}`;
}

export function pairGroupOf(team: string): string {
  return `G-PAIR-${team}`;
}

/** Everybody who reads a conversation. */
export function readersOf(to: string): readonly CastMember[] {
  if (to === deskChannel) return cast.filter(({ role }) => role === 'coordinator');
  const pair = cast.filter(
    ({ team, role }) => role === 'mentor' && team !== null && pairGroupOf(team) === to,
  );
  if (pair.length > 0) return pair;
  return cast.filter(({ code }) => lineUserOf(code) === to || slackUserOf(code) === to);
}

export function rosterRowOf({ code, role, team, zone, quiet }: CastMember): RosterRow {
  return {
    code,
    role,
    name: `Name ${code}`,
    teams: team === null ? [] : [team],
    organisation: null,
    email: `${code.toLowerCase()}@example.org`,
    zone,
    language: 'ja',
    quietRanges: quiet,
    blank: [],
  };
}
