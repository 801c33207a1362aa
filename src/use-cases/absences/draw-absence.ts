import { type Message, type Part, plainMessage } from '../../domain/messaging/message.ts';
import type { Language, Person } from '../../domain/people/people.ts';
import { textsFor } from '../../i18n/index.ts';
import type { Texts } from '../../i18n/texts.ts';
import { act, controls } from '../messages/controls.ts';
import { formatDated } from '../messages/dated-values.ts';
import { nameOf, seatsOf, sessionAt, sessionInZones, zonesOf } from '../messages/session-words.ts';
import type { SeatContext, SeatView } from '../ports/records/views.ts';
import { isUnreachable } from '../scheduling/is-unreachable.ts';
import type { AbsenceState } from './absence-state.ts';

/** What the pair reads about an absence, as it stands now: the question, or what was decided. */
export function absenceForPair(
  state: AbsenceState,
  reader: {
    readonly language: Language;
    readonly revision: string;
    /** The pair has put other times to the participants. */
    readonly isOffered: boolean;
    readonly now: Date;
  },
): Message {
  const { language, revision, isOffered, now } = reader;
  const texts = textsFor(language);
  const { pair } = texts.absences;
  const { session } = state.view;
  const shared = { at: session.startsAt, zones: zonesOf(state.view, 'mentor'), now };
  const summary = pair.summary(shared);
  const say = (text: string, ...more: readonly Part[]): Message => ({
    summary,
    parts: [{ kind: 'text', text }, ...more],
  });
  if (revision !== String(session.scheduleRevision)) return say(pair.changed);
  if (session.state === 'cancelled') return say(pair.skipped(shared));
  if (session.state === 'held' || session.state === 'missed') return say(pair.over);
  if (session.state === 'planned' && session.startsAt <= now) return say(texts.absences.truths.begun);
  if (session.state === 'unsettled' && isOffered)
    return say(texts.times.pair.offeredMove(nameOf({ session })));
  // Given up before, and since then somebody has come who could: the date itself is open all the same.
  if (session.state === 'unsettled' && state.course.kind !== 'move')
    return say(pair.move(shared), ...offerControls(state, texts));
  const absent = namesOf(state.absent);
  const coming = namesOf(state.coming);
  switch (state.course.kind) {
    case 'stands':
    case 'begun':
      return say(pair.stands(shared));
    case 'alone':
      return say(pair.alone({ coming, ...shared }));
    case 'skip':
      return say(pair.skipped(shared));
    case 'asking': {
      const asked = isAway(state) ? pair.askedAway : pair.asked;
      return say(asked({ absent, coming, ...shared }), ...answerControls(state, texts));
    }
    case 'move': {
      const { because } = state.course;
      const text = because === 'partner' ? pair.move(shared) : pair.moveAfterAll({ absent, ...shared });
      const missed = seatsOf(state.view, 'participant').filter(isUnreachable);
      return say(
        missed.length === 0 ? text : `${text}\n${pair.unreachable({ names: namesOf(missed) })}`,
        ...offerControls(state, texts),
      );
    }
  }
}

function offerControls(state: AbsenceState, { absences }: Texts): readonly Part[] {
  return controls(act(absences.slackButtons.offerDays, ...actionOf(state, 'offer')));
}

function answerControls(state: AbsenceState, { absences }: Texts): readonly Part[] {
  const { slackButtons } = absences;
  return controls(
    act(slackButtons.alone, ...actionOf(state, 'alone')),
    act(slackButtons.move, ...actionOf(state, 'move')),
    act(slackButtons.skip, ...actionOf(state, 'skip')),
    act(slackButtons.back, ...actionOf(state, 'back')),
  );
}

/** What a button about an absence carries: the session at its present date. */
export function actionOf(
  { view }: Pick<AbsenceState, 'view'>,
  value: string,
): readonly ['s', string, 'absence', string] {
  return ['s', view.session.id, 'absence', formatDated(value, view)];
}

/** The one line of a participant; it never says why. */
export function absenceForParticipant(
  state: AbsenceState,
  { mine }: SeatContext,
  news: 'alone' | 'move',
  now: Date,
): Message {
  const { participant } = textsFor(mine.person.language).absences;
  const moment = { at: state.view.session.startsAt, zone: mine.person.zone, now };
  const move = isWithoutMentors(state) ? participant.nobodyComes : participant.move;
  const text =
    news === 'alone' ? participant.alone({ coming: namesOf(state.coming), ...moment }) : move(moment);
  return { ...plainMessage(text), summary: participant.summary(moment) };
}

/** The coordinators' notice: a question that waits, and what became of it. */
export function absenceForDesk(state: AbsenceState, language: Language): Message {
  const { desk } = textsFor(language).absences;
  const session = { ...sessionAt({ session: state.view.session }, state.view.programme.zone) };
  const named = { ...session, team: state.team?.code ?? '' };
  const absent = namesOf(state.absent);
  const { session: about } = state.view;
  if (about.state === 'unsettled') return plainMessage(desk.moved(named));
  if (about.state !== 'planned') return plainMessage(desk.settled(named));
  switch (state.course.kind) {
    case 'asking':
      return plainMessage(desk.waiting({ ...named, absent, coming: namesOf(state.coming) }));
    case 'move':
      return plainMessage(desk.moved(named));
    case 'alone':
    case 'skip':
    case 'stands':
    case 'begun':
      return plainMessage(desk.settled(named));
  }
}

/** What the coordinators read below the word that a mentor has left. */
export function nobodyComesForDesk(states: readonly AbsenceState[], language: Language): readonly string[] {
  const { desk, pair } = textsFor(language).absences;
  const sessions = states.map(({ view }) => sessionAt({ session: view.session }, view.programme.zone));
  const alone = states.filter(isWithoutMentors);
  const missed = new Map(
    alone
      .flatMap(({ view }) => seatsOf(view, 'participant').filter(isUnreachable))
      .map(({ person }) => [person.id, person.name]),
  );
  return [
    desk.nobodyComes({ sessions }),
    ...(alone.length > 0 ? [desk.deskFollows] : []),
    ...(missed.size > 0 ? [pair.unreachable({ names: [...missed.values()] })] : []),
  ];
}

/** What is true now, for a button that changes nothing any more. */
export function absenceTruth(
  state: AbsenceState,
  { language, zone }: Pick<Person, 'language' | 'zone'>,
  now: Date,
): string {
  const { absences, mentors } = textsFor(language);
  const { truths } = absences;
  const { session, seats } = state.view;
  if (session.state === 'cancelled') return mentors.truths.cancelled;
  if (session.state === 'held' || session.state === 'missed') return mentors.truths.over;
  if (session.startsAt <= now) return truths.begun;
  if (session.state === 'unsettled') return state.course.kind === 'move' ? truths.move : truths.unsettled;
  switch (state.course.kind) {
    case 'asking':
      return truths.asking({ coming: namesOf(state.coming) });
    case 'alone':
      return truths.alone({ coming: namesOf(state.coming) });
    case 'stands':
    case 'begun':
    case 'move':
    case 'skip':
      return mentors.truths.stands(sessionInZones({ session, seats }, zone));
  }
}

/** Nobody is left who could offer another day: the coordinators have to see to it. */
export function isWithoutMentors({ absent, coming }: AbsenceState): boolean {
  return absent.length + coming.length === 0;
}

function isAway({ sayings }: AbsenceState): boolean {
  const standing = sayings.absences.filter(({ backAt }) => backAt === null);
  return standing.every(({ because }) => because === 'away');
}

function namesOf(seats: readonly SeatView[]): readonly string[] {
  return seats.map(({ person }) => person.name);
}
