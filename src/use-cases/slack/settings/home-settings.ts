import type { Control, Part } from '../../../domain/messaging/message.ts';
import { isPaused } from '../../../domain/people/pauses.ts';
import { startOfDay } from '../../../domain/time.ts';
import { textsFor } from '../../../i18n/index.ts';
import type { Texts } from '../../../i18n/texts.ts';
import { act, anyRef, controls } from '../../messages/controls.ts';
import type { Membership } from '../../ports/records/views.ts';
import type { SlackContext } from '../handle-slack-event.ts';

/** The person's own settings as they stand, with what changes them. */
export function settingsParts(
  { person, now }: SlackContext,
  memberships: readonly Membership[],
): readonly Part[] {
  const { mentors, mentorSettings } = textsFor(person.language);
  const { home } = mentors;
  const { slackButtons, pause, fewer } = mentorSettings;
  const { zone, quietRanges: ranges, pausedUntil } = person;
  const mentoring = memberships.find(({ enrolment }) => enrolment.role === 'mentor');
  const rests = pausedUntil !== null && isPaused(person, now);
  const other = person.language === 'ja' ? 'en' : 'ja';
  const button = (label: string, key: string, value: string) => act(label, 'k', anyRef, key, value);
  const notes = [
    ...(rests ? [pause.on({ at: startOfDay(pausedUntil, zone), zone })] : []),
    home.hours({ ranges, zone }),
    ...(mentoring !== undefined && person.fewerMessages ? [fewer.on] : []),
  ];
  return [
    ...notes.map((text): Part => ({ kind: 'text', text })),
    ...controls(
      button(home.slackButtons.changeHours, 'hours', 'open'),
      button(home.slackButtons.language[other], 'language', other),
      mentoring === undefined ? null : consentButton(home, mentoring),
      mentoring === undefined
        ? null
        : person.fewerMessages
          ? button(slackButtons.usual, 'fewer', 'off')
          : button(slackButtons.fewer, 'fewer', 'on'),
      rests ? button(slackButtons.resume, 'pause', 'off') : null,
      mayPause(memberships) && !rests ? button(slackButtons.pause, 'pause', 'open') : null,
      mentoring === undefined ? null : act(slackButtons.leave, 'k', mentoring.enrolment.id, 'leave', 'open'),
    ),
  ];
}

/** The desk has nobody to speak for it: who is nothing but a coordinator does not pause. */
export function mayPause(memberships: readonly Membership[]): boolean {
  return memberships.some(({ enrolment }) => enrolment.role !== 'coordinator');
}

function consentButton({ slackButtons }: Texts['mentors']['home'], { enrolment }: Membership): Control {
  return enrolment.consent === 'agreed'
    ? act(slackButtons.remindersOnly, 'c', enrolment.id, 'consent', 'reminders_only')
    : act(slackButtons.agree, 'c', enrolment.id, 'consent', 'agreed');
}
