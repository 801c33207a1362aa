import type { Clock } from '../../src/shared/clock.ts';
import type { ReceivedMessage } from '../line/types.ts';
import type { Given } from '../seasons/answers.ts';
import type { Act } from '../seasons/judge-season.ts';
import { prepareReading, type Recognised, recognise } from '../seasons/reading/recognise.ts';
import { textsOfLineMessage } from '../seasons/reading/visible-text.ts';
import { holdsWhole, writtenStarts } from '../seasons/reading/written-dates.ts';
import { endOf, type Season, type SeasonParticipant, type SeasonSession } from '../seasons/season.ts';
import type { Agenda } from '../world/agenda.ts';
import type { Random } from '../world/random.ts';
import { findAsked, labels } from './labels.ts';
import { writeJoinCode } from './line/join-code.ts';
import { createReflecting } from './line/line-reflecting.ts';
import { createLineTalk, findButton, type LineClient, textOf } from './line/line-talk.ts';
import { participantIntent } from './line/participant-intents.ts';
import type { Meetings } from './meetings.ts';
import { createNotebook } from './notebook.ts';
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
};

export type LineActorDeps = {
  readonly user: LineClient;
  readonly person: SeasonParticipant;
  readonly season: Season;
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
  const { user, person, season, clock, agenda, random, meetings } = deps;
  const notebook = createNotebook(person.code, clock);
  const talk = createLineTalk({ user, person, notebook });
  const words = labels[person.language];
  const sessions = season.sessions.filter(({ participants }) => participants.includes(person));
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

  const cannotCome = async (session: SeasonSession): Promise<void> => {
    const starts = writtenStarts(session.startsAt, person.zone);
    const reminder = talk.findMessage(words.cannotCome, (text) =>
      starts.some((start) => holdsWhole(text, start)),
    );
    if (reminder === null) notebook.puzzle(`no reminder of ${session.key}`);
    else await perform(words.cannotCome, reminder);
  };

  /** Replies: what they ask is answered, what they offer is taken up only where this person wants it. */
  const readReply = ({ message }: ReceivedMessage): void => {
    const asked = findAsked(textOf(message));
    const offered = asked === null ? findOffer(message) : null;
    if (asked === 'consent') later(random.integer(20, 3 * minute), () => perform(words.agree, message));
    else if (asked !== null && asked !== 'code') reflecting.see(asked, message);
    else if (offered !== null) later(random.integer(6, 60), () => perform(offered, message));
  };

  /** The button of a reply that this person wants to press, if there is one. */
  const findOffer = (message: ReceivedMessage['message']): string | null => {
    const wish = person.style === 'taps' ? words.leaveItToThem : words.anotherDay;
    const wanted = [words.tellThem, wish, ...(random.chance(0.3) ? [words.tellCoordinators] : [])];
    return wanted.find((label) => findButton(message, label) !== null) ?? null;
  };

  const readPush = (pushed: ReceivedMessage): void => {
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

  const reading = prepareReading({ sessions, zones: [person.zone], mondays: [] });
  const understand = ({ at: receivedAt, message }: ReceivedMessage): Recognised =>
    recognise(textsOfLineMessage(message), receivedAt, reading);

  const planSession = (session: SeasonSession): void => {
    const absence = session.absences.find((one) => one.person === person.code);
    if (absence !== undefined) at(absence.at, () => cannotCome(session));
    else if (session.cancelledAt === null) planPresence(session);
  };

  const planPresence = (session: SeasonSession): void => {
    if (meetings.tookPlace(session)) {
      // Who blocked the account still comes: the mentors reach them in other ways.
      agenda.at(session.startsAt, () => meetings.attend(session, person.code));
    }
    const { begins, afterSeconds, muses } = participantIntent(season, person, session);
    if (endOf(session) < person.joinsAt) return;
    if (begins === 'reminder' || begins === 'menu') {
      at(after(endOf(session), afterSeconds), () => reflecting.beginFreely(session));
    }
    if (muses) {
      const quietly = random.integer(2 * day, 4 * day);
      at(after(endOf(session), quietly), () => talk.send(random.pick(musings)));
    }
  };

  for (const session of sessions) planSession(session);
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
  };
}

function after(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1000);
}
