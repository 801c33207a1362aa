import type { SeasonParticipant, SeasonSession } from '../../../../playground/seasons/season.ts';
import type { Message } from '../../../../src/domain/messaging/message.ts';
import { npoMentoringForms } from '../../../../src/domain/programmes/npo-mentoring/forms.ts';
import { type FormMove, firstQuestion } from '../../../../src/domain/reflections/step-form.ts';
import { textsFor } from '../../../../src/i18n/index.ts';
import type { FormText } from '../../../../src/i18n/params.ts';
import type { findFormCommand } from '../../../../src/use-cases/line/find-command.ts';
import { act, controls } from '../../../../src/use-cases/messages/controls.ts';
import type { Run } from '../../../../src/use-cases/ports/records/views.ts';

export function reminder(person: SeasonParticipant, session: SeasonSession, now: Date): Message {
  const { participant, stance } = textsFor(person.language).reminders;
  const moment = { at: session.startsAt, zone: person.zone };
  const ref = refOf(session.key);
  return {
    summary: participant.summary(moment),
    parts: [
      { kind: 'heading', text: participant.heading({ ...moment, now }) },
      {
        kind: 'text',
        text: participant.mentoring({ number: session.number, mentors: ['A', 'B'], minutes: 40 }),
      },
      ...controls(
        ...Object.values(stance.buttons).map((label) => act(label, 's', ref, 'stance', 'listen')),
        act(participant.buttons.cannot, 's', ref, 'cannot', 'ask'),
        act(participant.buttons.reflect, 'n', ref, 'form', 'open'),
      ),
    ],
  };
}

export function toMove(run: Run, command: NonNullable<ReturnType<typeof findFormCommand>>): FormMove {
  if (command === 'forward') return 'next';
  if (command === 'addWords') return 'add_words';
  return command === 'send' && run.position === 'topics' && run.form.definition.key.startsWith('closing')
    ? 'next'
    : command;
}

export function toMoveOfButton(value: string): FormMove {
  const moves: readonly FormMove[] = ['next', 'skip', 'back', 'later', 'never', 'send', 'add_words'];
  const move = moves.find((one) => one === value);
  if (move === undefined) throw new Error(`no move ${value}`);
  return move;
}

export function newRun(id: string, kind: SeasonSession['kind'] | 'before', now: Date): Run {
  const definition = npoMentoringForms.find(({ key }) => key === `${kind}.participant`);
  if (definition === undefined) throw new Error(`no form for ${kind}`);
  const wordingIn = (language: 'ja' | 'en'): FormText => {
    const forms: Readonly<Record<string, FormText>> = textsFor(language).forms;
    return forms[definition.key] ?? {};
  };
  return {
    id,
    programmeId: '-',
    enrolmentId: '-',
    personId: '-',
    role: 'participant',
    teamId: null,
    sessionId: null,
    seatId: null,
    form: { definition, wording: { ja: wordingIn('ja'), en: wordingIn('en') } },
    position: firstQuestion(definition),
    status: 'open',
    openedAt: now,
    touchedAt: now,
    closesAt: now,
    sentAt: null,
    met: null,
    satisfaction: null,
    answeredAt: null,
    digestId: null,
    revisions: [],
  };
}

/** Buttons carry no slashes. */
export function refOf(key: string): string {
  return key.replaceAll('/', '.');
}

export function keyOf(ref: string): string {
  return ref.replaceAll('.', '/');
}

export function toSession(session: SeasonSession) {
  return {
    ...session,
    id: session.key,
    programmeId: '-',
    teamId: session.team,
    state: 'planned' as const,
    scheduleRevision: 1,
  };
}
