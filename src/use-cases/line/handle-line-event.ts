import type { LineIncoming } from '../../domain/messaging/incoming.ts';
import { type Message, plainMessage } from '../../domain/messaging/message.ts';
import type { Language, Person } from '../../domain/people/people.ts';
import { textsFor } from '../../i18n/index.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Ids } from '../../shared/ids.ts';
import { questionOf, toPointer } from '../deliveries/pointers.ts';
import type { LineReplies } from '../ports/channels.ts';
import type { LineMenus } from '../ports/line-menus.ts';
import type { Records, Transact } from '../ports/records/records.ts';
import type { Talk } from '../ports/records/views.ts';
import type { NoteShown } from '../ports/sending/sending-reads.ts';
import { passOnAllTimes } from '../scheduling/answers/pass-on-times.ts';
import { redrawWords } from '../scheduling/answers/pass-on-words.ts';
import { isFresh } from './forms/form-turns.ts';
import { answerStranger } from './joining/not-linked.ts';
import { reachableAgain } from './joining/reachability.ts';
import { answerLinked } from './linked.ts';
import { offersOf } from './offered.ts';
import { maxObjects, type Ride, rideAlong } from './ride-along.ts';
import { whilePaused } from './settings/while-paused.ts';
import { silence, type Turn } from './turn.ts';

export type LineConversation = {
  readonly transact: Transact;
  readonly replies: LineReplies;
  readonly menus: LineMenus;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly secretKey: string;
  readonly noteShown: NoteShown;
};

/**
 * Handles one LINE event: decides and writes in one transaction, the inbox row first, then replies for free. Whoever
 * was so slow that somebody else has handled the event meanwhile does nothing.
 * A lost reply is never sent again: what the person did is stored, the next tap shows what is true.
 */
export function createHandleLineEvent(deps: LineConversation): (incoming: LineIncoming) => Promise<void> {
  return async (incoming) => {
    const now = deps.clock.now();
    const decided = await deps.transact(async (records) => {
      const isFirst = await records.inbox.markProcessed('line', incoming.eventId, now);
      return isFirst ? decide(records, incoming, now, deps) : null;
    });
    if (decided === null) return;
    const { ride, menu } = decided;
    if (incoming.replyToken !== null && ride.messages.length > 0) {
      await followUp(deps, ride, await deps.replies.reply(incoming.replyToken, ride.messages), now);
    }
    if (incoming.content.kind === 'group' && incoming.content.joined) {
      await deps.replies.leaveGroup(incoming.content.group, incoming.content.groupId);
    }
    if (menu !== null) await deps.menus.show(incoming.userId, menu);
  };
}

/** What is said, and the language of the menu where that changes. */
type Decided = { readonly ride: Ride; readonly menu: Language | null };

async function decide(
  records: Records,
  incoming: LineIncoming,
  now: Date,
  deps: LineConversation,
): Promise<Decided> {
  const alone = (messages: readonly Message[], menu: Language | null = null): Decided => ({
    ride: { messages, riders: [], shown: null },
    menu,
  });
  if (incoming.content.kind === 'group') {
    return alone(incoming.content.joined ? [plainMessage(textsFor('ja').edge.group)] : []);
  }
  if (incoming.userId === '') return alone([]);
  if (incoming.content.kind === 'unsend') {
    await records.inbox.emptyParked('line', incoming.userId, incoming.content.messageId);
  }
  const person = await records.people.findPersonByLineUser(incoming.userId);
  if (person === null) {
    const turn = await answerStranger({ records, incoming, now, secretKey: deps.secretKey });
    return alone(turn.messages, turn.menu);
  }
  const { messages, menu = null } = await answerPerson(records, incoming, now, person, deps);
  if (incoming.replyToken === null || messages.length === 0) return alone(messages, menu);
  const asked = questionOf((await records.murmurs.getTalk(person.id)).pointer);
  // Nothing rides while a question is open (CONVERSATIONS 0.3).
  const asks = asked !== null && isFresh(asked, now);
  return asks ? alone(messages, menu) : { ride: await rideAlong(records, messages, person.id, now), menu };
}

/** What rode on a reply that LINE refused goes on waiting; of a lost one nobody knows, so it is left to people. */
async function followUp(
  { transact, noteShown }: LineConversation,
  { riders, shown }: Ride,
  outcome: Awaited<ReturnType<LineReplies['reply']>>,
  now: Date,
): Promise<void> {
  const ids = riders.map(({ id }) => id);
  if (ids.length === 0) return;
  switch (outcome) {
    case 'sent':
      if (shown !== null) await noteShown(shown.personId, toPointer(shown.shows, now));
      return;
    case 'refused':
      return transact((records) =>
        records.deliveries.settleRiders(ids, { state: 'planned', reason: 'quota', at: now }),
      );
    case 'lost':
      return transact((records) =>
        records.deliveries.settleRiders(ids, { state: 'failed', reason: 'uncertain', at: now }),
      );
  }
}

async function answerPerson(
  records: Records,
  incoming: LineIncoming,
  now: Date,
  person: Person,
  deps: LineConversation,
): Promise<Turn> {
  const talk = await records.murmurs.getTalk(person.id);
  const { content } = incoming;
  // Events may come late and out of order; only the newest says whether LINE reaches somebody.
  const isNewest = !(await records.inbox.hasLater('line', incoming.userId, incoming.at));
  if (content.kind === 'unfollow') {
    if (isNewest) {
      await records.people.setLineReachable(incoming.userId, false);
      await passOnAllTimes(records, person.id, now);
    }
    return silence;
  }
  if (content.kind === 'unsend') {
    await eraseMessage(records, person.id, content.messageId, talk, now);
    return silence;
  }
  if (content.kind === 'unsupported') return silence;
  if (isNewest && !person.lineReachable) await reachableAgain(records, incoming, person, now);
  const answer = await answerLinked({ records, incoming, now, person, talk, deps });
  const turn = await whilePaused(records, answer, { person, talk, now });
  await saveTalk(records, person.id, talk, turn, now);
  return talk.unsendNote ? withUnsendNote(turn, person) : turn;
}

/** Empties what the person took back, everywhere it stands; the next reply says so. */
async function eraseMessage(
  records: Records,
  personId: string,
  messageId: string,
  talk: Talk,
  now: Date,
): Promise<void> {
  const runIds = await records.reflections.eraseMessage(personId, messageId);
  const murmurIds = await records.murmurs.eraseMessage(personId, messageId);
  for (const reflectionId of runIds) {
    await records.deliveries.refresh({ kinds: ['shared.mentor'], subject: { reflectionId } }, now);
  }
  await redrawWords(records, murmurIds, now);
  if (runIds.length > 0 || murmurIds.length > 0) {
    await records.murmurs.saveTalk(personId, { ...talk, unsendNote: true }, now);
  }
}

async function saveTalk(
  records: Records,
  personId: string,
  talk: Talk,
  turn: Turn,
  now: Date,
): Promise<void> {
  const speaks = turn.messages.length > 0;
  if (turn.talk === undefined && !speaks) return;
  const offered = speaks ? offersOf(turn.messages) : talk.offered;
  await records.murmurs.saveTalk(
    personId,
    { ...talk, ...turn.talk, offered, unsendNote: talk.unsendNote && !speaks },
    now,
  );
}

function withUnsendNote(turn: Turn, person: Person): Turn {
  const note = textsFor(person.language).edge.unsendNote;
  const [first, ...rest] = turn.messages;
  if (first === undefined) return silence;
  const [part, ...parts] = first.parts;
  // LINE refuses a sixth object, and with it the whole reply.
  if (turn.messages.length < maxObjects || part?.kind !== 'text')
    return { ...turn, messages: [plainMessage(note), ...turn.messages] };
  const text = `${note}\n${part.text}`;
  return { ...turn, messages: [{ ...first, parts: [{ kind: 'text', text }, ...parts] }, ...rest] };
}
