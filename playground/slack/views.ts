import type { Clock } from '../../src/shared/clock.ts';
import { type ElementValues, keepKnownValues, stateValues } from './blocks/element-values.ts';
import { fillIds } from './blocks/validate-blocks.ts';
import { type Identity, type Ids, secondsOf } from './identity.ts';
import { type JsonObject, objectAt, objectsAt, textAt } from './json.ts';
import type { SlackView } from './types.ts';

/** A view of one person, with what is typed in it. */
export type OpenView = {
  readonly id: string;
  readonly userId: string;
  readonly type: 'modal' | 'home';
  readonly rootId: string;
  readonly previousId: string | null;
  definition: JsonObject;
  blocks: readonly JsonObject[];
  hash: string;
  values: ElementValues;
};

/** The modal stacks and App Homes of all people. */
export type Views = {
  /** Shows a first modal; whatever stack this person had is gone. */
  readonly open: (userId: string, definition: JsonObject) => OpenView;
  /** Puts a modal on top; null when three are there already. */
  readonly push: (userId: string, definition: JsonObject) => OpenView | null;
  /** Replaces a view's definition; what was typed stays where block and action are the same. */
  readonly update: (view: OpenView, definition: JsonObject) => void;
  readonly publish: (userId: string, definition: JsonObject) => OpenView;
  readonly top: (userId: string) => OpenView | null;
  readonly home: (userId: string) => OpenView | null;
  readonly depth: (userId: string) => number;
  /** Takes the modal on top away. */
  readonly pop: (userId: string) => void;
  readonly clear: (userId: string) => void;
  readonly find: (by: { readonly viewId: string } | { readonly externalId: string }) => OpenView | null;
};

const stackLimit = 3;

/** No views yet. */
export function createViews(deps: { readonly clock: Clock; readonly ids: Ids }): Views {
  const stacks = new Map<string, OpenView[]>();
  const homes = new Map<string, OpenView>();
  const stackOf = (userId: string): OpenView[] => stacks.get(userId) ?? [];
  const makeHash = (): string => `${secondsOf(deps.clock.now())}.${deps.ids.token()}`;

  const createView = (userId: string, definition: JsonObject, below: OpenView | null): OpenView => {
    const id = deps.ids.next('V');
    return {
      id,
      userId,
      type: textAt(definition, 'type') === 'home' ? 'home' : 'modal',
      rootId: below?.rootId ?? id,
      previousId: below?.id ?? null,
      definition,
      blocks: fillIds(objectsAt(definition, 'blocks'), deps.ids.token),
      hash: makeHash(),
      values: new Map(),
    };
  };
  const update = (view: OpenView, definition: JsonObject): void => {
    view.definition = definition;
    view.blocks = fillIds(objectsAt(definition, 'blocks'), deps.ids.token);
    view.values = keepKnownValues(view.blocks, view.values);
    view.hash = makeHash();
  };

  return {
    open: (userId, definition) => {
      const view = createView(userId, definition, null);
      stacks.set(userId, [view]);
      return view;
    },
    push: (userId, definition) => {
      const stack = stackOf(userId);
      if (stack.length >= stackLimit) return null;
      const view = createView(userId, definition, stack.at(-1) ?? null);
      stacks.set(userId, [...stack, view]);
      return view;
    },
    update,
    publish: (userId, definition) => {
      const published = homes.get(userId);
      if (published !== undefined) {
        update(published, definition);
        return published;
      }
      const home = createView(userId, definition, null);
      homes.set(userId, home);
      return home;
    },
    top: (userId) => stackOf(userId).at(-1) ?? null,
    home: (userId) => homes.get(userId) ?? null,
    depth: (userId) => stackOf(userId).length,
    pop: (userId) => {
      stacks.set(userId, stackOf(userId).slice(0, -1));
    },
    clear: (userId) => {
      stacks.delete(userId);
    },
    find: (by) => {
      const all = [...[...stacks.values()].flat(), ...homes.values()];
      const matches = (view: OpenView): boolean =>
        'viewId' in by ? view.id === by.viewId : textAt(view.definition, 'external_id') === by.externalId;
      return all.find(matches) ?? null;
    },
  };
}

/** A view as the platform's answers and payloads carry it. */
export function viewPayload(view: OpenView, identity: Identity): JsonObject {
  const { definition } = view;
  return {
    id: view.id,
    team_id: identity.teamId,
    type: view.type,
    blocks: view.blocks,
    private_metadata: textAt(definition, 'private_metadata') ?? '',
    callback_id: textAt(definition, 'callback_id') ?? '',
    external_id: textAt(definition, 'external_id') ?? '',
    state: { values: stateValues(view.blocks, view.values) },
    hash: view.hash,
    title: definition.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    submit: definition.submit ?? null,
    close: definition.close ?? null,
    clear_on_close: definition.clear_on_close ?? false,
    notify_on_close: definition.notify_on_close ?? false,
    root_view_id: view.rootId,
    previous_view_id: view.previousId,
    app_id: identity.appId,
    app_installed_team_id: identity.teamId,
    bot_id: identity.botId,
  };
}

/** A view as a client shows it. */
export function toSlackView(view: OpenView): SlackView {
  const { definition } = view;
  return {
    id: view.id,
    type: view.type,
    hash: view.hash,
    title: textAt(objectAt(definition, 'title'), 'text') ?? '',
    callbackId: textAt(definition, 'callback_id') ?? '',
    privateMetadata: textAt(definition, 'private_metadata') ?? '',
    blocks: view.blocks,
    values: stateValues(view.blocks, view.values),
  };
}
