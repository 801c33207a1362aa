import type { Action } from '../../../domain/messaging/actions.ts';
import { plainMessage } from '../../../domain/messaging/message.ts';
import { type AwayDaysRefusal, checkAwayDays, readAwayDays } from '../../../domain/people/away-days.ts';
import { pauseBounds, pauseEnd } from '../../../domain/people/pauses.ts';
import { startOfDay, toLocal } from '../../../domain/time.ts';
import { textsFor } from '../../../i18n/index.ts';
import { announceAway, askAboutAway, endAway } from '../../absences/announce-away.ts';
import { awayQuestion, spanOf } from '../../absences/away-question.ts';
import { pausePerson } from '../../people/pause-person.ts';
import type { Modal, SlackAnswer } from '../../ports/slack.ts';
import type { SlackContext } from '../handle-slack-event.ts';

/**
 * `/bansou away`: the modal; days that follow the word are taken at once, and what falls into them is asked. Null for
 * somebody who mentors no team.
 */
export async function awayAnswer(context: SlackContext, words: string): Promise<SlackAnswer | null> {
  const { records, person, now } = context;
  const memberships = await records.people.membershipsOf(person.id);
  if (!memberships.some(({ enrolment }) => enrolment.role === 'mentor')) return null;
  const days = readAwayDays(words, now, person.zone);
  if (days === null || !days.ok) return { modal: awayModal(context) };
  const rangeId = await announceAway(records, { person, ...days.value, now });
  const question = await awayQuestion(records, rangeId, { language: person.language, now });
  return question === null ? {} : { ephemeral: question };
}

/** お休みの期間を伝える in the home tab, and the way back. */
export async function awayTurn(context: SlackContext, { ref, value }: Action): Promise<SlackAnswer | null> {
  const { records, person, now } = context;
  if (value === 'open') return { modal: awayModal(context) };
  if (value !== 'off') return null;
  const range = await records.absences.findAway(ref);
  if (range === null || range.personId !== person.id) return null;
  await endAway(records, { rangeId: ref, personId: person.id, now });
  return { ephemeral: plainMessage(textsFor(person.language).absences.away.ended(spanOf(range))) };
}

/** The modal's days; what cannot be is said at its field, and nothing changes. */
export async function saveAway(
  { records, person, incoming, now }: SlackContext,
  values: Readonly<Record<string, string>>,
): Promise<SlackAnswer> {
  const given = { fromOn: values.from ?? '', toOn: values.to ?? '' };
  const days = checkAwayDays(given, now, person.zone);
  if (!days.ok) return { errors: refusalAt(days.error, { person, now }) };
  const rangeId = await announceAway(records, { person, ...days.value, now });
  await askAboutAway(records, { person, rangeId, now });
  if (values.notices === 'pause')
    await pausePerson({ records, person, now, eventId: incoming.eventId }, days.value.toOn);
  return {};
}

function refusalAt(
  refusal: AwayDaysRefusal,
  { person, now }: Pick<SlackContext, 'person' | 'now'>,
): Readonly<Record<string, string>> {
  const { away } = textsFor(person.language).absences;
  const { zone } = person;
  switch (refusal) {
    case 'malformed':
      return { from: away.past };
    case 'past':
      return { to: away.past };
    case 'order':
      return { to: away.order };
    case 'too_far':
      return { to: away.tooFar({ at: startOfDay(pauseBounds(now, zone).last, zone), zone }) };
  }
}

function awayModal({ person, now }: SlackContext): Modal {
  const { mentors, absences } = textsFor(person.language);
  const { away } = absences;
  const { modalTitles } = mentors.modal;
  const { noticeChoices } = away;
  return {
    callbackId: 'away',
    metadata: 'away',
    title: away.modalTitles.away,
    submit: modalTitles.save,
    close: modalTitles.close,
    fields: [
      {
        kind: 'day',
        key: 'from',
        label: away.from,
        hint: away.hint,
        initial: toLocal(now, person.zone).date,
      },
      { kind: 'day', key: 'to', label: away.to, hint: null, initial: pauseEnd('weeks2', now, person.zone) },
      {
        kind: 'choice',
        key: 'notices',
        label: away.notices,
        hint: away.noticesHint,
        options: [
          { value: 'keep', label: noticeChoices.keep },
          { value: 'pause', label: noticeChoices.pause },
        ],
        initial: 'keep',
      },
    ],
  };
}
