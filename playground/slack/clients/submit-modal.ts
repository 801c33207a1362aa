import { initialValue, valueKey } from '../blocks/element-values.ts';
import { findInteractiveElements, type InteractiveElement } from '../blocks/interactive-elements.ts';
import { findViewProblems } from '../blocks/validate-view.ts';
import type { Identity } from '../identity.ts';
import { isArray, isObject, type JsonObject, numberAt, objectAt, parseJson, textAt } from '../json.ts';
import type { Triggers } from '../triggers.ts';
import type { SubmitOutcome } from '../types.ts';
import { type OpenView, toSlackView, type Views } from '../views.ts';
import type { Interactions } from '../webhooks/interactions.ts';
import type { Member } from '../workspace.ts';
import type { ClientFeeds } from './client-feeds.ts';
import { viewEventPayload } from './interaction-payloads.ts';

/** What submitting a modal needs. */
export type SubmitDeps = {
  readonly identity: Identity;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly interactions: Interactions;
  readonly feeds: ClientFeeds;
  readonly violations: string[];
};

/** Checks a modal as a client does, submits it, and does what the app answered (docs.slack.dev/surfaces/modals). */
export async function submitModal(deps: SubmitDeps, member: Member, view: OpenView): Promise<SubmitOutcome> {
  if (view.definition.submit === undefined) throw new Error(`${view.id} has no submit button`);
  const errors = findClientErrors(view);
  if (Object.keys(errors).length > 0) return { accepted: false, errors };
  const payload = viewEventPayload('view_submission', {
    identity: deps.identity,
    member,
    view,
    triggerId: deps.triggers.issue({ userId: member.id, viewId: view.id }),
    isCleared: false,
  });
  const outcome = await deps.interactions.send(member.id, payload);
  if (outcome.kind === 'failed') return { accepted: false, failure: outcome.reason };
  return followAnswer(deps, view, outcome.body);
}

function followAnswer(deps: SubmitDeps, view: OpenView, body: string): SubmitOutcome {
  const refuse = (failure: string): SubmitOutcome => {
    deps.violations.push(`answer to view_submission: ${failure}`);
    return { accepted: false, failure };
  };
  const closeAndAccept = (): SubmitOutcome => {
    if (deps.views.top(view.userId) === view) deps.views.pop(view.userId);
    return { accepted: true };
  };
  if (body.trim() === '') return closeAndAccept();
  const answer = parseJson(body);
  if (!isObject(answer)) return refuse('not JSON');
  const action = textAt(answer, 'response_action');
  switch (action) {
    case null:
      return closeAndAccept();
    case 'clear':
      deps.views.clear(view.userId);
      return { accepted: true };
    case 'errors': {
      const errors = readErrors(view, answer);
      return errors === null ? refuse('errors that fit no input block') : { accepted: false, errors };
    }
    case 'update':
    case 'push': {
      const definition = objectAt(answer, 'view');
      const problem = findViewProblems(definition)[0];
      if (problem !== undefined) return refuse(problem);
      return showNext(deps, view, { action, definition }) ?? refuse('push_limit_reached');
    }
    default:
      return refuse(`unknown response_action ${action}`);
  }
}

function showNext(
  deps: SubmitDeps,
  view: OpenView,
  next: { readonly action: 'update' | 'push'; readonly definition: JsonObject },
): SubmitOutcome | null {
  const shown = next.action === 'push' ? deps.views.push(view.userId, next.definition) : view;
  if (shown === null) return null;
  if (next.action === 'update') deps.views.update(view, next.definition);
  deps.feeds.showView(view.userId, toSlackView(shown));
  return { accepted: true };
}

/** The app's errors by block id, or null when one of them belongs to no input block. */
function readErrors(view: OpenView, answer: JsonObject): Readonly<Record<string, string>> | null {
  const inputs = view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id);
  const errors: Record<string, string> = {};
  for (const [blockId, message] of Object.entries(objectAt(answer, 'errors'))) {
    if (!inputs.includes(blockId) || typeof message !== 'string' || message === '') return null;
    errors[blockId] = message;
  }
  return Object.keys(errors).length === 0 ? null : errors;
}

/** What the client itself refuses before anything is sent: empty required inputs and texts of a wrong length. */
function findClientErrors(view: OpenView): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const element of findInteractiveElements(view.blocks)) {
    const problem = element.input === null ? null : findInputProblem(view, element);
    if (problem !== null) errors[element.blockId] = problem;
  }
  return errors;
}

function findInputProblem(view: OpenView, element: InteractiveElement): string | null {
  const value = view.values.get(valueKey(element)) ?? initialValue(element.element) ?? {};
  const held = Object.entries(value).find(([key]) => key !== 'type')?.[1];
  const empty = held === null || held === undefined || held === '' || (isArray(held) && held.length === 0);
  if (empty) return element.input?.optional === true ? null : 'Please complete this required field.';
  if (typeof held !== 'string' || element.type !== 'plain_text_input') return null;
  const least = numberAt(element.element, 'min_length') ?? 0;
  const most = numberAt(element.element, 'max_length') ?? 3000;
  if (held.length < least) return `Please enter at least ${least} characters.`;
  return held.length > most ? `Please enter at most ${most} characters.` : null;
}
