import { findInteractiveElements, type InteractiveElement } from '../../slack/blocks/interactive-elements.ts';
import type { SlackUser, SubmitOutcome } from '../../slack/types.ts';
import type { Notebook } from '../notebook.ts';
import { dateLabels } from './date-labels.ts';

/** What filling the modal for times needs of a Slack client. */
export type TimesClient = Pick<
  SlackUser,
  'command' | 'openHome' | 'clickInHome' | 'currentHome' | 'currentView' | 'pickInView' | 'chooseInView'
> &
  Pick<SlackUser, 'typeInView' | 'submitView' | 'closeView'>;

/** The modal for times, as its writer's eyes and hands use it. */
export type TimesModal = {
  readonly isOpen: () => boolean;
  readonly chooseAgreed: () => Promise<void>;
  /** Sets the first, second or third start (from 0). */
  readonly pick: (index: number, at: Date) => Promise<void>;
  /** Empties the starts from this position on that the app has suggested. */
  readonly clearFrom: (index: number) => readonly (() => Promise<void>)[];
  readonly writeLink: (link: string) => Promise<void>;
  readonly hasLink: () => boolean;
  readonly submit: () => Promise<SubmitOutcome>;
  readonly close: () => Promise<void>;
  /** The position of the start that a field's complaint is about, or null for another field. */
  readonly indexOf: (blockId: string) => number | null;
};

/** The modal on top of this person's window; every touch is noted. */
export function createTimesModal(user: TimesClient, notebook: Notebook): TimesModal {
  const both = [dateLabels.ja, dateLabels.en];
  const fields = (): readonly InteractiveElement[] => {
    const view = user.currentView();
    return view === null ? [] : findInteractiveElements(view.blocks);
  };
  const find = (labels: readonly string[]): InteractiveElement | null => {
    const found = fields().find(({ label }) => labels.includes(label));
    if (found === undefined) notebook.puzzle(`no field ${labels[0]}`);
    return found ?? null;
  };
  const startLabels = (index: number): readonly string[] => both.map(({ start }) => `${start}${index + 1}`);
  const linkLabels = both.map(({ link }) => link);

  return {
    isOpen: () => user.currentView()?.callbackId === 'times',
    chooseAgreed: async () => {
      const field = find(both.map(({ mode }) => mode));
      const option = field?.options.find(({ label }) => both.some(({ agreed }) => agreed === label));
      if (field === null || option === undefined) return notebook.puzzle('nothing is agreed in this modal');
      notebook.act();
      await user.chooseInView(field.blockId, option.value);
    },
    pick: async (index, at) => {
      const field = find(startLabels(index));
      if (field === null) return;
      notebook.act();
      await user.pickInView(field.blockId, at);
    },
    clearFrom: (from) =>
      [0, 1, 2].flatMap((index) => {
        const field = fields().find(({ label }) => startLabels(index).includes(label));
        if (index < from || field?.element.initial_date_time === undefined) return [];
        return [() => user.pickInView(field.blockId, null)];
      }),
    writeLink: async (link) => {
      const field = find(linkLabels);
      if (field === null) return;
      notebook.act();
      await user.typeInView(field.blockId, link);
    },
    hasLink: () => {
      const field = fields().find(({ label }) => linkLabels.includes(label));
      return typeof field?.element.initial_value === 'string' && field.element.initial_value !== '';
    },
    submit: () => {
      notebook.act();
      return user.submitView();
    },
    close: async () => {
      if (user.currentView() === null) return;
      notebook.act();
      await user.closeView();
    },
    indexOf: (blockId) => {
      const label = fields().find((one) => one.blockId === blockId)?.label;
      const index = [0, 1, 2].find((one) => label !== undefined && startLabels(one).includes(label));
      return index ?? null;
    },
  };
}
