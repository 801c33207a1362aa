import type { SlackClient } from '../../../../playground/actors/slack/slack-desk.ts';
import type { SeasonMentor, SeasonSession } from '../../../../playground/seasons/season.ts';
import { findInteractiveElements } from '../../../../playground/slack/blocks/interactive-elements.ts';
import { isArray, isObject, type JsonObject, parseJson } from '../../../../playground/slack/json.ts';
import type { ReceivedMessage, SlackView } from '../../../../playground/slack/types.ts';
import { renderModal } from '../../../../src/channels/slack/modals.ts';
import { renderSlackMessage } from '../../../../src/channels/slack/render.ts';
import type { Message, Part } from '../../../../src/domain/messaging/message.ts';
import { npoMentoringForms } from '../../../../src/domain/programmes/npo-mentoring/forms.ts';
import { textsFor } from '../../../../src/i18n/index.ts';
import type { FormText } from '../../../../src/i18n/params.ts';
import type { Clock } from '../../../../src/shared/clock.ts';
import { act, controls } from '../../../../src/use-cases/messages/controls.ts';
import type { ModalField } from '../../../../src/use-cases/ports/slack.ts';

/** The app's messages and modals for one mentor, kept in memory: the product's wording and rendering alone. */
export type ScriptedWorkspace = {
  readonly client: SlackClient;
  /** Everything the person did, as labels. */
  readonly acts: readonly string[];
  readonly greet: () => void;
  readonly ask: (session: SeasonSession, kind: 'ask' | 'nudge') => void;
  readonly hasAnswered: (session: SeasonSession) => boolean;
  /** What is stored of a session, by question. */
  readonly answersOf: (session: string) => Readonly<Record<string, string>>;
};

type Form = {
  readonly session: SeasonSession;
  readonly answers: Map<string, string>;
  readonly drafts: Map<string, string>;
};

const refuse = (): never => {
  throw new Error('this workspace has forms only');
};

/** A workspace in which nothing was said. */
export function createScriptedWorkspace(deps: {
  readonly person: SeasonMentor;
  readonly clock: Clock;
  /** Whether a rating opens the modal: a trigger can get lost. */
  readonly opensModal?: boolean;
}): ScriptedWorkspace {
  const { person, clock, opensModal = true } = deps;
  const { mentors, forms } = textsFor(person.language);
  const acts: string[] = [];
  const shown = new Map<string, ReceivedMessage>();
  const formsByTs = new Map<string, Form>();
  const bySession = new Map<string, Form>();
  const onMessage: ((message: ReceivedMessage) => void)[] = [];
  const onUpdate: ((message: ReceivedMessage) => void)[] = [];
  let modal: { readonly form: Form; readonly view: SlackView; readonly typed: Map<string, string> } | null =
    null;

  const show = (
    ts: string,
    message: Message,
    listeners: readonly ((message: ReceivedMessage) => void)[],
  ): void => {
    const { text, blocks } = renderSlackMessage([message]);
    const received: ReceivedMessage = {
      at: clock.now(),
      channel: 'D1',
      ts,
      kind: 'dm',
      text,
      blocks: toJson(blocks),
      metadata: null,
      ephemeral: false,
      deleted: false,
    };
    shown.set(ts, received);
    for (const listener of listeners) listener(received);
  };
  const wordingOf = ({ session }: Form): FormText => {
    const all: Readonly<Record<string, FormText>> = forms;
    return all[`${session.kind}.mentor`] ?? {};
  };
  const press = (label: string, value: string): Part =>
    controls(act(label, 'n', '-', 'x', value))[0] ?? { kind: 'separator' };
  const parts = (form: Form, opening: string): readonly Part[] => {
    const { slackButtons, kept, sent } = mentors.reflection;
    const q1 = form.answers.get('q1');
    const wording = wordingOf(form);
    if (form.answers.has('sent')) return [{ kind: 'text', text: sent }, press(slackButtons.change, 'open')];
    if (q1 === 'not_met') {
      const reasons = Object.entries(wording.reason?.options ?? {});
      return [
        { kind: 'text', text: kept({ answer: q1 }) },
        ...reasons.map(([key, { label }]) => press(label, `reason.${key}`)),
        press(slackButtons.send, 'send'),
      ];
    }
    if (q1 !== undefined)
      return [{ kind: 'text', text: kept({ answer: q1 }) }, press(slackButtons.writeRest, 'open')];
    const ratings = Object.entries(wording.q1?.options ?? {}).map(([value, { label }]) =>
      press(label, `q1.${value}`),
    );
    return [{ kind: 'text', text: opening }, ...ratings, press(slackButtons.later, 'later')];
  };
  const openModal = (form: Form): void => {
    const definition = npoMentoringForms.find(({ key }) => key === `${form.session.kind}.mentor`);
    const wording = wordingOf(form);
    const fields = (definition?.questions ?? []).flatMap(({ key, type, options }): ModalField[] => {
      const label = wording[key]?.label ?? key;
      const initial = form.drafts.get(key) ?? form.answers.get(key) ?? null;
      if (type === 'text') return [{ kind: 'words', key, label, hint: label, initial }];
      if (key !== 'q1') return [];
      const rated = options.filter((value) => value !== 'not_met');
      return [
        {
          kind: 'rating',
          key,
          label,
          hint: label,
          initial,
          options: rated.map((value) => ({ value, label: wording[key]?.options?.[value]?.label ?? value })),
        },
      ];
    });
    const view = renderModal({
      callbackId: 'reflection',
      metadata: '-',
      title: 't',
      submit: 's',
      close: 'c',
      fields,
    });
    modal = {
      form,
      typed: new Map(),
      view: {
        id: 'V1',
        type: 'modal',
        hash: 'h',
        title: 't',
        callbackId: 'reflection',
        privateMetadata: '-',
        blocks: toJson(view.blocks),
        values: {},
      },
    };
  };
  const hear = (form: Form, value: string): void => {
    const [question = '', chosen = ''] = value.split('.');
    if (question === 'q1' || question === 'reason') form.answers.set(question, chosen);
    if (value === 'send') form.answers.set('sent', 'yes');
    if (value === 'open' || (question === 'q1' && chosen !== 'not_met' && opensModal)) openModal(form);
  };
  const getModal = () => {
    if (modal === null) throw new Error('no modal is open');
    return modal;
  };

  const client: SlackClient = {
    onMessage: (listener) => onMessage.push((message) => void listener(message)),
    onUpdate: (listener) => onUpdate.push((message) => void listener(message)),
    click: async ({ ts, label = '' }) => {
      acts.push(label);
      const message = shown.get(ts);
      const button = findInteractiveElements(message?.blocks ?? []).find(
        (element) => element.label === label,
      );
      if (button === undefined) throw new Error(`no button ${label}`);
      const form = formsByTs.get(ts);
      if (form !== undefined) {
        hear(form, button.value?.split(':').at(-1) ?? '');
        show(ts, { summary: '', parts: parts(form, '') }, onUpdate);
      }
      return { kind: 'answered', status: 200, body: '' };
    },
    currentView: () => modal?.view ?? null,
    typeInView: async (blockId, text) => {
      getModal().typed.set(blockId, text);
      getModal().form.drafts.set(blockId, text);
    },
    chooseInView: async (blockId, value) => {
      getModal().typed.set(blockId, String(value));
    },
    submitView: async () => {
      acts.push('submit');
      const { form, typed } = getModal();
      for (const [key, value] of typed) form.answers.set(key, value);
      form.answers.set('sent', 'yes');
      modal = null;
      for (const [ts, one] of formsByTs)
        if (one === form) show(ts, { summary: '', parts: parts(form, '') }, onUpdate);
      return { accepted: true };
    },
    // Nobody looks for dates here.
    command: refuse,
    openHome: refuse,
    currentHome: () => null,
    clickInHome: refuse,
    closeView: async () => {
      acts.push('close');
      modal = null;
    },
  };
  return {
    client,
    acts,
    greet: () => {
      const { agree } = mentors.greeting.slackButtons;
      show('1', { summary: 's', parts: controls(act(agree, 'c', '-', 'consent', 'agreed')) }, onMessage);
    },
    ask: (session, kind) => {
      const form = bySession.get(session.key) ?? { session, answers: new Map(), drafts: new Map() };
      const ts = String(shown.size + 1);
      bySession.set(session.key, form);
      formsByTs.set(ts, form);
      const { reflection } = mentors;
      const names = session.participants.map(({ name }) => name);
      const at = {
        kind: session.kind,
        number: session.number,
        at: session.startsAt,
        zone: person.zone,
        names,
      };
      const ask = session.kind === 'training' ? reflection.askTraining(at) : reflection.ask(at);
      const opening = kind === 'ask' ? ask : reflection.nudge(session);
      show(ts, { summary: reflection.summary(session), parts: parts(form, opening) }, onMessage);
    },
    hasAnswered: ({ key }) => bySession.get(key)?.answers.has('q1') ?? false,
    answersOf: (session) => {
      const kept = [...(bySession.get(session)?.answers ?? [])];
      return Object.fromEntries(kept.filter(([key]) => key !== 'sent'));
    },
  };
}

/** What the SDK would put on the wire. */
function toJson(blocks: unknown): readonly JsonObject[] {
  const value = parseJson(JSON.stringify(blocks));
  return isArray(value) ? value.filter(isObject) : [];
}
