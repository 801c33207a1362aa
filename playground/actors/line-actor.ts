import type { Clock } from '../../src/shared/clock.ts';
import type { ReceivedMessage } from '../line/types.ts';
import type { Given } from '../seasons/answers.ts';
import type { Diary } from '../seasons/diary/diary.ts';
import type { Act } from '../seasons/judge-season.ts';
import { prepareReading, type Reading, type Recognised, recognise } from '../seasons/reading/recognise.ts';
import { textsOfLineMessage } from '../seasons/reading/visible-text.ts';
import {
  absentFrom,
  endOf,
  type Season,
  type SeasonParticipant,
  type SeasonSession,
} from '../seasons/season.ts';
import type { Agenda } from '../world/agenda.ts';
import type { Random } from '../world/random.ts';
import { findAsked, labels } from './labels.ts';
import { writeJoinCode } from './line/join-code.ts';
import { createReflecting } from './line/line-reflecting.ts';
import { createLineTalk, findButton, type LineClient, type LineTalk, textOf } from './line/line-talk.ts';
import { participantIntent } from './line/participant-intents.ts';
import type { Meetings } from './meetings.ts';
import { createNotebook, type Notebook } from './notebook.ts';
import { musings } from './phrases.ts';

/** A participant at the phone. */
export type LineActor = {
  readonly code: string;
  /** The mail with the join code has come: they will send the code when they come round to it. */
  readonly receiveMail: (mail: { readonly joinCode: string }) => void;
  readonly given: readonly Given[];
  readonly acts: readonly Act[];
  /** Where they looked for a button in vain; empty after a good season. */
  readonly puzzles: readonly string[];
  readonly talk: LineTalk;
  readonly notebook: Notebook;
  /** Whether a form is being filled. */
  readonly isBusy: () => boolean;
  /** False once they blocked the account. */
  readonly isHere: () => boolean;
};

export type LineActorDeps = {
  readonly user: LineClient;
  readonly person: SeasonParticipant;
  readonly season: Season;
  readonly diary: Diary;
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly random: Random;
  readonly meetings: Meetings;
};

const minute = 60;
const hour = 3600;
const day = 24 * hour;

/**
 * A participant who does what the season says: joins, comes to the meetings, reflects in their own way and time.
 * Every act goes on the agenda; nothing is done inside a delivery.
 */
export function createLineActor(deps: LineActorDeps): LineActor {
  const { user, person, season, diary, clock, agenda, random, meetings } = deps;
  const notebook = createNotebook(person.code, clock);
  const talk = createLineTalk({ user, person, notebook });
  const words = labels[person.language];
  const sessions = (): readonly SeasonSession[] =>
    diary.sessions().filter(({ participants }) => participants.includes(person));
  let isHere = true;
  const reflecting = createReflecting({ ...deps, notebook, talk, isHere: () => isHere });

  const at = (when: Date, task: () => Promise<void>): void =>
    agenda.at(when, async () => {
      if (isHere) await task();
    });
  const later = (seconds: number, task: () => Promise<void>): void => at(after(clock.now(), seconds), task);
  const perform = async (label: string, message: ReceivedMessage['message']): Promise<void> => {
    await talk.perform({ by: 'tap', label }, message);
  };

  const joins = async (texts: readonly string[]): Promise<void> => {
    await talk.follow();
    for (const [index, text] of texts.entries()) later(20 + 90 * index, () => talk.send(text));
  };

  /** Replies: what they ask is answered, what they offer is taken up only where this person wants it. */
  const readReply = ({ message }: ReceivedMessage): void => {
    const asked = findAsked(textOf(message));
    const offered = asked === null ? findOffer(message) : null;
    if (asked === 'consent') later(random.integer(20, 3 * minute), () => perform(words.agree, message));
    else if (asked !== null && asked !== 'code') reflecting.see(asked, message);
    else if (offered !== null) later(random.integer(6, 60), () => perform(offered, message));
  };

  /** What is offered beside an answer, taken up now and then. */
  const findOffer = (message: ReceivedMessage['message']): string | null =>
    random.chance(0.3) && findButton(message, words.tellCoordinators) !== null
      ? words.tellCoordinators
      : null;

  const readPush = (pushed: ReceivedMessage): void => {
    const offered = findOffer(pushed.message);
    if (offered !== null) later(random.integer(minute, 3 * hour), () => perform(offered, pushed.message));
    const { kind, about } = understand(pushed);
    const session = about?.session;
    if (session === undefined) return;
    const intent = participantIntent(season, person, session);
    const { begins, stance } = intent;
    if (kind === 'reminder' && stance !== null && session.kind === 'mentoring') {
      const label = words.stances[stance] ?? '';
      const act =
        person.style === 'types' ? ({ by: 'type', text: label } as const) : ({ by: 'tap', label } as const);
      later(random.integer(10 * minute, 2 * hour), async () => {
        await talk.perform(act, pushed.message);
      });
    }
    const isCalled =
      (kind === 'ask' && begins !== 'none' && begins !== 'nudge') || (kind === 'nudge' && begins !== 'none');
    if (!isCalled || reflecting.hasBegun(session)) return;
    const seconds =
      begins === 'reminder' || begins === 'menu' ? random.integer(5 * minute, 5 * hour) : intent.afterSeconds;
    later(seconds, () => reflecting.beginWith(session, pushed.message));
  };

  let read: { readonly version: number; readonly reading: Reading } | null = null;
  const understand = ({ at: receivedAt, message }: ReceivedMessage): Recognised => {
    if (read?.version !== diary.version()) {
      const reading = prepareReading({ sessions: sessions(), zones: [person.zone], mondays: [] });
      read = { version: diary.version(), reading };
    }
    return recognise(textsOfLineMessage(message), receivedAt, read.reading);
  };

  /** The session as it stands, if it still begins then and they mean to come. */
  const stillComes = ({ key, startsAt }: SeasonSession): SeasonSession | null => {
    const now = diary.find(key);
    const isSame = now?.startsAt.getTime() === startsAt.getTime() && now.standings.at(-1)?.until === null;
    return now !== null && isSame && absentFrom(now, person.code) === null ? now : null;
  };

  const planned = new Set<string>();
  const planPresence = (session: SeasonSession): void => {
    const key = `${session.key} ${session.startsAt.getTime()}`;
    if (!session.participants.includes(person) || session.cancelledAt !== null || planned.has(key)) return;
    planned.add(key);
    // Who blocked the account still comes: the mentors reach them in other ways.
    agenda.at(session.startsAt, () => meetings.attend(session, person.code));
    const { begins, afterSeconds, muses } = participantIntent(season, person, session);
    if (endOf(session) < person.joinsAt) return;
    if (begins === 'reminder' || begins === 'menu') {
      at(after(endOf(session), afterSeconds), async () => {
        const now = stillComes(session);
        if (now !== null) await reflecting.beginFreely(now);
      });
    }
    if (muses) {
      const quietly = random.integer(2 * day, 4 * day);
      at(after(endOf(session), quietly), () => talk.send(random.pick(musings)));
    }
  };

  for (const session of diary.sessions()) planPresence(session);
  diary.onChange(planPresence);
  if (person.blocksAt !== null) {
    agenda.at(person.blocksAt, async () => {
      isHere = false;
      await talk.block();
    });
  }
  user.onReceive((messages) => {
    for (const received of messages) {
      if (received.via === 'push') readPush(received);
      else readReply(received);
    }
  });

  return {
    code: person.code,
    receiveMail: ({ joinCode }) => {
      const texts = writeJoinCode(joinCode, person.joinCode);
      at(person.joinsAt, () => joins(texts));
    },
    given: notebook.given,
    acts: notebook.acts,
    puzzles: notebook.puzzles,
    talk,
    notebook,
    isBusy: reflecting.isBusy,
    isHere: () => isHere,
  };
}

function after(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1000);
}
