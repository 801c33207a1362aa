import { stateValues } from '../blocks/element-values.ts';
import type { InteractiveElement } from '../blocks/interactive-elements.ts';
import type { Identity } from '../identity.ts';
import type { JsonObject } from '../json.ts';
import { messagePayload } from '../message-payloads.ts';
import { type OpenView, viewPayload } from '../views.ts';
import type { Conversation, Member, StoredMessage } from '../workspace.ts';

/** Where an interaction happened. */
type InteractionPlace =
  | {
      readonly kind: 'message';
      readonly conversation: Conversation;
      readonly message: StoredMessage;
      readonly responseUrl: string;
    }
  | { readonly kind: 'view'; readonly view: OpenView };

/** A `block_actions` payload with one action. */
export function blockActionsPayload(given: {
  readonly identity: Identity;
  readonly member: Member;
  readonly place: InteractionPlace;
  readonly triggerId: string;
  readonly action: JsonObject;
}): JsonObject {
  return {
    type: 'block_actions',
    ...commonFields(given.identity, given.member),
    trigger_id: given.triggerId,
    ...placeFields(given.place, given),
    actions: [given.action],
  };
}

/** One entry of `actions`: which element, and what was chosen. */
export function actionPayload(
  element: InteractiveElement,
  value: JsonObject | null,
  actionTs: string,
): JsonObject {
  const { text, style, value: pressed, placeholder } = element.element;
  return {
    type: element.type,
    action_id: element.actionId,
    block_id: element.blockId,
    ...(text !== undefined && { text }),
    ...(style !== undefined && { style }),
    ...(pressed !== undefined && { value: pressed }),
    ...(placeholder !== undefined && { placeholder }),
    ...value,
    action_ts: actionTs,
  };
}

/** A `view_submission` or `view_closed` payload. */
export function viewEventPayload(
  type: 'view_submission' | 'view_closed',
  given: {
    readonly identity: Identity;
    readonly member: Member;
    readonly view: OpenView;
    readonly triggerId: string | null;
    readonly isCleared: boolean;
  },
): JsonObject {
  return {
    type,
    ...commonFields(given.identity, given.member),
    ...(given.triggerId !== null && { trigger_id: given.triggerId }),
    view: viewPayload(given.view, given.identity),
    ...(type === 'view_closed' ? { is_cleared: given.isCleared } : { response_urls: [] }),
  };
}

function commonFields(identity: Identity, member: Member): JsonObject {
  const handle = member.email.split('@')[0] ?? member.id;
  return {
    user: { id: member.id, username: handle, name: handle, team_id: identity.teamId },
    api_app_id: identity.appId,
    token: identity.verificationToken,
    team: { id: identity.teamId, domain: identity.teamDomain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function placeFields(
  place: InteractionPlace,
  known: { readonly identity: Identity; readonly member: Member },
): JsonObject {
  switch (place.kind) {
    case 'message': {
      const { conversation, message } = place;
      const isEphemeral = message.ephemeralFor !== null;
      const choices = message.choices.get(known.member.id) ?? new Map();
      return {
        container: {
          type: 'message',
          message_ts: message.ts,
          channel_id: conversation.id,
          is_ephemeral: isEphemeral,
        },
        channel: { id: conversation.id, name: conversation.name },
        // An ephemeral message is not sent along; the app cannot read it anywhere else either.
        ...(!isEphemeral && {
          message: messagePayload(message, { identity: known.identity, withMetadata: true }),
        }),
        state: { values: stateValues(message.blocks, choices) },
        response_url: place.responseUrl,
      };
    }
    case 'view':
      return {
        container: { type: 'view', view_id: place.view.id },
        view: viewPayload(place.view, known.identity),
      };
  }
}
