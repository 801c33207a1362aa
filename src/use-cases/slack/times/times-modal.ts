import type { Session } from '../../../domain/sessions/sessions.ts';
import { textsFor } from '../../../i18n/index.ts';
import { templateOf } from '../../open-run.ts';
import type { Membership } from '../../ports/records/views.ts';
import type { Modal, ModalField } from '../../ports/slack.ts';
import { nextNumber, type TeamDates } from '../../scheduling/scheduling-context.ts';
import type { SlackContext } from '../handle-slack-event.ts';

/** Which dates a modal is about: the team's next session, or one that is to be moved. */
export type TimesAbout = { readonly teamId: string; readonly sessionId: string | null };

/**
 * As the modal was opened: the number of the session that was next, or the schedule of the one that is to be moved. Null
 * where nothing was next, and in a modal of before.
 */
export type DrawnTimes = TimesAbout & { readonly drawnFor: number | null };

export const startKeys = ['start1', 'start2', 'start3'] as const;

/** What a modal is about, as it comes back with it. */
export function formatAbout({ teamId, sessionId, drawnFor }: DrawnTimes): string {
  return `${teamId} ${sessionId ?? '-'} ${drawnFor ?? '-'}`;
}

/** Reads it; null when it is none of ours. */
export function readAbout(metadata: string): DrawnTimes | null {
  const [teamId = '', sessionId = '', drawnFor = '-', ...rest] = metadata.split(' ');
  const id = /^[0-9a-f-]{36}$/;
  if (rest.length > 0 || !id.test(teamId) || !(sessionId === '-' || id.test(sessionId))) return null;
  return {
    teamId,
    sessionId: sessionId === '-' ? null : sessionId,
    drawnFor: /^\d{1,9}$/.test(drawnFor) ? Number(drawnFor) : null,
  };
}

/** The modal in which a mentor offers times (CONVERSATIONS 3.14); redrawn while times are chosen. `values`: what is filled in by then. */
export async function timesModal(
  context: SlackContext,
  about: TimesAbout | DrawnTimes,
  { programme }: Membership,
  values: Readonly<Record<string, string>> = {},
): Promise<Modal> {
  const { records, person } = context;
  const { modal } = textsFor(person.language).times;
  const sessions = await records.sessions.ofTeam(about.teamId);
  const participants = await records.people.membersOfTeam(about.teamId, 'participant');
  const theirs = [...new Set(participants.map(({ person: one }) => one.zone))];
  const zones = theirs.length === 0 ? [programme.zone] : theirs;
  const last = lastOf(sessions, about);
  const minutes = last?.minutes ?? templateOf(programme).sessions.mentoring.minutes;
  const start = (key: (typeof startKeys)[number], index: number): readonly ModalField[] => {
    const at = readMoment(values[key]);
    return [
      {
        kind: 'moment',
        key,
        label: modal.start({ number: index + 1 }),
        hint: index === 0 ? modal.startHint : null,
        optional: index > 0,
        initial: at,
      },
      ...(at === null ? [] : [{ kind: 'aside', text: modal.theirs({ at, zones }) } as const]),
    ];
  };
  return {
    callbackId: 'times',
    metadata: formatAbout({ drawnFor: nextOf(context, about, { sessions, programme }), ...about }),
    title: about.sessionId === null ? modal.title : modal.titleMove,
    submit: modal.submit,
    close: modal.close,
    fields: [
      { kind: 'aside', text: modal.theirsIn({ zones }) },
      {
        kind: 'choice',
        key: 'mode',
        label: modal.mode,
        hint: null,
        options: [
          { value: 'offer', label: modal.modes.offer },
          { value: 'agreed', label: modal.modes.agreed },
        ],
        initial: 'offer',
      },
      ...startKeys.flatMap(start),
      {
        kind: 'line',
        key: 'minutes',
        label: modal.minutes,
        hint: null,
        optional: false,
        initial: String(minutes),
        maxLength: 3,
      },
      {
        kind: 'line',
        key: 'link',
        label: modal.link,
        hint: null,
        optional: true,
        initial: last?.link ?? null,
        maxLength: 900,
      },
    ],
  };
}

function nextOf(
  { now }: SlackContext,
  { sessionId }: TimesAbout,
  dates: Pick<TeamDates, 'sessions' | 'programme'>,
): number | null {
  return sessionId === null
    ? nextNumber(dates, now)
    : (dates.sessions.find(({ id }) => id === sessionId)?.scheduleRevision ?? null);
}

/** A moment as a modal sends it: seconds since 1970 in digits; null when none was chosen. */
export function readMoment(value: string | undefined): Date | null {
  return value !== undefined && /^\d{1,12}$/.test(value) ? new Date(Number(value) * 1000) : null;
}

/** As a modal has it. */
export function formatMoment(at: Date): string {
  return String(Math.floor(at.getTime() / 1000));
}

/** What length and link are taken over from: the session itself, or the team's last one. */
function lastOf(sessions: readonly Session[], { sessionId }: TimesAbout): Session | undefined {
  return sessions.find(({ id }) => id === sessionId) ?? sessions.findLast(({ kind }) => kind === 'mentoring');
}
