import { type Message, plainMessage } from '../../domain/messaging/message.ts';
import type { Language } from '../../domain/people/people.ts';
import { textsFor } from '../../i18n/index.ts';
import type { Member, SeatContext, SessionView } from '../ports/records/views.ts';
import { act, anyRef, controls } from './controls.ts';
import { formatDated } from './dated-values.ts';
import { expectedNames, nameOf, sessionAt, zonesOf } from './session-words.ts';

/** Somebody cannot come, as the pair reads it; redrawn when they add a wish or come after all. */
export function cannotNotice(context: SeatContext, language: Language): Message {
  const { cannotForPair, unsettledForPair } = textsFor(language).sessions;
  const { mine, session } = context;
  const { name } = mine.person;
  const shared = { at: session.startsAt, zones: zonesOf(context, 'mentor') };
  const summary = cannotForPair.summary(shared);
  if (mine.seat.attendance === 'expected') {
    return { summary, parts: [{ kind: 'text', text: cannotForPair.comesAfterAll({ name, ...shared }) }] };
  }
  const others = expectedNames(context, 'participant');
  const lines = [
    cannotForPair.told({ name, ...shared }),
    ...others.map((other) => cannotForPair.otherComes({ name: other })),
    ...(session.state === 'unsettled' && others.length === 0 ? [unsettledForPair(shared)] : []),
    ...wishLines(context, language),
  ];
  return {
    summary,
    parts: [
      { kind: 'text', text: lines.join('\n') },
      ...controls(
        act(cannotForPair.buttons.offerDays, 's', mine.seat.id, 'pair', formatDated('offer', context)),
        others.length > 0
          ? act(cannotForPair.buttons.goAhead, 's', mine.seat.id, 'pair', formatDated('go', context))
          : null,
        act(cannotForPair.buttons.skip, 's', mine.seat.id, 'pair', formatDated('skip', context)),
      ),
    ],
  };
}

/** Somebody would like another date; redrawn as the pair offers times, or when the date can stay after all. */
export function changeNotice(context: SeatContext, language: Language): Message {
  const { change, times } = textsFor(language);
  const { mine, session } = context;
  const about = nameOf({ session });
  const said = {
    ...about,
    name: mine.person.name,
    at: session.startsAt,
    zones: zonesOf(context, 'mentor'),
  };
  const summary = change.pair.summary(about);
  if (session.state === 'unsettled')
    return { summary, parts: [{ kind: 'text', text: times.pair.offeredMove(about) }] };
  if (mine.seat.wish !== 'another')
    return { summary, parts: [{ kind: 'text', text: change.pair.keeps(said) }] };
  return {
    summary,
    parts: [
      { kind: 'text', text: change.pair.wants(said) },
      ...controls(act(change.pair.buttons.offerDays, 't', session.id, 'move', 'open')),
    ],
  };
}

function wishLines({ mine }: SeatContext, language: Language): readonly string[] {
  const { wish } = textsFor(language).sessions.cannotForPair;
  const { name } = mine.person;
  switch (mine.seat.wish) {
    case null:
      return [];
    case 'another':
      return [wish.anotherDay({ name })];
    case 'skip':
      return [wish.skip({ name })];
    case 'leave':
      return [wish.leaveIt({ name })];
  }
}

/** A session was called off, for the pair that was already reminded. */
export function cancelledForPair(view: SessionView, language: Language): Message {
  const { cancelled } = textsFor(language).sessions;
  return plainMessage(
    cancelled.pair({ ...nameOf(view), at: view.session.startsAt, zones: zonesOf(view, 'mentor') }),
  );
}

export function cancelledForParticipant(context: SeatContext): Message {
  const { zone, language } = context.mine.person;
  const { cancelled } = textsFor(language).sessions;
  const message = plainMessage(cancelled.participant(sessionAt(context, zone)));
  return { ...message, summary: cancelled.summary({ at: context.session.startsAt, zone }) };
}

/** The team of somebody who takes a mentor's place, and the names of their partners. */
export type TakenPlace = { readonly team: string; readonly names: readonly string[] };

/**
 * The bot introduces itself to a mentor and asks for consent (CONVERSATIONS 3.2); who takes a place over learns of the
 * team and of what was written before.
 */
export function mentorGreeting({ person, enrolment }: Member, taking: TakenPlace | null): Message {
  const { greeting } = textsFor(person.language).mentors;
  const { mentor: comer } = textsFor(person.language).replacement;
  const { slackButtons } = greeting;
  const answered =
    enrolment.consent === 'unanswered'
      ? []
      : [
          {
            kind: 'note',
            text: enrolment.consent === 'agreed' ? greeting.agreed : greeting.remindersOnly,
          } as const,
        ];
  return {
    summary: greeting.summary,
    parts: [
      {
        kind: 'text',
        text: greeting.text({ name: person.name, ranges: person.quietRanges, zone: person.zone }),
      },
      ...(taking === null
        ? []
        : [
            { kind: 'text', text: comer.welcome(taking) } as const,
            { kind: 'note', text: comer.earlier } as const,
          ]),
      ...answered,
      ...controls(
        act(slackButtons.agree, 'c', enrolment.id, 'consent', 'agreed'),
        act(slackButtons.remindersOnly, 'c', enrolment.id, 'consent', 'reminders_only'),
        act(slackButtons.changeHours, 'k', anyRef, 'hours', 'open'),
        act(slackButtons.readInFull, 'c', enrolment.id, 'consent', 'read'),
        taking === null ? null : act(comer.slackButtons.read, 'n', enrolment.id, 'earlier', 'open'),
      ),
    ],
  };
}

/** The pair's own place. */
export function pairGreeting(mentors: readonly Member[], language: Language): Message {
  const { pairGreeting: texts } = textsFor(language).mentors;
  return {
    summary: texts.summary,
    parts: [
      { kind: 'text', text: texts.text({ names: mentors.map(({ person }) => person.name) }) },
      ...controls(
        act(texts.slackButtons.next, 'k', anyRef, 'next', 'open'),
        act(texts.slackButtons.usage, 'k', anyRef, 'usage', 'open'),
      ),
    ],
  };
}
