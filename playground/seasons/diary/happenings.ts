import { usualQuietRanges } from '../quiet-times.ts';
import type { NotHeldReason, Season } from '../season.ts';

/** Something that befalls one session. */
export type Happening =
  /** A mentor moves it, from the reminder or by the command, or a participant asks for another day on LINE. */
  | { readonly kind: 'move'; readonly how: 'reminder' | 'command' | 'line' }
  | { readonly kind: 'cancel'; readonly how: 'command' | 'line' }
  /** A mentor cannot come at short notice. */
  | { readonly kind: 'absence'; readonly partner: 'alone' | 'move' | 'skip' }
  | { readonly kind: 'no_show'; readonly reason: NotHeldReason };

/** By session key. */
export type Happenings = ReadonlyMap<string, Happening>;

/** As much chance as a season needs. */
type Chance = { readonly integer: (from: number, to: number) => number };

const movable = [2, 3, 4, 5] as const;

/** What befalls a season; the same seed gives the same. About 12 % of the sessions move, as CONVERSATIONS assumes. */
export function drawHappenings(season: Season, random: Chance): Happenings {
  const free = shuffle(
    season.teams.flatMap(({ code }) => movable.map((number) => ({ code, number }))),
    random,
  );
  const drawn = new Map<string, Happening>();
  const place = (happening: Happening): void => {
    const index = free.findIndex(({ code }) => canBefall(season, code, happening));
    const [spot] = index < 0 ? [] : free.splice(index, 1);
    // A season of few teams has no room for everything.
    if (spot !== undefined) drawn.set(`${spot.code}/mentoring/${spot.number}`, happening);
  };
  for (const happening of wanted(random)) place(happening);
  return drawn;
}

/** Never fewer than what a season has to show. */
function wanted(random: Chance): readonly Happening[] {
  const times = <One>(count: number, one: One): readonly One[] => Array.from({ length: count }, () => one);
  return [
    ...times(2 + random.integer(0, 1), { kind: 'absence', partner: 'alone' } as const),
    { kind: 'absence', partner: 'move' },
    { kind: 'absence', partner: 'skip' },
    { kind: 'cancel', how: 'line' },
    ...times(1 + random.integer(0, 1), { kind: 'cancel', how: 'command' } as const),
    ...times(3 + random.integer(0, 2), { kind: 'move', how: 'line' } as const),
    ...times(4 + random.integer(0, 2), { kind: 'move', how: 'reminder' } as const),
    ...times(3 + random.integer(0, 2), { kind: 'move', how: 'command' } as const),
    { kind: 'no_show', reason: 'errand' },
    { kind: 'no_show', reason: 'no_connection' },
    { kind: 'no_show', reason: 'moved' },
  ];
}

function canBefall(season: Season, team: string, happening: Happening): boolean {
  switch (happening.kind) {
    case 'move':
    case 'cancel':
      return happening.how !== 'line' || hasWillingPhone(season, team);
    case 'absence':
      return hasUsualHours(season, team);
    case 'no_show':
      return true;
  }
}

/** Whether both mentors can be reached at the same hours, whoever of them comes alone. */
function hasUsualHours({ mentors, programme, replacement }: Season, team: string): boolean {
  const usual = JSON.stringify(usualQuietRanges.mentor);
  return (
    team !== replacement?.team &&
    mentors
      .filter(({ teams }) => teams.includes(team))
      .every(({ zone, quietRanges }) => zone === programme.zone && JSON.stringify(quietRanges) === usual)
  );
}

/** Whether the team's first participant joins early, stays, and touches the phone. */
function hasWillingPhone({ participants, teams }: Season, team: string): boolean {
  const person = participants.find((one) => one.teams.includes(team));
  const firstOn = teams.find(({ code }) => code === team)?.firstOn ?? '';
  if (person === undefined || person.blocksAt !== null || person.temperament === 'never') return false;
  return person.joinsAt.toISOString() < firstOn;
}

function shuffle<Item>(items: readonly Item[], random: Chance): Item[] {
  const left = [...items];
  const shuffled: Item[] = [];
  while (left.length > 0) shuffled.push(...left.splice(random.integer(0, left.length - 1), 1));
  return shuffled;
}
