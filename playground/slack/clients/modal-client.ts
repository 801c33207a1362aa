import { chosenValue, initialValue, valueKey } from '../blocks/element-values.ts';
import { findInteractiveElements, type InteractiveElement } from '../blocks/interactive-elements.ts';
import { objectAt, textsAt } from '../json.ts';
import type { InteractionOutcome, SlackUser } from '../types.ts';
import { type OpenView, toSlackView, type Views } from '../views.ts';
import type { Member } from '../workspace.ts';
import { viewEventPayload } from './interaction-payloads.ts';
import { type PressDeps, pressInView } from './press-element.ts';
import { type SubmitDeps, submitModal } from './submit-modal.ts';

/** The part of a client that shows modals and the App Home. */
type ModalClient = Pick<
  SlackUser,
  | 'currentView'
  | 'typeInView'
  | 'chooseInView'
  | 'pickInView'
  | 'clickInView'
  | 'submitView'
  | 'closeView'
  | 'currentHome'
  | 'clickInHome'
>;

/** The modals of one person; acting without one throws, as there would be nothing to touch. */
export function createModalClient(
  deps: PressDeps & SubmitDeps & { readonly views: Views },
  member: Member,
): ModalClient {
  const { views } = deps;
  const getTop = (): OpenView => {
    const view = views.top(member.id);
    if (view === null) throw new Error(`${member.id} has no modal open`);
    return view;
  };
  const press = (view: OpenView | null, name: string): Promise<InteractionOutcome> => {
    if (view === null) throw new Error(`${member.id} has no such view`);
    const element = findInteractiveElements(view.blocks).find(
      (one) => one.type === 'button' && [one.actionId, one.value, one.label].includes(name),
    );
    if (element === undefined) throw new Error(`no button ${name} in ${view.id}`);
    return pressInView(deps, member, { view, element, value: null });
  };
  const change = async (view: OpenView, element: InteractiveElement, chosen: string | readonly string[]) => {
    const value = chosenValue(element.element, chosen);
    view.values.set(valueKey(element), value);
    if (isDispatched(element)) await pressInView(deps, member, { view, element, value });
  };

  return {
    currentView: () => {
      const view = views.top(member.id);
      return view === null ? null : toSlackView(view);
    },
    currentHome: () => {
      const home = views.home(member.id);
      return home === null ? null : toSlackView(home);
    },
    typeInView: async (blockId, text, { pieces = 1 } = {}) => {
      const view = getTop();
      const element = getElement(view, blockId);
      if (element.type !== 'plain_text_input') throw new Error(`${blockId} is not a text input`);
      const count = reportsCharacters(element) ? pieces : 1;
      for (let piece = 1; piece <= count; piece += 1) {
        await change(view, element, text.slice(0, Math.ceil((text.length * piece) / count)));
      }
    },
    chooseInView: (blockId, value) => {
      const view = getTop();
      return change(view, getElement(view, blockId), value);
    },
    pickInView: async (blockId, at) => {
      const view = getTop();
      const element = getElement(view, blockId);
      if (element.type !== 'datetimepicker') throw new Error(`${blockId} is no date and time picker`);
      await change(view, element, at === null ? '' : String(at.getTime() / 1000));
    },
    clickInView: async (name) => press(getTop(), name),
    clickInHome: async (name) => press(views.home(member.id), name),
    submitView: async () => submitModal(deps, member, getTop()),
    closeView: async ({ all = false } = {}) => {
      const view = getTop();
      const root = views.find({ viewId: view.rootId }) ?? view;
      const closed = all ? root : view;
      const payload = viewEventPayload('view_closed', {
        identity: deps.identity,
        member,
        view: closed,
        triggerId: null,
        isCleared: all,
      });
      if (all) views.clear(member.id);
      else views.pop(member.id);
      if (closed.definition.notify_on_close === true) await deps.interactions.send(member.id, payload);
    },
  };
}

/** The element of a block that holds something; throws when the view has none there. */
function getElement(view: OpenView, blockId: string): InteractiveElement {
  const element = findInteractiveElements(view.blocks).find(
    (one) => one.blockId === blockId && initialValue(one.element) !== null,
  );
  if (element === undefined) throw new Error(`nothing to fill in block ${blockId} of ${view.id}`);
  return element;
}

/** Elements outside input blocks always tell the app; inside, only with `dispatch_action`. */
function isDispatched(element: InteractiveElement): boolean {
  if (element.input === null) return true;
  if (element.input.dispatch_action !== true) return false;
  if (element.type !== 'plain_text_input') return true;
  // Enter ends a line in a multiline input, so only single lines are reported by it.
  return reportsCharacters(element) || element.element.multiline !== true;
}

function reportsCharacters(element: InteractiveElement): boolean {
  const config = objectAt(element.element, 'dispatch_action_config');
  return textsAt(config, 'trigger_actions_on').includes('on_character_entered');
}
