import type { Message } from '../../domain/messaging/message.ts';
import type { Language } from '../../domain/people/people.ts';
import { textsFor } from '../../i18n/index.ts';
import type { SeatContext } from '../ports/records/views.ts';
import { act, controls } from './controls.ts';
import { expectedNames, seatsOf, sessionAt, zonesOf } from './session-words.ts';

type Reader = {
  readonly language: Language;
  /** No mentor comes on the date that is to be moved; otherwise somebody said that it is not right. */
  readonly isGivenUp: boolean;
};

/** LINE does not reach a participant: the pair is asked to pass the details on, with a text to copy. */
export function relayRequest(context: SeatContext, reader: Reader & { readonly now: Date }): Message {
  const { language, isGivenUp, now } = reader;
  const { relay } = textsFor(language).sessions;
  const { mine, session } = context;
  const zones = zonesOf(context, 'mentor');
  const [zone = context.programme.zone] = zones;
  const isOneClock = zones.length <= 1;
  return {
    summary: relay.summary({ at: session.startsAt, zones }),
    parts: [
      {
        kind: 'text',
        text: isOneClock
          ? relay.ask({ name: mine.person.name, at: session.startsAt, zone, now })
          : relay.askInZones({ name: mine.person.name, at: session.startsAt, zones }),
      },
      { kind: 'quote', text: textToCopy(context, isGivenUp) },
      ...controls(
        act(relay.buttons.passedOn, 's', mine.seat.id, 'relay', 'done'),
        act(relay.buttons.noContact, 's', mine.seat.id, 'relay', 'unknown'),
      ),
    ],
  };
}

/** The same to the coordinators, where no mentor of the team reads it. */
export function relayRequestToDesk(context: SeatContext, { language, isGivenUp }: Reader): Message {
  const { coordinators, sessions } = textsFor(language);
  const { mine, session, team, programme } = context;
  const named = { team: team?.code ?? '', name: mine.person.name };
  return {
    summary: sessions.relay.summary({ at: session.startsAt, zones: [programme.zone] }),
    parts: [
      { kind: 'text', text: coordinators.relay({ ...sessionAt({ session }, programme.zone), ...named }) },
      { kind: 'quote', text: textToCopy(context, isGivenUp) },
      ...controls(act(coordinators.slackButtons.contacted, 'k', mine.seat.id, 'contacted', 'ok')),
    ],
  };
}

/** In the participant's language and on their clock. */
function textToCopy(context: SeatContext, isGivenUp: boolean): string {
  const { mine, session } = context;
  const { absences, sessions, times } = textsFor(mine.person.language);
  const { copy, copyWithoutLink, copyCancelled } = sessions.relay;
  const about = sessionAt(context, mine.person.zone);
  if (session.state === 'cancelled') return copyCancelled(about);
  if (session.state === 'unsettled') {
    if (!isGivenUp) return times.reopened(about);
    const { copyMove, copyNobodyComes } = absences.participant;
    return seatsOf(context, 'mentor').length === 0 ? copyNobodyComes(about) : copyMove(about);
  }
  const meeting = { ...about, mentors: expectedNames(context, 'mentor') };
  return session.link === null ? copyWithoutLink(meeting) : copy({ ...meeting, link: session.link });
}
