import type { Topic } from '../../seasons/answers.ts';
import type {
  NotHeldReason,
  ParticipantTemperament,
  Season,
  SeasonParticipant,
  SeasonSession,
} from '../../seasons/season.ts';
import { wasHeld } from '../../seasons/season.ts';
import type { Random } from '../../world/random.ts';
import { randomOf } from '../person-random.ts';
import { brokenWords, smallSteps, stayingWords } from '../phrases.ts';

/** What a participant means to do and say about one session. */
export type ParticipantIntent = {
  /** What makes them begin: the button of the reminder, the menu's word, the ask, the last notice; `none`: nothing. */
  readonly begins: 'reminder' | 'menu' | 'ask' | 'nudge' | 'none';
  /** Seconds between that (or the session's end) and their first tap. */
  readonly afterSeconds: number;
  readonly met: boolean;
  readonly rating: number;
  readonly reason: NotHeldReason | null;
  readonly topics: readonly Topic[];
  /** Bubbles of one thought each; empty: not answered. */
  readonly words: readonly string[];
  readonly next: readonly string[];
  readonly recommend: number | null;
  /** Leaves the form after the first answer and comes back the next day. */
  readonly pauses: boolean;
  /** Says that they will not write this time. */
  readonly declines: boolean;
  /** Seconds after sending at which they change their rating, and to what. */
  readonly correction: { readonly afterSeconds: number; readonly rating: number } | null;
  readonly stance: number | null;
  readonly sticker: boolean;
  readonly muses: boolean;
};

type Begins = ParticipantIntent['begins'];

const minute = 60;
const hour = 3600;
const day = 24 * hour;

/** What one participant means about one session; the same season gives the same intents. */
export function participantIntent(
  season: Season,
  person: SeasonParticipant,
  session: SeasonSession,
): ParticipantIntent {
  const random = randomOf(season.seed, person.code, session.key);
  const begins = beginning(person.temperament, random);
  const writes = person.temperament !== 'terse' && person.temperament !== 'never';
  const rating = random.pick([5, 5, 5, 4, 4, 4, 4, 3, 3, 2]);
  const isEager = person.temperament === 'prompt' && person.style !== 'taps';
  return {
    begins,
    afterSeconds: delay(begins, random),
    met: wasHeld(session),
    rating,
    reason: session.notHeld,
    topics: writes ? pickTopics(session, random) : [],
    words: writes ? pickWords(person, session, random) : [],
    next: writes && usesKeyboard(person, session) && random.chance(0.55) ? [random.pick(smallSteps)] : [],
    recommend: writes && random.chance(0.9) ? random.pick([7, 8, 8, 9, 10, 10]) : null,
    pauses: isEager && random.chance(0.08),
    declines: person.temperament === 'late' && random.chance(0.08),
    correction:
      isEager && random.chance(0.12)
        ? {
            afterSeconds: random.pick([10 * minute, 3 * hour, 5 * day]),
            rating: rating === 5 ? 4 : rating + 1,
          }
        : null,
    stance: person.temperament !== 'never' && random.chance(0.3) ? random.integer(0, 2) : null,
    sticker: isEager && random.chance(0.1),
    muses: isEager && random.chance(0.12),
  };
}

/** The two questions after consent: 1 to 5 each; null: not answered. */
export function beforeIntent(season: Season, person: SeasonParticipant): readonly [number, number] | null {
  const random = randomOf(season.seed, person.code, 'before');
  return person.temperament === 'never' ? null : [random.integer(1, 4), random.integer(1, 5)];
}

function beginning(temperament: ParticipantTemperament, random: Random): Begins {
  switch (temperament) {
    case 'prompt':
    case 'twice':
    case 'blocks':
      return random.chance(0.9) ? 'reminder' : 'ask';
    case 'types':
      return random.chance(0.7) ? 'menu' : 'ask';
    case 'terse':
      return random.chance(0.5) ? 'reminder' : 'ask';
    case 'late':
      return random.pick(['ask', 'ask', 'ask', 'nudge', 'none']);
    case 'never':
      return 'none';
  }
}

function delay(begins: Begins, random: Random): number {
  switch (begins) {
    case 'reminder':
    case 'menu':
      return random.integer(2 * minute, 50 * minute);
    case 'ask':
      return random.integer(5 * minute, 9 * hour);
    case 'nudge':
      return random.integer(10 * minute, 6 * hour);
    case 'none':
      return 0;
  }
}

function pickTopics(session: SeasonSession, random: Random): readonly Topic[] {
  const last = session.kind === 'closing' ? 'talk' : 'other';
  const all: readonly Topic[] = ['running', 'work', 'career', last];
  const chosen = all.filter(() => random.chance(0.45));
  return chosen.length === 0 ? [random.pick(all)] : chosen;
}

function pickWords(person: SeasonParticipant, session: SeasonSession, random: Random): readonly string[] {
  if (!usesKeyboard(person, session)) return [];
  if (person.style === 'fragments') return random.pick(brokenWords);
  return random.chance(0.65) ? [random.pick(stayingWords)] : [];
}

/** Who only taps writes nothing; who only types has no button for the words, which the closing form asks of itself. */
function usesKeyboard({ style }: SeasonParticipant, { kind }: SeasonSession): boolean {
  return style === 'mixed' || style === 'fragments' || (style === 'types' && kind === 'closing');
}
