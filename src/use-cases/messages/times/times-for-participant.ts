import type { SettledNews } from '../../../domain/messaging/delivery.ts';
import { type Message, type Part, plainMessage } from '../../../domain/messaging/message.ts';
import type { Person } from '../../../domain/people/people.ts';
import { openTimes, type Proposal } from '../../../domain/scheduling/proposal.ts';
import { textsFor } from '../../../i18n/index.ts';
import type { SessionName } from '../../../i18n/params.ts';
import type { Membership, SeatContext } from '../../ports/records/views.ts';
import { act, controls, link } from '../controls.ts';
import { type Named, sessionAt } from '../session-words.ts';

/** The session's own address for the reader's calendar; null where the server has no public one. */
type InCalendar = { readonly calendar: string | null };

/** Times to choose from, each a button that stays; with several participants as many as suit (CONVERSATIONS 3.14). */
export function timesQuestion(
  proposal: Proposal,
  reader: {
    readonly person: Person;
    /** All parts that the reader has as a participant. */
    readonly memberships: readonly Membership[];
    readonly participants: number;
    readonly now: Date;
  },
): Message {
  const { person, memberships, participants, now } = reader;
  const { times, visibility } = textsFor(person.language);
  const { zone } = person;
  const marked = new Set(proposal.answers.find(({ personId }) => personId === person.id)?.suits);
  const several = participants > 1;
  const name = nameAmong(proposal, memberships);
  const ask =
    proposal.sessionId !== null ? times.askMove(name) : several ? times.askSeveral(name) : times.ask(name);
  return {
    summary: times.summary,
    parts: [
      { kind: 'text', text: ask },
      { kind: 'note', text: visibility.h },
      ...controls(
        ...openTimes(proposal, now).map(({ id, startsAt: at }) =>
          several && marked.has(id)
            ? act(times.buttons.marked({ at, zone }), 't', proposal.id, 'unmark', id)
            : act(times.buttons.start({ at, zone }), 't', proposal.id, 'choose', id),
        ),
        several ? act(times.buttons.give, 't', proposal.id, 'give', 'all') : null,
        act(times.buttons.none, 't', proposal.id, 'none', 'fits'),
      ),
    ],
  };
}

/** With the programme's short name for who is in several. */
function nameAmong({ kind, number, teamId }: Proposal, memberships: readonly Membership[]): SessionName {
  const its = memberships.length > 1 ? memberships.find(({ team }) => team?.id === teamId) : undefined;
  return its === undefined ? { kind, number } : { kind, number, programme: its.programme.shortName };
}

/** The date stands, or has moved; with what puts it into the person's own calendar. */
export function settledForParticipant(
  view: Named,
  { person, news, calendar }: { readonly person: Person; readonly news: SettledNews } & InCalendar,
): Message {
  const { times, sessions, calendar: texts } = textsFor(person.language);
  const at = sessionAt(view, person.zone);
  return {
    summary: news === 'moved' ? sessions.moved.summary(at) : times.confirmedSummary(at),
    parts: [
      { kind: 'text', text: news === 'moved' ? sessions.moved.participant(at) : times.confirmed(at) },
      ...controls(calendar === null ? null : link(texts.buttons.add, calendar)),
    ],
  };
}

/** The date that the reader counts on is open again; who said so stays with the pair. */
export function reopenedForParticipant(seat: SeatContext): Message {
  const { person } = seat.mine;
  return plainMessage(textsFor(person.language).times.reopened(sessionAt(seat, person.zone)));
}

/** Agreed by word of mouth: is it right? */
export function heardQuestion(seat: SeatContext, proposalId: string): Message {
  const { person } = seat.mine;
  const { times } = textsFor(person.language);
  const at = sessionAt(seat, person.zone);
  const parts: readonly Part[] = [
    { kind: 'text', text: times.heard(at) },
    ...controls(
      act(times.buttons.right, 't', proposalId, 'right', 'yes'),
      act(times.buttons.wrong, 't', proposalId, 'wrong', 'no'),
    ),
  ];
  return { summary: times.confirmedSummary(at), parts };
}
