import type { RecordRead } from '../judge/record.ts';
import { type Did, isSeen, type News } from '../world/news.ts';
import { nameOf, zoneOf } from '../world/people.ts';
import { numberOf } from './read-button.ts';
import { isNamedAbsent, readMessage, type Says } from './read-message.ts';

/** When somebody takes the team's meetings to be, by number; null: it has no date, or they do not come. */
export type Beliefs = ReadonlyMap<number, number | null>;

type Belief = {
  readonly at: number | null;
  /** The last date it was said to have. */
  readonly last: number | null;
  /** It has no date because others were offered: taken back, the last one stands. */
  readonly offered: boolean;
};

const none: Belief = { at: null, last: null, offered: false };

/** What one person has come to believe, by nothing but what they read and did themselves. */
export function beliefsOf(news: readonly News[], who: string, known: RecordRead): Beliefs {
  let beliefs: ReadonlyMap<number, Belief> = new Map<number, Belief>();
  for (const one of news) {
    if (!isSeen(one)) {
      if (one.who === who) beliefs = afterOwn(beliefs, one);
    } else if (one.who.includes(who)) {
      const isOut = isNamedAbsent(one.message, nameOf(who));
      for (const says of readMessage(one.message, zoneOf(who)))
        beliefs = learn(beliefs, says, { about: numberOf(one, known), isOut });
    }
  }
  return new Map([...beliefs].map(([number, { at }]) => [number, at]));
}

function afterOwn(known: Known, { did, about }: Did): Known {
  return did === 'cannot'
    ? change(known, about, { at: null, offered: false })
    : learn(known, { kind: 'off', at: did.notAt }, { about, isOut: false });
}

type Known = ReadonlyMap<number, Belief>;

function change(known: Known, number: number | null, to: Partial<Belief>): Known {
  return number === null ? known : new Map(known).set(number, { ...none, ...known.get(number), ...to });
}

/** `isOut`: the message itself names its reader as one who does not come. */
function learn(
  known: Known,
  says: Says,
  { about, isOut }: { readonly about: number | null; readonly isOut: boolean },
): Known {
  switch (says.kind) {
    case 'stands': {
      const at = isOut ? null : says.at;
      return change(known, says.number ?? about, { at, last: says.at, offered: false });
    }
    // Whoever looked it up can do so again.
    case 'looked up':
      return known;
    case 'open':
      return change(known, says.number ?? about, { at: null, offered: says.offered });
    case 'off': {
      // What rides with an answer about another meeting is told by its date.
      const isOfThatDate = about !== null && known.get(about)?.at === says.at;
      return [...known].reduce(
        (all, [number, { at }]) =>
          at === says.at && (!isOfThatDate || about === number) ? change(all, number, { at: null }) : all,
        known,
      );
    }
    case 'on':
      return [...known].reduce(
        (all, [number, { last }]) => (last === says.at ? change(all, number, { at: last }) : all),
        known,
      );
    case 'comes':
      return change(known, about, { at: known.get(about ?? 0)?.last ?? null });
    case 'taken back': {
      const belief = known.get(says.number);
      return belief?.offered === true
        ? change(known, says.number, { at: belief.last, offered: false })
        : known;
    }
  }
}
