import type { Clock } from '../../src/shared/clock.ts';
import type { Identity, Ids } from './identity.ts';
import type { JsonObject } from './json.ts';

/** A member of the workspace. */
export type Member = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly tz: string;
  deactivated: boolean;
  updatedAt: Date;
};

/** Where people talk: a direct message, a group of direct messages, or a channel. */
export type ConversationKind = 'dm' | 'group' | 'channel';

/** One message with all its versions; the last one is what people see now. */
export type StoredMessage = {
  readonly ts: string;
  readonly authorId: string;
  readonly byBot: boolean;
  /** The only reader of an ephemeral message, or null. */
  readonly ephemeralFor: string | null;
  text: string;
  blocks: readonly JsonObject[];
  metadata: JsonObject | null;
  editedAt: Date | null;
  deleted: boolean;
  /** Blocks of earlier versions, which a client that was not refreshed may still show. */
  readonly earlierBlocks: (readonly JsonObject[])[];
  /** What each person has chosen in this message's selects and radio buttons. */
  readonly choices: Map<string, Map<string, JsonObject>>;
};

/** One conversation and everything said in it. */
export type Conversation = {
  readonly id: string;
  readonly kind: ConversationKind;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly botIsMember: boolean;
  readonly members: Set<string>;
  readonly messages: StoredMessage[];
};

/** The state of the workspace: people, conversations, messages. */
export type Workspace = {
  readonly addMember: (member: Pick<Member, 'id' | 'email' | 'name' | 'tz'>) => Member;
  readonly findMember: (id: string) => Member | null;
  readonly findMemberByEmail: (email: string) => Member | null;
  readonly addConversation: (
    conversation: Pick<Conversation, 'id' | 'kind' | 'name' | 'isPrivate' | 'botIsMember'> & {
      readonly members: readonly string[];
    },
  ) => Conversation;
  readonly findConversation: (id: string) => Conversation | null;
  /** The bot's conversation with exactly these people; made when there is none yet. */
  readonly openWithBot: (memberIds: readonly string[]) => { conversation: Conversation; isNew: boolean };
  /** Ids of the active people who can read a conversation; the bot is left out. */
  readonly readersOf: (conversation: Conversation) => readonly string[];
  readonly addMessage: (
    conversation: Conversation,
    message: Pick<StoredMessage, 'authorId' | 'byBot' | 'ephemeralFor' | 'text' | 'blocks' | 'metadata'>,
  ) => StoredMessage;
  readonly findMessage: (conversation: Conversation, ts: string) => StoredMessage | null;
};

/** An empty workspace. */
export function createWorkspace(deps: {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly identity: Identity;
}): Workspace {
  const members = new Map<string, Member>();
  const conversations = new Map<string, Conversation>();
  const openedBySet = new Map<string, Conversation>();

  const addConversation: Workspace['addConversation'] = (given) => {
    const conversation: Conversation = { ...given, members: new Set(given.members), messages: [] };
    conversations.set(conversation.id, conversation);
    return conversation;
  };

  return {
    addMember: (given) => {
      const member: Member = { ...given, deactivated: false, updatedAt: deps.clock.now() };
      members.set(member.id, member);
      return member;
    },
    findMember: (id) => members.get(id) ?? null,
    findMemberByEmail: (email) =>
      [...members.values()].find((member) => member.email.toLowerCase() === email.toLowerCase()) ?? null,
    addConversation,
    findConversation: (id) => conversations.get(id) ?? null,
    openWithBot: (memberIds) => {
      const unique = [...new Set(memberIds)].sort();
      const key = unique.join(',');
      const opened = openedBySet.get(key);
      if (opened !== undefined) return { conversation: opened, isNew: false };
      const isDm = unique.length === 1;
      const conversation = addConversation({
        id: deps.ids.next(isDm ? 'D' : 'C'),
        kind: isDm ? 'dm' : 'group',
        name: isDm ? 'directmessage' : `mpdm-${key.toLowerCase()}-1`,
        isPrivate: true,
        botIsMember: true,
        members: unique,
      });
      openedBySet.set(key, conversation);
      return { conversation, isNew: true };
    },
    readersOf: (conversation) =>
      [...conversation.members].filter((id) => members.get(id)?.deactivated === false),
    addMessage: (conversation, given) => {
      const message: StoredMessage = {
        ...given,
        ts: deps.ids.timestamp(),
        editedAt: null,
        deleted: false,
        earlierBlocks: [],
        choices: new Map(),
      };
      conversation.messages.push(message);
      return message;
    },
    findMessage: (conversation, ts) => conversation.messages.find((message) => message.ts === ts) ?? null,
  };
}
