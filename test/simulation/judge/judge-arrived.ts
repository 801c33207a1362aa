import { type CastMember, cast, deskChannel, lineUserOf, pairGroupOf, slackUserOf } from '../world/cast.ts';
import { type PlannedSession, standingStart } from '../world/season.ts';
import { type Breach, type Evidence, instant } from './evidence.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A change that comes later than this before the start need not arrive in time. */
const shortestNoticeMs = 3 * hourMs;
/** An ask waits for the next open hour, noon at the latest. */
const askWithinMs = 30 * hourMs;
/** From so many pushes on, the month's allowance may hold a message back. */
const scarceFrom = 80;
const nearLimit = 185;

/** What everybody should have got: deduced from the season, whatever went wrong on the way. */
export function judgeArrived(evidence: Evidence): readonly Breach[] {
  const { season } = evidence;
  return [...season.sessions.flatMap((session) => judgeSession(evidence, session)), ...judgeDigest(evidence)];
}

function judgeSession(evidence: Evidence, session: PlannedSession): readonly Breach[] {
  const startsAt = standingStart(session);
  const team = cast.filter((one) => one.team === session.team);
  const participants = team.filter(({ role }) => role === 'participant');
  const mentors = team.filter(({ role }) => role === 'mentor');
  if (startsAt === null) return judgeCancelled(evidence, session, team);
  const since = session.starts.at(-1)?.since ?? 0;
  const hasNotice = startsAt - since >= shortestNoticeMs && startsAt < evidence.season.endsAt;
  const about = { evidence, session, startsAt };
  return [
    ...(hasNotice ? participants.flatMap((one) => judgeParticipantReminded(about, one)) : []),
    ...(hasNotice ? mentors.flatMap((one) => judgeMentorReminded(about, one)) : []),
    ...participants.flatMap((one) => judgeParticipantAsked(about, one)),
    ...mentors.flatMap((one) => judgeMentorAsked(about, one)),
  ];
}

type About = { readonly evidence: Evidence; readonly session: PlannedSession; readonly startsAt: number };

function judgeParticipantReminded(
  { evidence, session, startsAt }: About,
  { code }: CastMember,
): readonly Breach[] {
  const { received, line } = evidence;
  const to = lineUserOf(code);
  const blockedAt = line.blockedAt(to);
  const isAnnounced = received.some(
    (one) => one.to === to && announces(one, session, startsAt) && one.at < startsAt,
  );
  const isPassedOn = received.some(
    ({ reading }) =>
      reading.kind === 'relay' && reading.session === session && reading.identity.includes(`Name ${code}`),
  );
  const isHeldBack = line.mostUsed() >= nearLimit;
  if (isAnnounced || ((isHeldBack || blockedAt !== null) && isPassedOn)) return [];
  // What was pushed before the block was known is lost with it: LINE says nothing (PLATFORM-FACTS 1).
  if (blockedAt !== null && blockedAt > startsAt - 36 * hourMs) return [];
  return [`never: ${to} did not hear of ${name(session)} at ${instant(startsAt)}`];
}

function judgeMentorReminded(
  { evidence, session, startsAt }: About,
  { code }: CastMember,
): readonly Breach[] {
  const places = [slackUserOf(code), pairGroupOf(session.team)];
  const isAnnounced = evidence.received.some(
    (one) => places.includes(one.to) && announces(one, session, startsAt) && one.at < startsAt,
  );
  if (isAnnounced || wasUnreadable(evidence, places, startsAt - 30 * hourMs)) return [];
  return [`never: mentor ${code} did not hear of ${name(session)} at ${instant(startsAt)}`];
}

function judgeParticipantAsked(
  { evidence, session, startsAt }: About,
  { code }: CastMember,
): readonly Breach[] {
  const { received, line, notebook, season } = evidence;
  const to = lineUserOf(code);
  const endsAt = startsAt + session.minutes * 60_000;
  const until = endsAt + askWithinMs;
  const hasAnswered = notebook.all().some(({ who, at }) => who === code && at > startsAt && at < until);
  if (hasAnswered || until > season.endsAt || line.blockedAt(to) !== null || line.mostUsed() >= scarceFrom)
    return [];
  // An ask is of use until the team meets again, which may be before the noon it waits for.
  const meetsBefore = season.sessions.some(
    ({ team, starts }) =>
      team === session.team && starts.some(({ at }) => at > startsAt && at < endsAt + dayMs),
  );
  if (meetsBefore) return [];
  const isAsked = received.some(
    ({ to: place, reading, at }) =>
      place === to && reading.session === session && reading.kind === 'ask' && at >= endsAt && at < until,
  );
  return isAsked ? [] : [`never: ${to} was not asked about ${name(session)}`];
}

function judgeMentorAsked({ evidence, session, startsAt }: About, { code }: CastMember): readonly Breach[] {
  const { received, season } = evidence;
  const to = slackUserOf(code);
  const endsAt = startsAt + session.minutes * 60_000;
  const until = endsAt + askWithinMs;
  if (until > season.endsAt || wasUnreadable(evidence, [to], endsAt)) return [];
  const isAsked = received.some(
    ({ to: place, reading, at }) =>
      place === to && reading.session === session && reading.kind === 'ask' && at >= endsAt && at < until,
  );
  return isAsked ? [] : [`never: mentor ${code} was not asked about ${name(session)}`];
}

/** Whoever was told of it, even while it was being called off, learns that it does not take place. */
function judgeCancelled(
  evidence: Evidence,
  session: PlannedSession,
  team: readonly CastMember[],
): readonly Breach[] {
  const { received, line } = evidence;
  const { cancelledAt, starts } = session;
  const last = starts.at(-1)?.at ?? 0;
  if (cancelledAt === null || last - cancelledAt < shortestNoticeMs) return [];
  const places = [
    ...team.map(({ code }) => lineUserOf(code)),
    ...team.map(({ code }) => slackUserOf(code)),
    pairGroupOf(session.team),
  ];
  return places.flatMap((to): readonly Breach[] => {
    const about = received.filter((one) => one.to === to && one.reading.session === session);
    const wasTold = about.some(({ reading }) => reading.kind === 'reminder' || reading.kind === 'moved');
    const isCalledOff = about.some(({ reading }) => reading.kind === 'cancelled');
    const isExcused =
      line.blockedAt(to) !== null ||
      line.mostUsed() >= nearLimit ||
      wasUnreadable(evidence, [to], cancelledAt);
    return wasTold && !isCalledOff && !isExcused
      ? [`never: ${to} did not hear that ${name(session)} is off`]
      : [];
  });
}

function judgeDigest(evidence: Evidence): readonly Breach[] {
  const { received, season } = evidence;
  const count = received.filter(({ reading }) => reading.kind === 'digest').length;
  const isExcused = count === 0 && wasUnreadable(evidence, [deskChannel], season.digestAt);
  return count === 1 || isExcused ? [] : [`the week's digest came ${count} times`];
}

function announces(one: Evidence['received'][number], session: PlannedSession, startsAt: number): boolean {
  const { kind, session: about, startsAt: at } = one.reading;
  return (kind === 'reminder' || kind === 'moved') && about === session && at === startsAt;
}

/** Somebody had to look whether a message to this place had arrived, and could not: it is left, and shown to the desk. */
function wasUnreadable({ slack }: Evidence, places: readonly string[], since: number): boolean {
  return slack.unreadable().some(({ to, at }) => places.includes(to) && at >= since);
}

function name({ team, number }: PlannedSession): string {
  return `session ${team}/${number}`;
}
