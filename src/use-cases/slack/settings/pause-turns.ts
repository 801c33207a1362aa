import type { Action } from '../../../domain/messaging/actions.ts';
import { isPossibleId } from '../../../domain/messaging/actions.ts';
import { plainMessage } from '../../../domain/messaging/message.ts';
import { isPaused, pauseBounds, pauseEnd, readPauseDay } from '../../../domain/people/pauses.ts';
import { startOfDay } from '../../../domain/time.ts';
import { textsFor } from '../../../i18n/index.ts';
import { leaveProgramme } from '../../people/leave-programme.ts';
import { pausePerson, resumePerson } from '../../people/pause-person.ts';
import type { Membership } from '../../ports/records/views.ts';
import type { SlackAnswer } from '../../ports/slack.ts';
import type { SlackContext } from '../handle-slack-event.ts';
import { mayPause } from './home-settings.ts';

/** しばらくお休み opens the choice of a day; 再開する ends the pause at once. */
export async function pauseTurn(
  { records, person, incoming, now }: SlackContext,
  value: string,
): Promise<SlackAnswer | null> {
  const { mentors, mentorSettings } = textsFor(person.language);
  const { modalTitles, pause } = mentorSettings;
  if (value === 'off') {
    await resumePerson({ records, person, now, eventId: incoming.eventId });
    return { ephemeral: plainMessage(pause.off) };
  }
  if (value !== 'open' || !mayPause(await records.people.membershipsOf(person.id))) return null;
  const running = isPaused(person, now) ? person.pausedUntil : null;
  return {
    modal: {
      callbackId: 'pause',
      metadata: 'pause',
      title: modalTitles.pause,
      submit: mentors.modal.modalTitles.save,
      close: mentors.modal.modalTitles.close,
      fields: [
        {
          kind: 'day',
          key: 'until',
          label: pause.label,
          hint: pause.hint,
          initial: running ?? pauseEnd('weeks2', now, person.zone),
        },
      ],
    },
  };
}

/** The modal's day: over or too far away is said at the field. */
export async function savePause(
  { records, person, incoming, now }: SlackContext,
  values: Readonly<Record<string, string>>,
): Promise<SlackAnswer> {
  const { pause } = textsFor(person.language).mentorSettings;
  const day = readPauseDay(values.until ?? '', now, person.zone);
  if (day.ok) {
    await pausePerson({ records, person, now, eventId: incoming.eventId }, day.value);
    return {};
  }
  const { last } = pauseBounds(now, person.zone);
  const at = startOfDay(last, person.zone);
  return { errors: { until: day.error === 'past' ? pause.past : pause.tooFar({ at, zone: person.zone }) } };
}

/** 登録をやめる says what ends, before anything does. */
export async function leaveTurn(context: SlackContext, { ref }: Action): Promise<SlackAnswer | null> {
  const membership = await findOwn(context, ref);
  if (membership === null) return null;
  const { mentors, mentorSettings } = textsFor(context.person.language);
  const { retentionMonths: months } = membership.programme.settings;
  return {
    modal: {
      callbackId: 'leave',
      metadata: ref,
      title: mentorSettings.modalTitles.leave,
      submit: mentorSettings.modalTitles.leave,
      close: mentors.modal.modalTitles.close,
      fields: [{ kind: 'note', text: mentorSettings.leave.ask({ months }) }],
    },
  };
}

/** The modal sent: a second time it changes nothing. */
export async function confirmLeave(context: SlackContext, enrolmentId: string): Promise<SlackAnswer> {
  const membership = await findOwn(context, enrolmentId);
  if (membership !== null) await leaveProgramme(context.records, membership, context.now);
  return {};
}

/** A running enrolment of the person who acts. */
async function findOwn({ records, person }: SlackContext, enrolmentId: string): Promise<Membership | null> {
  const found = isPossibleId(enrolmentId) ? await records.people.findMembership(enrolmentId) : null;
  return found?.enrolment.personId === person.id && found.enrolment.endedAt === null ? found : null;
}
