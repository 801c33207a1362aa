import type { QuestionKey } from '../../seasons/answers.ts';
import type {
  MentorTemperament,
  NotHeldReason,
  Season,
  SeasonMentor,
  SeasonSession,
} from '../../seasons/season.ts';
import { wasHeld } from '../../seasons/season.ts';
import type { Random } from '../../world/random.ts';
import { randomOf } from '../person-random.ts';
import {
  changes,
  curiosities,
  handoverNotes,
  mentorSteps,
  sortedOut,
  takeaways,
  worries,
} from '../phrases.ts';

export type MentorField = Extract<
  QuestionKey,
  'sorted' | 'next' | 'worry' | 'takeaway' | 'change' | 'curious' | 'note'
>;

/** What a mentor means to do and say about one session. */
export type MentorIntent = {
  readonly begins: 'ask' | 'nudge';
  /** Seconds between that message and the first tap. */
  readonly afterSeconds: number;
  readonly met: boolean;
  readonly rating: number;
  readonly reason: NotHeldReason | null;
  readonly texts: readonly { readonly field: MentorField; readonly text: string }[];
  /** Days later they come back and change rating and first text. */
  readonly edit: { readonly afterSeconds: number; readonly rating: number; readonly added: string } | null;
};

const minute = 60;
const hour = 3600;
const day = 24 * hour;

/** What one mentor means about one session; the same season gives the same intents. */
export function mentorIntent(season: Season, person: SeasonMentor, session: SeasonSession): MentorIntent {
  const random = randomOf(season.seed, person.code, session.key);
  const rating = random.pick([5, 5, 4, 4, 4, 3, 3, 2]);
  const isLate = person.temperament === 'late';
  return {
    begins: isLate && random.chance(0.4) ? 'nudge' : 'ask',
    afterSeconds: isLate ? random.integer(9 * hour, 40 * hour) : random.integer(2 * minute, 100 * minute),
    met: wasHeld(session),
    rating,
    reason: session.notHeld,
    texts: writesInModal(person.temperament)
      ? [
          ...pickTexts(session, random),
          ...pickNote(session, randomOf(season.seed, person.code, `${session.key} note`)),
        ]
      : [],
    edit:
      person.temperament === 'edits'
        ? {
            afterSeconds: random.integer(1 * day, 6 * day),
            rating: rating === 5 ? 4 : rating + 1,
            added: '（追記）あとで話したことも残します。',
          }
        : null,
  };
}

function writesInModal(temperament: MentorTemperament): boolean {
  switch (temperament) {
    case 'terse':
    case 'no_modal':
      return false;
    case 'prompt':
    case 'late':
    case 'closes_modal':
    case 'edits':
    case 'later_first':
      return true;
  }
}

function pickTexts(session: SeasonSession, random: Random): MentorIntent['texts'] {
  const maybe = (share: number, field: MentorField, phrases: readonly string[]): MentorIntent['texts'] =>
    random.chance(share) ? [{ field, text: random.pick(phrases) }] : [];
  switch (session.kind) {
    case 'training':
      return maybe(0.6, 'curious', curiosities);
    case 'mentoring':
      return [
        ...maybe(0.95, 'sorted', sortedOut),
        ...maybe(0.85, 'next', mentorSteps),
        ...maybe(0.05, 'worry', worries),
      ];
    case 'closing':
    case 'mentors_closing':
      return [
        ...maybe(0.9, 'takeaway', takeaways),
        ...maybe(0.75, 'change', changes),
        ...maybe(0.03, 'worry', worries),
      ];
  }
}

/** For the next lead; only whoever led finds a field for it. */
function pickNote(session: SeasonSession, random: Random): MentorIntent['texts'] {
  return session.kind === 'mentoring' && random.chance(0.5)
    ? [{ field: 'note', text: random.pick(handoverNotes) }]
    : [];
}
