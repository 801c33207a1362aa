import { type Control, plainMessage } from '../../../domain/messaging/message.ts';
import { canRead } from '../../../domain/reflections/visibility.ts';
import { textsFor } from '../../../i18n/index.ts';
import { act } from '../../messages/controls.ts';
import { sharedFields } from '../../messages/reflections/shared-reflection.ts';
import { sessionAt } from '../../messages/session-words.ts';
import type { Membership, Run } from '../../ports/records/views.ts';
import type { ModalField, SlackAnswer } from '../../ports/slack.ts';
import { readerOf } from '../../reader-of.ts';
import { toItem } from '../../replacing/earlier-words.ts';
import { findTakenPlace } from '../../replacing/welcome-mentor.ts';
import type { SlackContext } from '../handle-slack-event.ts';

/** Slack draws at most a hundred blocks; each form has a heading and up to six parts. */
const mostRuns = 60;
const mostFields = 90;

/**
 * What was written in the team before a mentor came, as far as they may read it at this moment, newest first. It stands
 * in a modal and nowhere else: what a participant closes later is in no chat.
 */
export async function earlierTurn(context: SlackContext, enrolmentId: string): Promise<SlackAnswer | null> {
  const { records, person } = context;
  const texts = textsFor(person.language);
  const { mentor } = texts.replacement;
  const memberships = await records.people.membershipsOf(person.id);
  const mine = memberships.find(({ enrolment }) => enrolment.id === enrolmentId);
  if (mine === undefined) {
    const { truth, truths } = texts.mentors;
    return { ephemeral: plainMessage(truth({ truth: truths.notYours })) };
  }
  const fields = await readableFields(context, mine);
  return {
    modal: {
      callbackId: 'reading',
      metadata: 'reading',
      title: mentor.modalTitles.earlier,
      submit: null,
      close: texts.mentors.modal.modalTitles.close,
      fields:
        fields.length === 0
          ? [{ kind: 'note', text: mentor.none }]
          : [...fields, { kind: 'aside', text: mentor.note }],
    },
  };
}

async function readableFields(context: SlackContext, { team }: Membership): Promise<readonly ModalField[]> {
  const { records, person, now } = context;
  if (team === null) return [];
  const reader = await readerOf(records, person.id);
  const fields: ModalField[] = [];
  for (const run of await records.reflections.sentOfTeam(team.id, mostRuns)) {
    const kind = run.role === 'participant' ? 'participant_words' : 'mentor_note';
    if (run.personId === person.id || !canRead(reader, await toItem(records, run, kind, now))) continue;
    const drawn = await drawRun(context, run);
    if (fields.length + drawn.length <= mostFields) fields.push(...drawn);
  }
  return fields;
}

async function drawRun({ records, person }: SlackContext, run: Run): Promise<readonly ModalField[]> {
  const seat = run.seatId === null ? null : await records.sessions.findSeatOfAnybody(run.seatId);
  const parts = sharedFields(run, person.language);
  if (seat === null || parts.length === 0) return [];
  const { heading } = textsFor(person.language).replacement.mentor;
  const named = { ...sessionAt(seat, person.zone), name: seat.mine.person.name };
  return [
    { kind: 'aside', text: heading(named) },
    ...parts.map(({ kind, text }): ModalField => ({ kind: kind === 'quote' ? 'quote' : 'note', text })),
  ];
}

/** For each team that the person took over, the way to what was written before. */
export async function earlierButtons(
  { records, person }: Pick<SlackContext, 'records' | 'person'>,
  memberships: readonly Membership[],
): Promise<readonly Control[]> {
  const { slackButtons } = textsFor(person.language).replacement.mentor;
  const buttons: Control[] = [];
  for (const { enrolment } of memberships) {
    if (enrolment.role !== 'mentor' || (await findTakenPlace(records, enrolment)) === null) continue;
    buttons.push(act(slackButtons.read, 'n', enrolment.id, 'earlier', 'open'));
  }
  return buttons;
}
