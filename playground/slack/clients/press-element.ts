import type { ResponseUrls } from '../api/response-urls.ts';
import { chosenValue, initialValue, valueKey } from '../blocks/element-values.ts';
import { findInteractiveElements, type InteractiveElement } from '../blocks/interactive-elements.ts';
import type { Identity, Ids } from '../identity.ts';
import type { JsonObject } from '../json.ts';
import type { Triggers } from '../triggers.ts';
import type { ClickTarget, InteractionOutcome } from '../types.ts';
import type { OpenView } from '../views.ts';
import type { Interactions } from '../webhooks/interactions.ts';
import type { Conversation, Member, StoredMessage, Workspace } from '../workspace.ts';
import { actionPayload, blockActionsPayload } from './interaction-payloads.ts';

/** What pressing anything needs. */
export type PressDeps = {
  readonly identity: Identity;
  readonly ids: Ids;
  readonly workspace: Workspace;
  readonly triggers: Triggers;
  readonly interactions: Interactions;
  readonly responseUrls: ResponseUrls;
  /** The stand-in's origin, before the path of a response address. */
  readonly origin: () => string;
};

/** Presses or chooses in a message; throws when this person cannot see such an element. */
export function pressInMessage(
  deps: PressDeps,
  member: Member,
  target: ClickTarget,
): Promise<InteractionOutcome> {
  const { conversation, message, element } = findPressed(deps.workspace, member, target);
  const choice = element.type === 'button' ? null : chosenValue(element.element, target.value ?? '');
  if (choice !== null && initialValue(element.element) !== null) {
    const choices = message.choices.get(member.id) ?? new Map<string, JsonObject>();
    message.choices.set(member.id, choices.set(valueKey(element), choice));
  }
  const path = deps.responseUrls.issue({ userId: member.id, conversation, message });
  return deps.interactions.send(
    member.id,
    blockActionsPayload({
      identity: deps.identity,
      member,
      place: { kind: 'message', conversation, message, responseUrl: `${deps.origin()}${path}` },
      triggerId: deps.triggers.issue({ userId: member.id, viewId: null }),
      action: actionPayload(element, choice, deps.ids.timestamp()),
    }),
  );
}

/** Tells the app of a press or a change in a view; `value` is what the element holds now. */
export function pressInView(
  deps: PressDeps,
  member: Member,
  pressed: {
    readonly view: OpenView;
    readonly element: InteractiveElement;
    readonly value: JsonObject | null;
  },
): Promise<InteractionOutcome> {
  const { view } = pressed;
  const viewId = view.type === 'modal' ? view.id : null;
  return deps.interactions.send(
    member.id,
    blockActionsPayload({
      identity: deps.identity,
      member,
      place: { kind: 'view', view },
      triggerId: deps.triggers.issue({ userId: member.id, viewId }),
      action: actionPayload(pressed.element, pressed.value, deps.ids.timestamp()),
    }),
  );
}

function findPressed(
  workspace: Workspace,
  member: Member,
  target: ClickTarget,
): { conversation: Conversation; message: StoredMessage; element: InteractiveElement } {
  const conversation = workspace.findConversation(target.channel);
  if (conversation === null || member.deactivated || !conversation.members.has(member.id)) {
    throw new Error(`${member.id} is not in ${target.channel}`);
  }
  const message = workspace.findMessage(conversation, target.ts);
  const visible = message !== null && (message.ephemeralFor === null || message.ephemeralFor === member.id);
  if (!visible) throw new Error(`${member.id} sees no message ${target.ts} in ${target.channel}`);
  const versions = [message.blocks, ...(target.stale === true ? message.earlierBlocks.toReversed() : [])];
  const element = versions
    .flatMap((blocks) => findInteractiveElements(blocks))
    .find((candidate) => isMeant(candidate, target));
  if (element === undefined) {
    const { actionId = '-', value = '-', label = '-' } = target;
    throw new Error(`nothing to press for action ${actionId}, value ${value}, label ${label}`);
  }
  return { conversation, message, element };
}

function isMeant(element: InteractiveElement, target: ClickTarget): boolean {
  if (target.actionId === undefined && target.value === undefined && target.label === undefined) return false;
  const holds = (value: string): boolean =>
    element.value === value || element.options.some((option) => option.value === value) || isPicker(element);
  return (
    (target.actionId === undefined || element.actionId === target.actionId) &&
    (target.label === undefined || element.label === target.label) &&
    (target.value === undefined || holds(target.value))
  );
}

function isPicker(element: InteractiveElement): boolean {
  return ['datepicker', 'timepicker', 'datetimepicker'].includes(element.type);
}
