import { type Action, formatAction, parseAction } from '../../domain/messaging/actions.ts';
import type { LineContent, LineIncoming } from '../../domain/messaging/incoming.ts';
import { readJoinCode } from '../../domain/people/join-codes.ts';
import type { Person } from '../../domain/people/people.ts';
import { consentAsk } from '../messages/consent.ts';
import { act, anyRef } from '../messages/controls.ts';
import { whereToTurn } from '../messages/where-to-turn.ts';
import type { Records } from '../ports/records/records.ts';
import type { Membership, Talk } from '../ports/records/views.ts';
import { actionTurn } from './action-turn.ts';
import { asksWhereToTurn, findConsent } from './find-command.ts';
import type { LineConversation } from './handle-line-event.ts';
import { joinAgain } from './joining/join.ts';
import { mediaTurn } from './media-turn.ts';
import { nextTurn } from './menu-turns.ts';
import { ownMenu } from './menus/own-menu.ts';
import { asTap } from './offered.ts';
import { textTurn } from './text-turn.ts';
import { say, type TalkContext, type Turn, textsOf } from './turn.ts';

export type Deps = Pick<LineConversation, 'ids' | 'secretKey'>;

/** States B to F of CONVERSATIONS 2: a person we know. */
export async function answerLinked(options: {
  readonly records: Records;
  readonly incoming: LineIncoming;
  readonly now: Date;
  readonly person: Person;
  readonly talk: Talk;
  readonly deps: Deps;
}): Promise<Turn> {
  const { records, person, incoming, deps } = options;
  const all = await records.people.membershipsOf(person.id);
  const memberships = all.filter(({ enrolment }) => enrolment.role === 'participant');
  const membership = currentMembership(memberships);
  const texts = textsOf(person);
  if (membership === null) {
    const desk = await records.people.latestProgramme();
    if (desk !== null && asksWhereToTurn(incoming.content)) return whereToTurn(desk, texts);
    return say(texts.edge.noProgramme({ contact: desk?.settings.deskContact ?? '' }));
  }
  const context: TalkContext = { ...options, texts, memberships, membership };
  const content = asTap(incoming.content, options.talk);
  const code = content.kind === 'text' ? readJoinCode(content.text) : null;
  if (code !== null) {
    const joined = await joinAgain({ ...options, secretKey: deps.secretKey }, code, person.id);
    if (joined !== null) return joined;
  }
  const consentTyped = content.kind === 'text' ? findConsent(content.text) : null;
  const undecided = memberships.findLast(({ enrolment }) => enrolment.consent === 'unanswered');
  const { enrolment } = undecided ?? membership;
  if (consentTyped !== null && enrolment.consent !== 'agreed') {
    return actionTurn(context, formatAction('c', enrolment.id, 'consent', consentTyped), deps);
  }
  return membership.enrolment.consent === 'agreed'
    ? answerAgreed(context, content, deps)
    : answerWithoutConsent(context, content, deps);
}

/** The newest enrolment that was agreed to, else the newest of all. */
function currentMembership(memberships: readonly Membership[]): Membership | null {
  return (
    memberships.findLast(({ enrolment }) => enrolment.consent === 'agreed') ?? memberships.at(-1) ?? null
  );
}

async function answerAgreed(context: TalkContext, content: LineContent, deps: Deps): Promise<Turn> {
  switch (content.kind) {
    case 'text':
      return textTurn(context, content, deps);
    case 'action':
      return actionTurn(context, content.data, deps);
    case 'media':
      return mediaTurn(context, content.media);
    case 'follow':
      return backAgain(context);
    case 'unfollow':
    case 'unsend':
    case 'group':
    case 'unsupported':
      return { messages: [] };
  }
}

/** Before consent nothing a person writes is kept; what they need for a meeting works all the same. */
async function answerWithoutConsent(context: TalkContext, content: LineContent, deps: Deps): Promise<Turn> {
  const { texts, membership, person } = context;
  const { consent } = texts.joining;
  if (content.kind === 'action') {
    const action = parseAction(content.data);
    if (action !== null && isOpenToAll(action)) return actionTurn(context, content.data, deps);
  }
  if (content.kind === 'text') {
    const typed = await textTurn(context, content, deps, { onlyCommands: true });
    if (typed.messages.length > 0) return typed;
  }
  if (membership.enrolment.consent === 'reminders_only') {
    return say(consent.onlyReminders, [
      act(consent.shortcuts.useReflections, 'c', membership.enrolment.id, 'consent', 'agreed'),
      act(consent.shortcuts.next, 'k', anyRef, 'next', 'open'),
      act(consent.shortcuts.whereToTurn, 'k', anyRef, 'help', 'open'),
    ]);
  }
  const mine = { person, enrolment: membership.enrolment };
  return { messages: [...say(consent.again).messages, consentAsk({ mine })] };
}

/** Nothing that would keep words: no reflection, no murmur, none for the pair. Dates are found with everybody. */
function isOpenToAll({ kind, key }: Action): boolean {
  if (kind === 'k') return key !== 'murmur' && key !== 'reflect';
  if (kind === 't') return key !== 'pass' && key !== 'keep';
  return kind === 'c' || (kind === 's' && (key === 'cannot' || key === 'change'));
}

/** After a re-follow: everything is as they left it, and what comes next. */
async function backAgain(context: TalkContext): Promise<Turn> {
  const next = await nextTurn(context);
  const hello = say(context.texts.edge.backHello).messages;
  return { ...next, messages: [...hello, ...next.messages], ...ownMenu(context.person) };
}
