import type { Conversation, Member, Workspace } from '../workspace.ts';
import { ApiRefusal } from './api-refusal.ts';

/** What happens to messages for people whose account is switched off. */
export type DeactivatedDms = 'refused' | 'swallowed';

/** What finding a channel needs. */
export type ChannelLookup = { readonly workspace: Workspace; readonly deactivatedDms: DeactivatedDms };

/** A conversation that the bot may read; refuses with `channel_not_found` or `not_in_channel`. */
export function findReadableChannel(deps: ChannelLookup, channel: string): Conversation {
  const conversation = findVisibleChannel(deps, channel);
  if (!conversation.botIsMember) throw new ApiRefusal('not_in_channel');
  return conversation;
}

/** A conversation whose existence the bot may know of; other people's and private ones are `channel_not_found`. */
export function findVisibleChannel(deps: ChannelLookup, channel: string): Conversation {
  const conversation = deps.workspace.findConversation(channel);
  if (conversation === null || (conversation.isPrivate && !conversation.botIsMember)) {
    throw new ApiRefusal('channel_not_found');
  }
  return conversation;
}

/** A conversation that the bot may write to; a user id opens the direct message. */
export function findWritableChannel(deps: ChannelLookup, channel: string): Conversation {
  const member = deps.workspace.findMember(channel);
  const conversation =
    member === null
      ? findReadableChannel(deps, channel)
      : deps.workspace.openWithBot([member.id]).conversation;
  if (conversation.kind === 'dm') refuseDeactivated(deps, [...conversation.members]);
  return conversation;
}

/** Refuses with `user_disabled` when one of the people has a deactivated account. */
export function refuseDeactivated(deps: ChannelLookup, memberIds: readonly string[]): void {
  if (deps.deactivatedDms === 'swallowed') return;
  const disabled = memberIds.some((id) => deps.workspace.findMember(id)?.deactivated === true);
  if (disabled) throw new ApiRefusal('user_disabled');
}

/** A person by id; refuses with `user_not_found`. */
export function findUser(workspace: Workspace, id: string): Member {
  const member = workspace.findMember(id);
  if (member === null) throw new ApiRefusal('user_not_found');
  return member;
}
