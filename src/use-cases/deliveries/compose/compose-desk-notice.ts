import type { DeliverySubject } from '../../../domain/messaging/delivery.ts';
import { type Message, plainMessage } from '../../../domain/messaging/message.ts';
import { findTemplate } from '../../../domain/programmes/find-template.ts';
import { textsFor } from '../../../i18n/index.ts';
import { findNobodyComes, isGivenUp } from '../../absences/absence-state.ts';
import { nobodyComesForDesk } from '../../absences/draw-absence.ts';
import { act, controls } from '../../messages/controls.ts';
import { relayRequestToDesk } from '../../messages/relay.ts';
import { sessionAt } from '../../messages/session-words.ts';
import type { Records } from '../../ports/records/records.ts';
import type { Membership } from '../../ports/records/views.ts';
import { relayedNews } from '../ask-to-relay.ts';
import { type Composed, type Composing, send, skip } from './composed.ts';

type Subject = Extract<
  DeliverySubject,
  {
    kind:
      | 'worry.desk'
      | 'murmur.desk'
      | 'nocontact.desk'
      | 'relay.desk'
      | 'contact.desk'
      | 'left.desk'
      | 'mixup.desk'
      | 'quota.desk';
  }
>;

/** Notices to the coordination desk: what somebody wrote stands behind a button, never in the channel. */
export async function composeDeskNotice(
  { records, language, now, delivery }: Composing,
  subject: Subject,
): Promise<Composed> {
  const { coordinators } = textsFor(language);
  const behindButton = (text: string, ref: string, value: 'worry' | 'murmur'): Message => ({
    summary: text,
    parts: [
      { kind: 'text', text },
      ...controls(act(coordinators.slackButtons.read, 'k', ref, 'read', value)),
    ],
  });
  switch (subject.kind) {
    case 'worry.desk':
      return send(behindButton(coordinators.worry.notice, subject.reflectionId, 'worry'));
    case 'murmur.desk': {
      const [first] = await records.murmurs.burst(subject.burstId);
      return first === undefined || first.sentOnAt === null
        ? send(plainMessage(coordinators.murmur.gone))
        : send(behindButton(coordinators.murmur.notice, subject.burstId, 'murmur'));
    }
    case 'nocontact.desk': {
      const seat = await records.sessions.findSeat(subject.seatId);
      if (seat === null) return skip();
      const { person } = seat.mine;
      return send(
        plainMessage(
          coordinators.noContact({
            ...sessionAt(seat, seat.programme.zone),
            team: seat.team?.code ?? '',
            name: person.name,
          }),
        ),
      );
    }
    case 'relay.desk': {
      const seat = await records.sessions.findSeat(subject.seatId);
      if (seat === null || seat.session.startsAt <= now || relayedNews(seat.session) !== subject.about)
        return skip();
      const isLeft = seat.session.state === 'unsettled' && (await isGivenUp(records, seat.session.id, now));
      return {
        kind: 'message',
        messages: [relayRequestToDesk(seat, { language, isGivenUp: isLeft })],
        sessionStartsAt: seat.session.startsAt,
      };
    }
    case 'contact.desk': {
      const person = await records.people.getPerson(subject.personId);
      const [membership] = await records.people.membershipsOf(subject.personId);
      const text =
        membership?.enrolment.role === 'supporter'
          ? coordinators.contactOfSupporter({ name: person.name })
          : coordinators.contact({ team: membership?.team?.code ?? '', name: person.name });
      return send({
        summary: text,
        parts: [
          { kind: 'text', text },
          ...controls(act(coordinators.slackButtons.contacted, 'k', subject.personId, 'contacted', 'ok')),
        ],
      });
    }
    case 'left.desk': {
      const membership = await records.people.findMembership(subject.enrolmentId);
      return membership === null ? skip() : leftForDesk(records, membership, { language, now });
    }
    case 'quota.desk': {
      if (delivery.programmeId === null) return skip();
      const { used } = await records.quota.month(now);
      const { template } = await records.people.getProgramme(delivery.programmeId);
      const target = findTemplate(template)?.pushTarget;
      return target === undefined ? skip() : send(plainMessage(coordinators.quotaNear({ used, target })));
    }
    case 'mixup.desk': {
      const enrolment = await records.people.getEnrolment(subject.enrolmentId);
      const { name } = await records.people.getPerson(enrolment.personId);
      const other = await records.people.getPerson(subject.personId);
      return send(plainMessage(coordinators.sharedPhone({ name, other: other.name })));
    }
  }
}

/** Somebody has left; with what nobody is left to see to where it was a mentor. */
async function leftForDesk(
  records: Records,
  { enrolment, team }: Membership,
  { language, now }: Pick<Composing, 'language' | 'now'>,
): Promise<Composed> {
  const { name } = await records.people.getPerson(enrolment.personId);
  const text = textsFor(language).settings.desk.left({ name, team: team?.code ?? '' });
  const givenUp =
    team === null || enrolment.role !== 'mentor' ? [] : await findNobodyComes(records, team.id, now);
  const [first] = givenUp;
  if (first === undefined) return send(plainMessage(text));
  return {
    kind: 'message',
    messages: [plainMessage([text, ...nobodyComesForDesk(givenUp, language)].join('\n'))],
    sessionStartsAt: first.view.session.startsAt,
  };
}
