import type { Offset } from '../expected-reminders.ts';
import type { SeasonSession, Standing } from '../season.ts';
import type { VisibleText } from './visible-text.ts';
import { holdsWhole, writtenDays, writtenNames, writtenShortDays, writtenStarts } from './written-dates.ts';

export type MessageKind =
  | 'reminder'
  | 'moved'
  | 'cancelled'
  | 'ask'
  | 'nudge'
  | 'digest'
  | 'supporterDigest'
  | 'relay'
  | 'cannot'
  | 'other';

/** A message as its reader understands it. */
export type Recognised = {
  readonly kind: MessageKind;
  /** Which session it speaks of, and which of its start times; null when it names none. */
  readonly about: { readonly session: SeasonSession; readonly standing: Standing } | null;
  /** Told by the second reminder's own sentence; null where both reminders read alike. */
  readonly offset: Offset | null;
  /** The Monday of a digest's week. */
  readonly monday: string | null;
};

/** Who reads, and what they could be written to about. */
export type Reading = {
  readonly candidates: readonly Candidate[];
  /** Mondays of the weeks a digest may be about. */
  readonly mondays: readonly string[];
};

/** A start time of a session, and how messages may write it. */
type Candidate = {
  readonly session: SeasonSession;
  readonly standing: Standing;
  readonly names: readonly string[];
  readonly starts: readonly string[];
  readonly days: readonly string[];
};

/** Prepares reading for a person who sits in these sessions and may be written to in these zones. */
export function prepareReading(given: {
  readonly sessions: readonly SeasonSession[];
  readonly zones: readonly string[];
  readonly mondays: readonly string[];
}): Reading {
  const zones = [...new Set(given.zones)];
  const candidates = given.sessions.flatMap((session) =>
    session.standings.map((standing) => ({
      session,
      standing,
      names: writtenNames(session.kind, session.number),
      starts: zones.flatMap((zone) => writtenStarts(standing.startsAt, zone)),
      days: zones.flatMap((zone) => writtenDays(standing.startsAt, zone)),
    })),
  );
  return { candidates, mondays: given.mondays };
}

/** The first that fits; the sentences are those of the product's own texts, in both languages. */
const signs: readonly (readonly [MessageKind, readonly RegExp[]])[] = [
  ['digest', [/週のまとめ 第\d+週/u, /: week \d+ \(/u]],
  ['supporterDigest', [/担当チームの週のまとめ（/u, /^Your teams, /mu]],
  ['relay', [/LINEでお届けできない状態です/u, /LINE does not reach/u]],
  ['cannot', [/行けなくなったと連絡がありました/u, /can't make it on /u]],
  ['cancelled', [/見送りになりました/u, /was called off/u]],
  ['moved', [/に変わりました/u, /has moved to /u]],
  ['nudge', [/お知らせはこれで最後です/u, /This is the last notice/u]],
  [
    'ask',
    [
      /ひとこと、お預かりします/u,
      /I can keep a word from you/u,
      /2分ほどの振り返りです/u,
      /This takes two minutes\./u,
      /よければ、2つだけ教えてください/u,
      /Two questions, if you like/u,
    ],
  ],
];

const reminderSummary = [/のご案内です$/u, /^About .*\d:\d\d/u];
const secondReminder = [/終わるときに「通話を切ったあと/u, /At the end, please say/u];

/** What kind of message this is that came at an instant, and about which session, start time or week. */
export function recognise({ summary, texts }: VisibleText, at: Date, reading: Reading): Recognised {
  const all = [summary, ...texts].join('\n');
  const kind = kindOf(summary, all);
  const isDigest = kind === 'digest' || kind === 'supporterDigest';
  return {
    kind,
    about: isDigest ? null : findSession(all, at, reading.candidates),
    offset: kind === 'reminder' && secondReminder.some((sign) => sign.test(all)) ? 'hour' : null,
    monday: isDigest ? findWeek(kind, all, reading.mondays) : null,
  };
}

function kindOf(summary: string, all: string): MessageKind {
  const found = signs.find(([, patterns]) => patterns.some((pattern) => pattern.test(all)));
  if (found !== undefined) return found[0];
  return reminderSummary.some((pattern) => pattern.test(summary)) ? 'reminder' : 'other';
}

/** The session whose name and date stand in the text; where only one of the two does, whichever fits alone. */
function findSession(text: string, at: Date, candidates: readonly Candidate[]): Recognised['about'] {
  const holding = (key: 'names' | 'starts' | 'days') => (candidate: Candidate) =>
    candidate[key].some((written) => holdsWhole(text, written));
  const named = candidates.filter(holding('names'));
  const attempts = [
    () => named.filter(holding('starts')),
    () => named.filter(holding('days')),
    () => candidates.filter(holding('starts')),
    () => candidates.filter(holding('days')),
    () => named,
  ];
  for (const attempt of attempts) {
    const fitting = attempt();
    if (fitting.length > 0)
      return fitting.findLast(({ standing }) => standing.from <= at) ?? fitting[0] ?? null;
  }
  return null;
}

function findWeek(kind: MessageKind, text: string, mondays: readonly string[]): string | null {
  const patterns = signs.find(([one]) => one === kind)?.[1] ?? [];
  const header = text.split('\n').find((line) => patterns.some((sign) => sign.test(line))) ?? '';
  const found = mondays.find((monday) =>
    writtenShortDays(monday).some((day) =>
      ['（', '(', ', '].some((sign) => header.includes(`${sign}${day}–`)),
    ),
  );
  return found ?? null;
}
