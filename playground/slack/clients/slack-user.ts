import type { Clock } from '../../../src/shared/clock.ts';
import { messageEvent } from '../message-payloads.ts';
import type { SlackUser } from '../types.ts';
import { userPayload } from '../user-payload.ts';
import { viewPayload } from '../views.ts';
import type { Events } from '../webhooks/events.ts';
import type { Conversation, Member } from '../workspace.ts';
import type { ClientFeeds } from './client-feeds.ts';
import { createModalClient } from './modal-client.ts';
import { type PressDeps, pressInMessage } from './press-element.ts';
import type { SubmitDeps } from './submit-modal.ts';

/** One person with a client; acting while the account is switched off throws. */
export function createSlackUser(
  deps: PressDeps &
    SubmitDeps & { readonly clock: Clock; readonly events: Events; readonly feeds: ClientFeeds },
  member: Member,
): SlackUser {
  const { identity, workspace } = deps;
  const feed = deps.feeds.feedOf(member.id);
  const requireActive = (): void => {
    if (member.deactivated) throw new Error(`${member.id} is deactivated`);
  };
  const ownDm = (): Conversation => workspace.openWithBot([member.id]).conversation;
  const getConversation = (channel: string): Conversation => {
    const conversation = workspace.findConversation(channel);
    if (conversation === null || !conversation.members.has(member.id)) {
      throw new Error(`${member.id} is not in ${channel}`);
    }
    return conversation;
  };
  const say = async (conversation: Conversation, text: string) => {
    requireActive();
    const content = { text, blocks: [], metadata: null, ephemeralFor: null };
    const message = workspace.addMessage(conversation, { ...content, authorId: member.id, byBot: false });
    if (conversation.botIsMember) await deps.events.send(messageEvent(conversation, message, identity));
    return { channel: conversation.id, ts: message.ts };
  };
  const setDeactivated = async (deactivated: boolean): Promise<void> => {
    member.deactivated = deactivated;
    member.updatedAt = deps.clock.now();
    if (deactivated) deps.views.clear(member.id);
    const ts = deps.ids.timestamp();
    const user = userPayload(member, { identity, now: deps.clock.now() });
    await deps.events.send({ type: 'user_change', user, cache_ts: Number.parseInt(ts, 10), event_ts: ts });
  };

  return {
    id: member.id,
    email: member.email,
    name: member.name,
    tz: member.tz,
    received: feed.received,
    onMessage: (listener) => feed.messageListeners.push(listener),
    onUpdate: (listener) => feed.updateListeners.push(listener),
    onView: (listener) => feed.viewListeners.push(listener),
    sendDm: (text) => say(ownDm(), text),
    sendInGroup: async (channel, text) => say(getConversation(channel), text),
    click: async (target) => pressInMessage(deps, member, target),
    ...createModalClient(deps, member),
    openHome: async () => {
      requireActive();
      const home = deps.views.home(member.id);
      await deps.events.send({
        type: 'app_home_opened',
        user: member.id,
        channel: ownDm().id,
        tab: 'home',
        event_ts: deps.ids.timestamp(),
        ...(home !== null && { view: viewPayload(home, identity) }),
      });
    },
    command: async (command, text, { channel } = {}) => {
      requireActive();
      const conversation = channel === undefined ? ownDm() : getConversation(channel);
      const target = { userId: member.id, conversation, message: null };
      const outcome = await deps.interactions.sendCommand(member.id, {
        token: identity.verificationToken,
        team_id: identity.teamId,
        team_domain: identity.teamDomain,
        channel_id: conversation.id,
        channel_name: conversation.name,
        user_id: member.id,
        user_name: member.email.split('@')[0] ?? member.id,
        command,
        text,
        api_app_id: identity.appId,
        is_enterprise_install: 'false',
        response_url: `${deps.origin()}${deps.responseUrls.issue(target)}`,
        trigger_id: deps.triggers.issue({ userId: member.id, viewId: null }),
      });
      if (outcome.kind === 'answered') deps.responseUrls.answerCommand(target, outcome.body);
      return outcome;
    },
    deactivate: () => setDeactivated(true),
    reactivate: () => setDeactivated(false),
  };
}
