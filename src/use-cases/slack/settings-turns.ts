import type { Action } from '../../domain/messaging/actions.ts';
import { plainMessage } from '../../domain/messaging/message.ts';
import type { Language } from '../../domain/people/people.ts';
import { parseQuietRanges } from '../../domain/people/quiet-ranges.ts';
import { textsFor } from '../../i18n/index.ts';
import type { Modal, SlackAnswer } from '../ports/slack.ts';
import { replanPerson } from '../sessions/replan-session.ts';
import type { SlackContext } from './handle-slack-event.ts';

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

/** Hours and language, from the greeting or the home tab. */
export async function settingsTurn(
  context: SlackContext,
  { key, value }: Action,
): Promise<SlackAnswer | null> {
  const { records, person } = context;
  const { mentors } = textsFor(person.language);
  if (key === 'hours') {
    const { modalTitles, hours } = mentors.modal;
    const current = person.quietRanges.map(({ from, to }) => `${from}-${to}`).join('、');
    return {
      modal: {
        callbackId: 'hours',
        metadata: 'hours',
        title: modalTitles.hours,
        submit: modalTitles.save,
        close: modalTitles.close,
        fields: [
          {
            kind: 'words',
            key: 'hours',
            label: hours.label({ zone: person.zone }),
            hint: hours.hint,
            initial: current,
          },
        ],
      },
    };
  }
  if (key === 'language' && (value === 'ja' || value === 'en')) {
    await records.people.setLanguage(person.id, value);
    return { ephemeral: plainMessage(textsFor(value).mentors.home.languageSaved) };
  }
  return null;
}

/** The hours modal sent: what cannot be read is said at the field, and nothing changes. */
export async function saveHours(
  { records, person, now }: SlackContext,
  values: Readonly<Record<string, string>>,
): Promise<SlackAnswer> {
  const { modal } = textsFor(person.language).mentors;
  const ranges = parseQuietRanges(values.hours ?? '');
  if (!ranges.ok) return { errors: { hours: modal.hours.malformed } };
  await records.people.setQuietRanges(person.id, ranges.value);
  await replanPerson(records, person.id, now);
  return {};
}
