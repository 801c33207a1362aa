import type { Control, Part } from '../../../domain/messaging/message.ts';
import { isPaused } from '../../../domain/people/pauses.ts';
import type { Language } from '../../../domain/people/people.ts';
import { startOfDay } from '../../../domain/time.ts';
import { textsFor } from '../../../i18n/index.ts';
import { act, anyRef, controls } from '../../messages/controls.ts';
import type { Membership } from '../../ports/records/views.ts';
import type { SlackContext } from '../handle-slack-event.ts';
import { type MentoredTeam, mentoredTeams } from '../teams/mentored-teams.ts';

/** The person's own settings as they stand, with what changes them. */
export function settingsParts(
  { person, now }: SlackContext,
  memberships: readonly Membership[],
): readonly Part[] {
  const { mentors, mentorSettings } = textsFor(person.language);
  const { home } = mentors;
  const { slackButtons, pause, fewer } = mentorSettings;
  const { zone, quietRanges: ranges, pausedUntil } = person;
  const teams = mentoredTeams(memberships);
  const isMentor = teams.length > 0;
  const rests = pausedUntil !== null && isPaused(person, now);
  const other = person.language === 'ja' ? 'en' : 'ja';
  const button = (label: string, key: string, value: string) => act(label, 'k', anyRef, key, value);
  const notes = [
    ...(rests ? [pause.on({ at: startOfDay(pausedUntil, zone), zone })] : []),
    home.hours({ ranges, zone }),
    ...(isMentor && person.fewerMessages ? [fewer.on] : []),
  ];
  return [
    ...notes.map((text): Part => ({ kind: 'text', text })),
    ...controls(
      button(home.slackButtons.changeHours, 'hours', 'open'),
      button(home.slackButtons.language[other], 'language', other),
      ...teams.map((one) => consentButton(one, teams.length > 1, person.language)),
      !isMentor
        ? null
        : person.fewerMessages
          ? button(slackButtons.usual, 'fewer', 'off')
          : button(slackButtons.fewer, 'fewer', 'on'),
      rests ? button(slackButtons.resume, 'pause', 'off') : null,
      mayPause(memberships) && !rests ? button(slackButtons.pause, 'pause', 'open') : null,
      ...teams.map((one) => leaveButton(one, teams.length > 1, person.language)),
    ),
  ];
}

/** The desk has nobody to speak for it: who is nothing but a coordinator does not pause. */
export function mayPause(memberships: readonly Membership[]): boolean {
  return memberships.some(({ enrolment }) => enrolment.role !== 'coordinator');
}

/** Consent and leaving are of one team: who is in several says of which. */
function consentButton(
  { enrolment, called }: MentoredTeam,
  isOfSeveral: boolean,
  language: Language,
): Control {
  const { home, mentors } = textsFor(language);
  const labels = isOfSeveral
    ? { agree: home.choose.agree(called), remindersOnly: home.choose.remindersOnly(called) }
    : mentors.home.slackButtons;
  return enrolment.consent === 'agreed'
    ? act(labels.remindersOnly, 'c', enrolment.id, 'consent', 'reminders_only')
    : act(labels.agree, 'c', enrolment.id, 'consent', 'agreed');
}

function leaveButton({ enrolment, called }: MentoredTeam, isOfSeveral: boolean, language: Language): Control {
  const { home, mentorSettings } = textsFor(language);
  const label = isOfSeveral ? home.choose.leave(called) : mentorSettings.slackButtons.leave;
  return act(label, 'k', enrolment.id, 'leave', 'open');
}
