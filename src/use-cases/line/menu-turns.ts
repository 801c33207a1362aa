import type { Action } from '../../domain/messaging/actions.ts';
import type { Pace } from '../../domain/scheduling/pace/measure-pace.ts';
import { startOfDay } from '../../domain/time.ts';
import { consentAsk, consentReading } from '../messages/consent.ts';
import { act, anyRef, controls, link } from '../messages/controls.ts';
import { formatDated } from '../messages/dated-values.ts';
import { expectedNames, seatsOf, sessionAt } from '../messages/session-words.ts';
import { whereToTurn } from '../messages/where-to-turn.ts';
import { planDeskNotice } from '../plan-desk-notice.ts';
import type { Membership, ProgrammeView } from '../ports/records/views.ts';
import { readPace } from '../scheduling/pace/team-pace.ts';
import { withAskedAgain } from './dates/asked-again.ts';
import { settingsTurn } from './settings/settings-turns.ts';
import { say, type TalkContext, type Turn } from './turn.ts';

/** 次回: date, time, link and mentors of the next session, and how many are left until when. */
export async function nextTurn(talk: TalkContext): Promise<Turn> {
  const { records, texts, person, now } = talk;
  const { menu, calendar, change } = texts;
  const [next] = await records.sessions.upcomingSeats(person.id, now, 1);
  const settings = act(menu.buttons.settings, 'k', anyRef, 'settings', 'open');
  if (next === undefined) {
    const text = await noDateText(talk);
    return { messages: [{ summary: menu.nextNone, parts: [{ kind: 'text', text }, ...controls(settings)] }] };
  }
  const { team, programme, session, mine } = next;
  const pace = team === null ? null : await readPace(records, { team, programme }, now);
  const where = sessionAt(next, person.zone);
  const address = await records.calendars.linkTo(person.id, session.id);
  const zones = [person.zone, ...seatsOf(next, 'mentor').map((mentor) => mentor.person.zone)];
  const isOfTeam = session.kind === 'mentoring';
  return {
    messages: [
      {
        summary: menu.nextSummary(where),
        parts: [
          {
            kind: 'text',
            text: menu.next({
              ...where,
              zones,
              zone: programme.zone,
              mentors: expectedNames(next, 'mentor'),
              ...leftOf(pace, programme),
            }),
          },
          ...controls(
            session.link === null ? null : link(menu.buttons.open, session.link),
            address === null ? null : link(calendar.buttons.add, address),
            act(menu.buttons.cannot, 's', mine.seat.id, 'cannot', formatDated('ask', next)),
            isOfTeam ? act(change.button, 's', mine.seat.id, 'change', formatDated('ask', next)) : null,
            settings,
          ),
        ],
      },
    ],
  };
}

/** 次回 as it was asked for: what they are to choose from stands below. */
export async function lookUpTurn(talk: TalkContext): Promise<Turn> {
  return withAskedAgain(talk, await nextTurn(talk));
}

/** No date stands: what is left all the same. */
async function noDateText({ records, texts, membership, now }: TalkContext): Promise<string> {
  const { team, programme } = membership;
  const pace = team === null ? null : await readPace(records, { team, programme }, now);
  return pace === null || pace.left === 0 || pace.daysLeft === 0
    ? texts.menu.nextNone
    : texts.menu.nextNoneOf({ ...leftOf(pace, programme), zone: programme.zone });
}

function leftOf(
  pace: Pace | null,
  { endsOn, zone }: ProgrammeView,
): { readonly left: number; readonly endsOn: Date } {
  return { left: pace?.left ?? 0, endsOn: startOfDay(pace?.endsOn ?? endsOn, zone) };
}

/** つぶやき: what is written in the next half hour is kept for the person alone. */
export function murmurInvitation({ texts, now }: TalkContext): Turn {
  const { murmurs } = texts;
  return {
    ...say(murmurs.invite, [act(murmurs.shortcuts.neverMind, 'k', anyRef, 'murmur', 'never')]),
    talk: { pointer: { kind: 'murmur', shownAt: now } },
  };
}

/** A tap or typed word that opens something for the person as such. */
export async function menuTurn(talk: TalkContext, action: Action): Promise<Turn> {
  const { texts, membership } = talk;
  switch (action.key) {
    case 'next':
      return lookUpTurn(talk);
    case 'help':
      return whereToTurn(membership.programme, texts);
    case 'murmur':
      return action.value === 'never'
        ? { ...say(texts.murmurs.neverMind), talk: { pointer: null } }
        : murmurInvitation(talk);
    case 'contact':
      return contactTurn(talk);
    case 'usage':
      return usageTurn(talk);
    default:
      return settingsTurn(talk, action);
  }
}

/** 使い方, with the ways on. */
export function usageTurn({ texts }: TalkContext): Turn {
  const { menu } = texts;
  return say(menu.usage, [
    act(menu.shortcuts.reflect, 'k', anyRef, 'reflect', 'open'),
    act(menu.shortcuts.next, 'k', anyRef, 'next', 'open'),
    act(menu.shortcuts.settings, 'k', anyRef, 'settings', 'open'),
  ]);
}

/** Tapped again so soon, it is the same wish. */
const sameWishMs = 10 * 60_000;

async function contactTurn({
  records,
  texts,
  membership,
  person,
  incoming,
  now,
}: TalkContext): Promise<Turn> {
  const { programme } = membership;
  const known = await records.deliveries.find({ programmeId: programme.id, kinds: ['contact.desk'] });
  const isTold = known.some(
    ({ subject, dueAt }) =>
      subject.kind === 'contact.desk' &&
      subject.personId === person.id &&
      now.getTime() - dueAt.getTime() < sameWishMs,
  );
  if (!isTold)
    await planDeskNotice(records, {
      programme,
      subject: { kind: 'contact.desk', personId: person.id },
      key: `contact:${person.id}:${incoming.eventId}`,
      now,
    });
  return say(texts.murmurs.contactAsked({ hours: membership.programme.settings.deskHours }));
}

/** A tap on a consent button, at joining or later. `next` adds what follows a first yes. */
export async function consentTurn(
  talk: TalkContext,
  action: Action,
  next: (talk: TalkContext) => Promise<Turn>,
): Promise<Turn> {
  const { records, texts, person, now } = talk;
  const { consent, reading } = texts.joining;
  const membership = talk.memberships.find((one) => one.enrolment.id === action.ref);
  if (membership === undefined) return say(texts.edge.oldButton.notYours);
  const former = membership.enrolment.consent;
  if (action.value === 'read') {
    const page = consentReading(membership.programme, person.language);
    return { messages: [page, consentAsk({ mine: { person, enrolment: membership.enrolment } })] };
  }
  if (action.value !== 'agreed' && action.value !== 'reminders_only')
    return say(texts.edge.oldButton.unknown);
  if (former === action.value) return say(consent.already);
  await records.people.setConsent(action.ref, { consent: action.value, version: reading.version, at: now });
  if (action.value === 'reminders_only') {
    await dropAsks(talk, membership);
    return say(former === 'agreed' ? texts.settings.consent.nowRemindersOnly : consent.later);
  }
  return former === 'unanswered' ? next({ ...talk, membership }) : say(consent.nowAgreed);
}

async function dropAsks({ records, person }: TalkContext, { programme }: Membership): Promise<void> {
  await records.deliveries.cancelMatching(
    { programmeId: programme.id, personId: person.id, kinds: ['ask.participant', 'nudge.participant'] },
    'reminders_only',
  );
}
