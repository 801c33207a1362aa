import type { Action } from '../../../domain/messaging/actions.ts';
import type { SlackContent } from '../../../domain/messaging/incoming.ts';
import { plainMessage } from '../../../domain/messaging/message.ts';
import {
  defaultQuietRanges,
  type Language,
  type Person,
  type QuietRange,
} from '../../../domain/people/people.ts';
import { parseQuietRanges } from '../../../domain/people/quiet-ranges.ts';
import { knownZones } from '../../../i18n/cities.ts';
import { textsFor } from '../../../i18n/index.ts';
import { success } from '../../../shared/result.ts';
import { changeZone } from '../../people/change-zone.ts';
import { setFewerMessages } from '../../people/set-fewer-messages.ts';
import type { Modal, SlackAnswer } from '../../ports/slack.ts';
import { saveAway } from '../absences/away-turns.ts';
import type { SlackContext } from '../handle-slack-event.ts';
import { confirmLeave, leaveTurn, pauseTurn, savePause } from './pause-turns.ts';

/** A mentor's consent, in the greeting or later; くわしく読む opens the whole reading. */
export async function consentTurn(
  context: SlackContext,
  { ref, value }: Action,
): Promise<SlackAnswer | null> {
  const { records, person, now } = context;
  const { mentors, joining } = textsFor(person.language);
  const membership = await records.people.findMembership(ref);
  if (membership === null || membership.enrolment.personId !== person.id) return null;
  if (value === 'read') {
    const { retentionMonths, deskContact, deskHours } = membership.programme.settings;
    const passages = joining.reading.passages({
      months: retentionMonths,
      contact: deskContact,
      hours: deskHours,
    });
    return { modal: readingModal(person.language, passages) };
  }
  if (value !== 'agreed' && value !== 'reminders_only') return null;
  await records.people.setConsent(ref, { consent: value, version: joining.reading.version, at: now });
  if (value === 'reminders_only') {
    await records.deliveries.cancelMatching(
      { personId: person.id, kinds: ['ask.mentor', 'nudge.mentor'] },
      'reminders_only',
    );
  }
  await records.deliveries.refresh({ kinds: ['greeting.mentor'], subject: { enrolmentId: ref } }, now);
  const { agreed, remindersOnly } = mentors.greeting;
  return { ephemeral: plainMessage(value === 'agreed' ? agreed : remindersOnly) };
}

function readingModal(
  language: Language,
  passages: readonly { readonly heading: string; readonly text: string }[],
): Modal {
  const { modalTitles } = textsFor(language).mentors.modal;
  return {
    callbackId: 'reading',
    metadata: 'reading',
    title: modalTitles.terms,
    submit: null,
    close: modalTitles.close,
    fields: passages.map(({ heading, text }) => ({ kind: 'note', text: `*${heading}*\n${text}` })),
  };
}

/** What somebody decides for themselves, from the greeting or the home tab; every value sets. */
export async function settingsTurn(context: SlackContext, action: Action): Promise<SlackAnswer | null> {
  const { records, person } = context;
  const { key, value } = action;
  switch (key) {
    case 'hours':
      return { modal: hoursModal(person) };
    case 'language':
      if (value !== 'ja' && value !== 'en') return null;
      await records.people.setLanguage(person.id, value);
      await redrawGreetings(context);
      return { ephemeral: plainMessage(textsFor(value).mentors.home.languageSaved) };
    case 'fewer': {
      if (value !== 'on' && value !== 'off') return null;
      await setFewerMessages(records, person.id, value === 'on');
      const { fewer } = textsFor(person.language).mentorSettings;
      return { ephemeral: plainMessage(fewer[value]) };
    }
    case 'pause':
      return pauseTurn(context, value);
    case 'leave':
      return leaveTurn(context, action);
    default:
      return null;
  }
}

/** A settings modal sent; null for any other. What cannot be is said at the field, and nothing changes. */
export async function submitSettings(
  context: SlackContext,
  { callbackId, metadata, values }: Extract<SlackContent, { kind: 'submit' }>,
): Promise<SlackAnswer | null> {
  switch (callbackId) {
    case 'hours':
      return saveHours(context, values);
    case 'pause':
      return savePause(context, values);
    case 'away':
      return saveAway(context, values);
    case 'leave':
      return confirmLeave(context, metadata);
    default:
      return null;
  }
}

/** The programme's own default is the parents': silent over supper and at night, open for two hours between. */
const presets: Readonly<Record<'parents' | 'night' | 'none', readonly QuietRange[]>> = {
  parents: defaultQuietRanges.mentor,
  night: [{ from: '21:00', to: '08:00' }],
  none: [],
};
const presetKeys = ['parents', 'night', 'none'] as const;

function hoursModal({ language, quietRanges, zone }: Person): Modal {
  const { mentors, mentorSettings, dates } = textsFor(language);
  const { modalTitles, hours } = mentors.modal;
  const words = mentorSettings.hours;
  const zones = [...new Set([zone, ...knownZones])];
  return {
    callbackId: 'hours',
    metadata: 'hours',
    title: modalTitles.hours,
    submit: modalTitles.save,
    close: modalTitles.close,
    fields: [
      {
        kind: 'rating',
        key: 'preset',
        label: words.preset,
        hint: words.presetHint,
        options: presetKeys.map((value) => ({ value, label: words.presets[value] })),
        initial: null,
      },
      {
        kind: 'words',
        key: 'hours',
        label: hours.label({ zone }),
        hint: hours.hint,
        initial: quietRanges.map(({ from, to }) => `${from}-${to}`).join('、'),
      },
      {
        kind: 'select',
        key: 'zone',
        label: words.zone,
        hint: words.zoneHint,
        options: zones.map((value) => ({ value, label: dates.zoneName(value) })),
        initial: zone,
      },
    ],
  };
}

async function saveHours(
  context: SlackContext,
  values: Readonly<Record<string, string>>,
): Promise<SlackAnswer> {
  const { records, person, now } = context;
  const { modal } = textsFor(person.language).mentors;
  const preset = presetKeys.find((key) => key === values.preset);
  const ranges = preset === undefined ? parseQuietRanges(values.hours ?? '') : success(presets[preset]);
  if (!ranges.ok) return { errors: { hours: modal.hours.malformed } };
  await records.people.setQuietRanges(person.id, ranges.value);
  const zone = values.zone ?? person.zone;
  await changeZone(records, person.id, knownZones.includes(zone) ? zone : person.zone, now);
  await redrawGreetings(context);
  return {};
}

/** The greeting names the hours it was sent with. */
async function redrawGreetings({ records, person, now }: SlackContext): Promise<void> {
  await records.deliveries.refresh({ kinds: ['greeting.mentor'], subject: {}, personId: person.id }, now);
}
