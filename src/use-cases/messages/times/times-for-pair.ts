import type { SettledNews } from '../../../domain/messaging/delivery.ts';
import type { Message } from '../../../domain/messaging/message.ts';
import type { Language } from '../../../domain/people/people.ts';
import {
  isReopened,
  judgeProposal,
  openTimes,
  ownTimes,
  type Proposal,
} from '../../../domain/scheduling/proposal.ts';
import { toLocal } from '../../../domain/time.ts';
import { textsFor } from '../../../i18n/index.ts';
import type { Member, ProgrammeView, SessionView, TeamView } from '../../ports/records/views.ts';
import { isUnreachable } from '../../scheduling/is-unreachable.ts';
import type { Offer } from '../../scheduling/pace/team-pace.ts';
import { act, controls } from '../controls.ts';
import { nameOf, zonesOf as zonesOfSession } from '../session-words.ts';

type Reading = {
  readonly mentors: readonly Member[];
  readonly participants: readonly Member[];
  readonly language: Language;
  readonly now: Date;
};

/** The times that the pair has offered, with who still has to answer; drawn again as answers come. */
export function timesForPair(proposal: Proposal, reading: Reading): Message {
  const { participants, language, now } = reading;
  const { pair } = textsFor(language).times;
  const summary = pair.summary(proposal);
  if (proposal.state !== 'open') {
    const text = { confirmed: pair.settled, withdrawn: pair.withdrawn, replaced: pair.replaced }[
      proposal.state
    ];
    return { summary, parts: [{ kind: 'text', text }] };
  }
  const reachable = participants.filter((one) => !isUnreachable(one));
  const standing = judgeProposal(
    proposal,
    reachable.map(({ person }) => person.id),
    now,
  );
  const waiting = standing.kind === 'waiting' ? namesOf(participants, standing.for) : [];
  const unreachable = participants.filter(isUnreachable).map(({ person }) => person.name);
  const zones = zonesOf(reading);
  const lines = [
    proposal.sessionId === null ? pair.offered(proposal) : pair.offeredMove(proposal),
    ...openTimes(proposal, now).map(({ startsAt }) => pair.start({ at: startsAt, zones })),
    ...(waiting.length > 0 ? [pair.waiting({ names: waiting })] : []),
    ...(standing.kind === 'no_common_time' ? [pair.noCommonTime] : []),
    ...(unreachable.length > 0 ? [pair.unreachable({ names: unreachable })] : []),
  ];
  return {
    summary,
    parts: [
      { kind: 'text', text: lines.join('\n') },
      ...controls(
        act(pair.buttons.offerOthers, 't', proposal.id, 'others', 'open'),
        act(pair.buttons.withdraw, 't', proposal.id, 'withdraw', 'all'),
      ),
    ],
  };
}

/** A participant wants another time, or leaves it to the pair. */
export function wishForPair(proposal: Proposal, personId: string, reading: Reading): Message | null {
  const { participants, language, now } = reading;
  const { pair } = textsFor(language).times;
  const writer = participants.find(({ person }) => person.id === personId);
  if (writer === undefined) return null;
  const { name } = writer.person;
  const own = ownTimes(proposal, now).filter(({ offeredBy }) => offeredBy.personId === personId);
  const zones = zonesOf(reading);
  const answer = proposal.answers.find((one) => one.personId === personId);
  const lead = isReopened(proposal)
    ? pair.notRight({ name })
    : own.length > 0
      ? pair.own({ name })
      : answer?.noneFits === true
        ? pair.noneFits({ name })
        : pair.noCommonTime;
  const isOpen = proposal.state === 'open';
  return {
    summary: pair.summary(proposal),
    parts: [
      {
        kind: 'text',
        text: [lead, ...own.map(({ startsAt }) => pair.start({ at: startsAt, zones }))].join('\n'),
      },
      ...controls(
        ...own.map(({ id, startsAt }) =>
          isOpen ? act(pair.slackButtons.take({ at: startsAt, zones }), 't', proposal.id, 'take', id) : null,
        ),
        isOpen ? act(pair.buttons.offerOthers, 't', proposal.id, 'others', 'open') : null,
      ),
    ],
  };
}

/** The date stands, or has moved. A calendar's address is its reader's alone: each mentor gets it by the button. */
export function settledForPair(view: SessionView, news: SettledNews, language: Language): Message {
  const { calendar } = textsFor(language);
  const text = settledText(view, news, language);
  return {
    summary: text,
    parts: [
      { kind: 'text', text },
      ...controls(act(calendar.slackButtons.add, 'k', view.session.id, 'calendar', 'add')),
    ],
  };
}

/** The one sentence of it. */
export function settledText(view: SessionView, news: SettledNews, language: Language): string {
  const { times, sessions } = textsFor(language);
  const said = { ...nameOf(view), at: view.session.startsAt, zones: zonesOfSession(view, 'mentor') };
  return news === 'moved' ? sessions.moved.pair(said) : times.pair.confirmed(said);
}

/**
 * The next session has no date yet: how many are left, in how many days, and what would suit (CONVERSATIONS 3.14, pace).
 * The weekdays and the hour are those of the programme's clock; the times below show everybody's.
 */
export function offerForPair(
  { team, programme }: { readonly team: TeamView; readonly programme: ProgrammeView },
  { pace, suggestions }: Offer,
  reading: Omit<Reading, 'now'>,
): Message {
  const { pair } = textsFor(reading.language).times;
  const left = { left: pace.left, days: pace.daysLeft };
  const zones = zonesOf(reading);
  const usual = usualHour(suggestions, programme.zone);
  const isOneClock = zones.every((zone) => zone === programme.zone);
  const lines = [
    usual === null
      ? pair.pace(left)
      : pair.paceAtUsualHour({ ...left, ...usual, zone: isOneClock ? null : programme.zone }),
    ...suggestions.map((at) => pair.start({ at, zones })),
  ];
  return {
    summary: pair.paceSummary,
    parts: [
      { kind: 'text', text: lines.join('\n') },
      ...controls(
        act(pair.buttons.offer, 't', team.id, 'offer', 'suggested'),
        act(pair.buttons.notNow, 't', team.id, 'later', 'week'),
      ),
    ],
  };
}

/** The hour of most of these starts, of several the first's, and on which weekdays (1 is Monday). */
function usualHour(
  starts: readonly Date[],
  zone: string,
): { readonly weekdays: readonly number[]; readonly hour: number } | null {
  const hours = [
    ...Map.groupBy(
      starts.map((at) => toLocal(at, zone)),
      ({ hour }) => hour,
    ),
  ];
  const [usual] = hours.sort(([, a], [, b]) => b.length - a.length);
  if (usual === undefined) return null;
  const [hour, at] = usual;
  return { hour, weekdays: [...new Set(at.map(({ weekday }) => weekday))].sort((a, b) => a - b) };
}

function namesOf(members: readonly Member[], personIds: readonly string[]): readonly string[] {
  return members.filter(({ person }) => personIds.includes(person.id)).map(({ person }) => person.name);
}

/** The mentors' zones first. */
function zonesOf({ mentors, participants }: Pick<Reading, 'mentors' | 'participants'>): readonly string[] {
  return [...new Set([...mentors, ...participants].map(({ person }) => person.zone))];
}
