import { isPossibleId, parseAction } from '../../domain/messaging/actions.ts';
import type { SlackContent, SlackIncoming } from '../../domain/messaging/incoming.ts';
import { plainMessage } from '../../domain/messaging/message.ts';
import type { Language, Person } from '../../domain/people/people.ts';
import { textsFor } from '../../i18n/index.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Ids } from '../../shared/ids.ts';
import { anyRef } from '../messages/controls.ts';
import type { Records, Transact } from '../ports/records/records.ts';
import type { HandleSlack, SlackAnswer } from '../ports/slack.ts';
import { buttonTurn } from './button-turn.ts';
import { commandTurn } from './command-turn.ts';
import { parseCommandWords } from './command-words.ts';
import { homeView } from './home.ts';
import { keepSlackMurmur } from './murmur-turns.ts';
import { saveDrafts, submitReflection } from './reflection-turns.ts';
import { formerSubmission, refuseAt } from './replacing/former-submission.ts';
import { formerTurn } from './replacing/former-turn.ts';
import { submitSettings } from './settings/settings-turns.ts';
import { pickTimes, submitTimes } from './times/submit-times.ts';
import { whilePaused } from './while-paused.ts';

export type SlackContext = {
  readonly records: Records;
  readonly incoming: SlackIncoming;
  readonly now: Date;
  readonly person: Person;
  readonly ids: Ids;
};

/**
 * Handles one Slack act in one transaction, its inbox row first: what somebody else has handled meanwhile is left
 * alone. The pair's group is never read, only its buttons;
 * what somebody writes in their own DM is their murmur.
 */
export function createHandleSlackEvent(deps: {
  readonly transact: Transact;
  readonly clock: Clock;
  readonly ids: Ids;
}): HandleSlack {
  return async (incoming) => {
    const now = deps.clock.now();
    const answer = await deps.transact(async (records) => {
      const isFirst = await records.inbox.markProcessed('slack', incoming.eventId, now);
      return isFirst ? decide(records, incoming, now, deps.ids) : null;
    });
    return answer ?? {};
  };
}

async function decide(records: Records, incoming: SlackIncoming, now: Date, ids: Ids): Promise<SlackAnswer> {
  const { content, userId } = incoming;
  if (content.kind === 'unsupported' || userId === '') return {};
  if (content.kind === 'account') {
    await records.people.setSlackReachable(userId, content.active);
    return {};
  }
  const person = await records.people.findPersonBySlackUser(userId);
  if (person === null) return answerStranger(records, incoming);
  const context: SlackContext = { records, incoming, now, person, ids };
  if (await hasLeft(records, person, content)) return answerFormer(context);
  switch (content.kind) {
    case 'dm':
      await keepSlackMurmur(context, content);
      return {};
    case 'deleted':
      await eraseMessage(context, content.messageId);
      return {};
    case 'button':
      return withHome(
        context,
        content.channelId,
        await whilePaused(context, await buttonTurn(context, content.data)),
      );
    case 'typing':
      // Hours are read when they are sent; only a reflection's words are kept while they are typed.
      if (content.callbackId === 'reflection') await saveDrafts(context, content.metadata, content.texts);
      return {};
    case 'picking':
      return pickTimes(context, content.metadata, content.values);
    case 'submit':
      return withHome(context, null, await submitModal(context, content));
    case 'home':
      return { home: await homeView(context) };
    case 'command':
      // A former mentor is still known, with nothing of theirs to ask about.
      if ((await records.people.membershipsOf(person.id)).length === 0)
        return answerStranger(records, incoming);
      return commandTurn(context, parseCommandWords(content.text));
  }
}

async function submitModal(
  context: SlackContext,
  content: Extract<SlackContent, { kind: 'submit' }>,
): Promise<SlackAnswer> {
  const { callbackId, metadata, values } = content;
  if (callbackId === 'times') return submitTimes(context, metadata, values);
  const settled = await submitSettings(context, content);
  if (settled !== null) return settled;
  return (await formerSubmission(context, content)) ?? submitReflection(context, metadata, values);
}

/** What was changed outside a conversation shows in the home tab, where nothing else could say so. */
async function withHome(
  context: SlackContext,
  channelId: string | null,
  answer: SlackAnswer,
): Promise<SlackAnswer> {
  if (channelId !== null || answer.modal !== undefined || answer.errors !== undefined) return answer;
  const person = await context.records.people.getPerson(context.person.id);
  return { ...answer, home: await homeView({ ...context, person }) };
}

/** Whose part has ended acts on nothing any more; taking back a message works for everyone. */
async function hasLeft(records: Records, person: Person, content: SlackContent): Promise<boolean> {
  return content.kind !== 'deleted' && (await records.people.membershipsOf(person.id)).length === 0;
}

function isKnownRef(ref: string): boolean {
  return ref === anyRef || isPossibleId(ref);
}

/** Whose place another mentor has taken is told so; everybody else who has left is a stranger. */
async function answerFormer(context: SlackContext): Promise<SlackAnswer> {
  const { records, incoming, person } = context;
  if (incoming.content.kind === 'submit' && incoming.content.callbackId === 'times')
    return submitTimes(context, incoming.content.metadata, incoming.content.values);
  if (incoming.content.kind === 'submit') {
    const told = await formerSubmission(context, incoming.content);
    return told ?? refuseAt(incoming.content, await noProgramme(records, person.language));
  }
  const action = incoming.content.kind === 'button' ? parseAction(incoming.content.data) : null;
  const told = action === null || !isKnownRef(action.ref) ? null : await formerTurn(context, action);
  return told ?? answerStranger(records, incoming, person.language);
}

/** Somebody of the workspace who is in no programme: commands and buttons say so, the rest is silence. */
async function answerStranger(
  records: Records,
  { content }: SlackIncoming,
  language?: Language,
): Promise<SlackAnswer> {
  if (content.kind !== 'command' && content.kind !== 'button' && content.kind !== 'home') return {};
  const message = plainMessage(await noProgramme(records, language));
  return content.kind === 'home' ? { home: message.parts } : { ephemeral: message };
}

async function noProgramme(records: Records, language?: Language): Promise<string> {
  const programme = await records.people.latestProgramme();
  const { edge } = textsFor(language ?? programme?.language ?? 'ja');
  return edge.noProgramme({ contact: programme?.settings.deskContact ?? '' });
}

async function eraseMessage({ records, person, now }: SlackContext, messageId: string): Promise<void> {
  const burstId = await records.murmurs.latestBurst(person.id);
  const erased = await records.murmurs.eraseMessage(person.id, messageId);
  if (erased.length > 0 && burstId !== null) {
    await records.deliveries.refresh({ kinds: ['murmur.ack', 'murmur.desk'], subject: { burstId } }, now);
  }
}
