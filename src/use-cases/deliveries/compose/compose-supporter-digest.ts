import type { DeliverySubject } from '../../../domain/messaging/delivery.ts';
import { addMinutes } from '../../../domain/time.ts';
import { textsFor } from '../../../i18n/index.ts';
import { callTeam } from '../../messages/call-team.ts';
import { act, anyRef, controls } from '../../messages/controls.ts';
import { readTeamNews } from '../../support/read-team-news.ts';
import { teamLine } from '../../support/team-line.ts';
import { type Composed, type Composing, send, skip } from './composed.ts';

/** The week of a supporter's teams of one programme in at most eight lines (CONVERSATIONS 3.12): a header, six, a note. */
const shownLines = 6;

/** Drawn from what is true when it goes. Nothing for whoever looks after no team of the programme any more. */
export async function composeSupporterDigest(
  { records, delivery, language, now }: Composing,
  subject: Extract<DeliverySubject, { kind: 'digest.supporter' }>,
): Promise<Composed> {
  const { address } = delivery;
  const digest = await records.digests.find(subject.digestId);
  if (digest === null || address.kind !== 'dm') return skip();
  const person = await records.people.getPerson(address.personId);
  const { programmeId, startsAt, endsAt, zone } = digest;
  const memberships = await records.people.membershipsOf(person.id);
  const mine = memberships.find(
    ({ enrolment }) => enrolment.role === 'supporter' && enrolment.programmeId === programmeId,
  );
  const all = await records.support.teamsOf(person.id);
  const teams = all.filter(({ programme }) => programme.id === programmeId);
  if (mine === undefined || teams.length === 0) return skip();
  const texts = textsFor(language);
  const { supporters, home } = texts;
  const shown = teams.length > shownLines ? teams.slice(0, shownLines - 1) : teams;
  const lines: string[] = [];
  for (const one of shown) {
    const { news } = await readTeamNews(records, one, { week: { startsAt, endsAt }, now });
    const team = home.team(callTeam(one, all.length > teams.length));
    lines.push(teamLine(news, { texts, team, zone: person.zone }));
  }
  const more = teams.length - shown.length;
  const header = supporters.header({ from: startsAt, to: addMinutes(endsAt, -60), zone });
  return send({
    summary: header,
    parts: [
      { kind: 'heading', text: header },
      { kind: 'text', text: [...lines, ...(more > 0 ? [supporters.more({ count: more })] : [])].join('\n') },
      { kind: 'note', text: supporters.note },
      ...controls(
        act(supporters.slackButtons.desk, 'k', mine.enrolment.id, 'desk', 'talk'),
        act(supporters.slackButtons.details, 'k', anyRef, 'teams', 'open'),
      ),
    ],
  });
}
