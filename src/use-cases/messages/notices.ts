import { type Message, plainMessage } from '../../domain/messaging/message.ts';
import type { Language } from '../../domain/people/people.ts';
import { foldAnswers } from '../../domain/reflections/answers.ts';
import type { Reader } from '../../domain/reflections/visibility.ts';
import { canRead } from '../../domain/reflections/visibility.ts';
import { textsFor } from '../../i18n/index.ts';
import type { Member, Run, SeatContext, SessionView } from '../ports/records/views.ts';
import { labelOf } from './answer-texts.ts';
import { act, anyRef, controls } from './controls.ts';
import { expectedNames, nameOf, seatsOf, sessionAt, zonesOf } from './session-words.ts';

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
        act(cannotForPair.buttons.offerDays, 's', mine.seat.id, 'pair', 'offer'),
        others.length > 0 ? act(cannotForPair.buttons.goAhead, 's', mine.seat.id, 'pair', 'go') : null,
        act(cannotForPair.buttons.skip, 's', mine.seat.id, 'pair', 'skip'),
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

/** LINE does not reach a participant: the pair is asked to pass the details on, with a text to copy. */
export function relayRequest(context: SeatContext, language: Language, now: Date): Message {
  const { relay } = textsFor(language).sessions;
  const { mine, session } = context;
  const zones = zonesOf(context, 'mentor');
  const [zone = context.programme.zone] = zones;
  const isOneClock = zones.length <= 1;
  const copied = { ...sessionAt(context, mine.person.zone), mentors: expectedNames(context, 'mentor') };
  const { absences, sessions: theirs } = textsFor(mine.person.language);
  const copyTexts = theirs.relay;
  return {
    summary: relay.summary({ at: session.startsAt, zones: zonesOf(context, 'mentor') }),
    parts: [
      {
        kind: 'text',
        text: isOneClock
          ? relay.ask({ name: mine.person.name, at: session.startsAt, zone, now })
          : relay.askInZones({ name: mine.person.name, at: session.startsAt, zones }),
      },
      {
        kind: 'quote',
        text:
          session.state === 'cancelled'
            ? copyTexts.copyCancelled(sessionAt(context, mine.person.zone))
            : session.state === 'unsettled'
              ? absences.participant.copyMove(sessionAt(context, mine.person.zone))
              : session.link === null
                ? copyTexts.copyWithoutLink(copied)
                : copyTexts.copy({ ...copied, link: session.link }),
      },
      ...controls(
        act(relay.buttons.passedOn, 's', mine.seat.id, 'relay', 'done'),
        act(relay.buttons.noContact, 's', mine.seat.id, 'relay', 'unknown'),
      ),
    ],
  };
}

/** A session moved or was called off, for the pair that was already reminded. */
export function movedForPair(view: SessionView, language: Language): Message {
  const { moved } = textsFor(language).sessions;
  const text = moved.pair({ ...nameOf(view), at: view.session.startsAt, zones: zonesOf(view, 'mentor') });
  return plainMessage(text);
}

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

/** The bot introduces itself to a mentor and asks for consent (CONVERSATIONS 3.2). */
export function mentorGreeting({ person, enrolment }: Member): Message {
  const { greeting } = textsFor(person.language).mentors;
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
      ...answered,
      ...controls(
        act(slackButtons.agree, 'c', enrolment.id, 'consent', 'agreed'),
        act(slackButtons.remindersOnly, 'c', enrolment.id, 'consent', 'reminders_only'),
        act(slackButtons.changeHours, 'k', anyRef, 'hours', 'open'),
        act(slackButtons.readInFull, 'c', enrolment.id, 'consent', 'read'),
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

/** What somebody sent for the mentors, as far as this reader may read it; null when nothing is left to show. */
export function sharedReflection(
  run: Run,
  context: SeatContext,
  reader: Reader,
  language: Language,
  zone: string,
): Message | null {
  const texts = textsFor(language).mentors;
  const answers = foldAnswers(run.revisions);
  const isParticipant = run.role === 'participant';
  const allowed = canRead(reader, {
    kind: isParticipant ? 'participant_words' : 'mentor_note',
    writerPersonId: run.personId,
    programmeId: run.programmeId,
    teamId: run.teamId,
    sentAt: run.sentAt,
    mentorsOfTheDay: seatsOf(context, 'mentor').map(({ person }) => person.id),
  });
  if (!allowed) return null;
  const visible = isParticipant ? 'my_mentors' : 'pair';
  const fields = run.form.definition.questions
    .filter(({ visibility, onlyFor }) => visibility === visible && onlyFor === undefined)
    .flatMap((question) => {
      const wording = run.form.wording[language][question.key];
      const answer = answers[question.key];
      if (wording === undefined || answer === undefined) return [];
      const label = { kind: 'text', text: texts.shared.field({ label: wording.label }) } as const;
      if (answer.kind === 'text') return [label, { kind: 'quote', text: answer.text } as const];
      if (answer.kind !== 'choices') return [];
      const chosen = question.options.filter((value) => answer.values.includes(value));
      const line = chosen.map((value) => labelOf(wording, value)).join('・');
      return [{ kind: 'text', text: texts.shared.field({ label: wording.label }) + line } as const];
    });
  if (fields.length === 0) return null;
  const named = { ...sessionAt(context, zone), name: context.mine.person.name };
  const heading = isParticipant ? texts.shared.heading(named) : texts.partner.heading(named);
  return {
    summary: texts.shared.summary(nameOf(context)),
    parts: [
      { kind: 'text', text: heading },
      ...fields,
      { kind: 'note', text: isParticipant ? texts.shared.visible : texts.partner.visible },
    ],
  };
}
