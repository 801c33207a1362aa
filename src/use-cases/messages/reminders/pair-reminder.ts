import type { ReminderOffset, SettledNews } from '../../../domain/messaging/delivery.ts';
import type { Message, Part } from '../../../domain/messaging/message.ts';
import { isPaused } from '../../../domain/people/pauses.ts';
import type { Language } from '../../../domain/people/people.ts';
import { textsFor } from '../../../i18n/index.ts';
import type { Texts } from '../../../i18n/texts.ts';
import { actionOf } from '../../absences/draw-absence.ts';
import type { SeatView, SessionView } from '../../ports/records/views.ts';
import { act, controls, link } from '../controls.ts';
import { expectedNames, hasParticipants, nameOf, seatsOf, zonesOf } from '../session-words.ts';
import { settledText } from '../times/times-for-pair.ts';

/**
 * The reminder of the mentors (CONVERSATIONS 3.4), in the pair's group or in one mentor's DM.
 * Carries no rating and nothing a participant wrote; who is not on LINE is said, so that the pair can pass it on.
 */
export function pairReminder(
  view: SessionView,
  reader: {
    readonly language: Language;
    readonly offset: ReminderOffset;
    readonly lead: SeatView | null;
    readonly now: Date;
  },
): Message {
  const texts = textsFor(reader.language);
  const { pair } = texts.reminders;
  const zones = zonesOf(view, 'mentor');
  const [zone = view.programme.zone] = zones;
  const moment = { ...nameOf(view), at: view.session.startsAt };
  const isSame = zones.length <= 1;
  return {
    summary: pair.summary({ ...moment, zones }),
    parts: [
      {
        kind: 'heading',
        text: isSame
          ? pair.heading({ ...moment, zone, now: reader.now })
          : pair.headingInZones({ ...moment, zones }),
      },
      ...participantParts(view, texts, reader),
      ...notComingParts(view, texts),
      ...(view.session.link === null ? [{ kind: 'note', text: pair.noLink } as const] : []),
      ...reminderControls(view, texts),
      ...(reader.offset === 'hour' && hasParticipants(view)
        ? [{ kind: 'note', text: pair.atTheEnd } as const]
        : []),
    ],
  };
}

/**
 * A session has moved, or stands again where it was, for mentors who were reminded of it: this may be the reminder of its
 * start, and has its buttons.
 */
export function movedForPair(view: SessionView, news: SettledNews, language: Language): Message {
  const texts = textsFor(language);
  const text = settledText(view, news, language);
  return { summary: text, parts: [{ kind: 'text', text }, ...reminderControls(view, texts)] };
}

/** What a mentor can do about a coming session. */
function reminderControls(view: SessionView, { reminders, absences, times }: Texts): readonly Part[] {
  const { session } = view;
  return controls(
    session.link === null ? null : link(reminders.pair.buttons.open, session.link),
    act(absences.slackButtons.say, ...actionOf({ view }, 'say')),
    session.kind === 'mentoring' ? act(times.pair.buttons.move, 't', session.id, 'move', 'open') : null,
  );
}

/** Who does not come is neither named as coming nor left to be waited for. */
function notComingParts(view: SessionView, { absences }: Texts): readonly Part[] {
  const absent = seatsOf(view, 'mentor')
    .filter(({ seat }) => seat.attendance === 'cannot')
    .map(({ person }) => person.name);
  return absent.length === 0 ? [] : [{ kind: 'text', text: absences.pair.notComing({ absent }) }];
}

function participantParts(
  view: SessionView,
  texts: Texts,
  { lead, now }: { readonly lead: SeatView | null; readonly now: Date },
): readonly Part[] {
  const { pair } = texts.reminders;
  const leads = lead === null ? [] : [texts.leads.field({ name: lead.person.name })];
  if (!hasParticipants(view))
    return [{ kind: 'text', text: [pair.minutes({ minutes: view.session.minutes }), ...leads].join('\n') }];
  const participants = seatsOf(view, 'participant').filter(({ seat }) => seat.attendance === 'expected');
  const stances = participants.flatMap(({ seat, person }) => {
    if (seat.stance === null) return [];
    return participants.length === 1
      ? [pair.stance({ stance: seat.stance })]
      : [pair.stanceOf({ name: person.name, stance: seat.stance })];
  });
  const notJoined = participants
    .filter(({ person }) => person.lineUserId === null)
    .map(({ person }) => pair.notJoined({ name: person.name }));
  const resting = participants
    .filter(({ person }) => person.lineUserId !== null && isPaused(person, now))
    .map(({ person }) => texts.settings.pair.resting({ name: person.name }));
  const lines = [
    pair.participants({ names: expectedNames(view, 'participant') }),
    pair.minutes({ minutes: view.session.minutes }),
    ...stances,
    ...leads,
  ];
  return [
    { kind: 'text', text: lines.join('\n') },
    ...[...notJoined, ...resting].map((text): Part => ({ kind: 'text', text })),
  ];
}
