import type { Clock } from '../../../src/shared/clock.ts';
import type { SeasonMentor, SeasonSession } from '../../seasons/season.ts';
import type { Agenda } from '../../world/agenda.ts';
import type { Random } from '../../world/random.ts';
import { type Labels, labels } from '../labels.ts';
import type { Notebook } from '../notebook.ts';
import type { MentorIntent } from './mentor-intents.ts';
import type { Place, SlackDesk } from './slack-desk.ts';

export type SlackReflectingDeps = {
  readonly person: SeasonMentor;
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly random: Random;
  readonly notebook: Notebook;
  readonly desk: SlackDesk;
};

/** One form as its writer goes through it. */
type Form = {
  readonly session: SeasonSession;
  readonly place: Place;
  readonly intent: MentorIntent;
};

const minute = 60;
const hour = 3600;

/** Answers the message that asks about a session: the rating in it, the rest in the modal, in the mentor's own way. */
export function createSlackReflecting(
  deps: SlackReflectingDeps,
): (session: SeasonSession, place: Place, intent: MentorIntent) => Promise<void> {
  const { person, clock, agenda, random, notebook, desk } = deps;
  const words: Labels = labels[person.language];
  const later = (seconds: number, task: () => Promise<void>): void =>
    agenda.at(new Date(clock.now().getTime() + seconds * 1000), task);

  const begin = async (form: Form): Promise<void> => {
    if (person.temperament === 'later_first') {
      await desk.click(form.place, words.later);
      later(random.integer(5 * hour, 26 * hour), () => rate(form));
      return;
    }
    await rate(form);
  };

  const rate = async (form: Form): Promise<void> => {
    const { session, place, intent } = form;
    if (desk.isTaken()) return later(4 * minute, () => rate(form));
    if (!intent.met) return sayNotMet(form);
    if (!(await desk.click(place, `${intent.rating} `))) return;
    const value = { kind: 'rating', value: intent.rating } as const;
    notebook.say({ session: session.key, question: 'q1', value });
    later(random.integer(5, 40), () => meetModal(form));
  };

  const sayNotMet = async ({ session, place, intent: { reason } }: Form): Promise<void> => {
    if (!(await desk.click(place, words.notMet))) return;
    notebook.say({ session: session.key, question: 'q1', value: { kind: 'not_met' } });
    if (reason === null) return;
    later(random.integer(5, 30), async () => {
      if (await desk.click(place, words.reasons[reason])) {
        notebook.say({ session: session.key, question: 'reason', value: { kind: 'reason', value: reason } });
      }
      later(random.integer(5, 20), async () => {
        await desk.click(place, words.send);
      });
    });
  };

  /** The modal opened with the tap; had it not, its button in the message opens it. */
  const meetModal = async (form: Form): Promise<void> => {
    switch (person.temperament) {
      case 'no_modal':
        return desk.close();
      case 'closes_modal':
        return leaveInTheMiddle(form);
      case 'prompt':
      case 'late':
      case 'terse':
      case 'edits':
      case 'later_first':
        return withModal(form, words.writeRest, () => writeAndSend(form, form.intent.texts));
    }
  };

  const withModal = async (form: Form, button: string, task: () => Promise<void>): Promise<void> => {
    if (desk.isTaken()) return later(4 * minute, () => withModal(form, button, task));
    if (desk.hasModal()) return task();
    if (!(await desk.click(form.place, button))) return;
    later(random.integer(4, 15), async () => {
      if (desk.hasModal()) await task();
      else notebook.puzzle(`no modal after ${button}`);
    });
  };

  const leaveInTheMiddle = async (form: Form): Promise<void> => {
    const [first] = form.intent.texts;
    if (first !== undefined && desk.hasModal() && !desk.isTaken()) {
      await desk.type(first.field, first.text.slice(0, Math.ceil(first.text.length / 2)), 3);
    }
    await desk.close();
    later(random.integer(20 * minute, 20 * hour), () =>
      withModal(form, words.writeRest, () => writeAndSend(form, form.intent.texts)),
    );
  };

  const writeAndSend = async (form: Form, texts: MentorIntent['texts']): Promise<void> => {
    const written: MentorIntent['texts'][number][] = [];
    for (const text of texts) {
      if (await desk.type(text.field, text.text, random.integer(1, 3))) written.push(text);
    }
    if (!(await desk.submit())) return;
    for (const { field, text } of written) {
      notebook.say({ session: form.session.key, question: field, value: { kind: 'text', text } });
    }
    planEdit(form);
  };

  const planEdit = (form: Form): void => {
    const { edit } = form.intent;
    if (edit === null) return;
    later(edit.afterSeconds, () => withModal(form, words.change, () => changeAndSend(form, edit)));
  };

  const changeAndSend = async (
    { session, intent }: Form,
    edit: NonNullable<MentorIntent['edit']>,
  ): Promise<void> => {
    const [first] = intent.texts;
    const text = first === undefined ? null : `${first.text}${edit.added}`;
    if (first !== undefined && text !== null) await desk.type(first.field, text, 2);
    const isRated = await desk.rate(edit.rating);
    if (!(await desk.submit())) return;
    if (isRated) {
      const value = { kind: 'rating', value: edit.rating } as const;
      notebook.say({ session: session.key, question: 'q1', value });
    }
    if (first !== undefined && text !== null) {
      notebook.say({ session: session.key, question: first.field, value: { kind: 'text', text } });
    }
  };

  return (session, place, intent) => begin({ session, place, intent });
}
