import { findViewProblems } from '../blocks/validate-view.ts';
import type { ClientFeeds } from '../clients/client-feeds.ts';
import type { Identity } from '../identity.ts';
import { isObject, type JsonObject, textAt } from '../json.ts';
import type { TriggerOrigin, Triggers } from '../triggers.ts';
import { type OpenView, toSlackView, type Views, viewPayload } from '../views.ts';
import type { Workspace } from '../workspace.ts';
import type { ApiMethods, Call } from './api-method.ts';
import { ApiRefusal } from './api-refusal.ts';
import { findUser } from './find-channel.ts';
import { asError } from './message-content.ts';

const viewBytesLimit = 250_000;

/** `views.*`: modals and the App Home. */
export function createViewMethods(deps: {
  readonly identity: Identity;
  readonly workspace: Workspace;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly feeds: ClientFeeds;
}): ApiMethods {
  const { views } = deps;
  const show = (call: Call, view: OpenView): JsonObject => {
    call.afterAnswer(() => deps.feeds.showView(view.userId, toSlackView(view)));
    return { view: viewPayload(view, deps.identity) };
  };
  const readView = (call: Call, type: 'modal' | 'home', replaced: OpenView | null): JsonObject => {
    const definition = parseView(call, type);
    const externalId = textAt(definition, 'external_id');
    const holder = externalId === null ? null : views.find({ externalId });
    if (holder !== null && holder !== replaced) throw new ApiRefusal('duplicate_external_id');
    return definition;
  };
  const takeTrigger = (call: Call): TriggerOrigin => {
    const exchange = deps.triggers.exchange(call.args.required('trigger_id'));
    if (exchange.kind === 'refused') throw new ApiRefusal(exchange.error);
    return exchange.origin;
  };

  return {
    'views.open': (call) => {
      const definition = readView(call, 'modal', null);
      return show(call, views.open(takeTrigger(call).userId, definition));
    },
    'views.push': (call) => {
      const definition = readView(call, 'modal', null);
      const origin = takeTrigger(call);
      // Only a trigger that came from a modal can put another one on top of it.
      if (origin.viewId === null) throw new ApiRefusal('invalid_trigger_id');
      if (views.depth(origin.userId) === 0) throw new ApiRefusal('not_found');
      const pushed = views.push(origin.userId, definition);
      if (pushed === null) throw new ApiRefusal('push_limit_reached');
      return show(call, pushed);
    },
    'views.update': (call) => {
      const view = findUpdatedView(views, call);
      if (view === null) throw new ApiRefusal('not_found');
      const definition = readView(call, view.type, view);
      refuseOldHash(call, view);
      views.update(view, definition);
      return show(call, view);
    },
    'views.publish': (call) => {
      const member = findUser(deps.workspace, call.args.required('user_id'));
      const published = views.home(member.id);
      const definition = readView(call, 'home', published);
      if (published !== null) refuseOldHash(call, published);
      return show(call, views.publish(member.id, definition));
    },
  };
}

function parseView({ args }: Call, type: 'modal' | 'home'): JsonObject {
  const definition = args.json('view', 'invalid_arguments');
  if (!isObject(definition)) {
    throw new ApiRefusal('invalid_arguments', { details: ['[ERROR] missing required field: view'] });
  }
  if (JSON.stringify(definition).length > viewBytesLimit) throw new ApiRefusal('view_too_large');
  const problems = findViewProblems(definition).map(asError);
  if (problems.length > 0) throw new ApiRefusal('invalid_arguments', { details: problems });
  if (textAt(definition, 'type') !== type) {
    throw new ApiRefusal('invalid_arguments', {
      details: [`[ERROR] must be a ${type} [json-pointer:/view/type]`],
    });
  }
  return definition;
}

function findUpdatedView(views: Views, { args }: Call): OpenView | null {
  const externalId = args.text('external_id');
  if (externalId !== null) return views.find({ externalId });
  return views.find({ viewId: args.required('view_id') });
}

function refuseOldHash({ args }: Call, view: OpenView): void {
  const hash = args.text('hash');
  if (hash !== null && hash !== view.hash) throw new ApiRefusal('hash_conflict');
}
