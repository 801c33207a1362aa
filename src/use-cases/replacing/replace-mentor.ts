import type { RosterRow } from '../../domain/imports/roster-row.ts';
import { isForMentors } from '../../domain/messaging/delivery.ts';
import { settleAnew } from '../absences/settle-absence.ts';
import type { Records } from '../ports/records/records.ts';
import type { KnownPerson } from '../ports/records/replacement-records.ts';
import type { ProgrammeView, TeamView } from '../ports/records/views.ts';
import { replanSession } from '../sessions/replan-session.ts';
import { judgeReplacement, type ReplacementRefusal } from './judge-replacement.ts';
import { tellParticipants } from './tell-participants.ts';
import { welcomeMentor } from './welcome-mentor.ts';

export type Replacement = {
  readonly programme: ProgrammeView;
  /** Codes as on the roster. */
  readonly team: string;
  readonly from: string;
  readonly to: { readonly code: string; readonly added: RosterRow | null };
  readonly now: Date;
  readonly dryRun: boolean;
};

export type Replaced =
  | {
      readonly kind: 'replaced' | 'possible';
      readonly former: string;
      readonly comer: string;
      /** Sessions still to come that the new mentor attends. */
      readonly sessions: number;
    }
  | { readonly kind: 'unchanged'; readonly former: string; readonly comer: string }
  | { readonly kind: 'refused'; readonly refusal: ReplacementRefusal };

/**
 * Another mentor takes a mentor's place in a team, behind the team's lock and in the caller's transaction. History
 * stays with the team: seats of the past keep their people, what was written stays and is counted. From this moment
 * access is the new one's: seats to come, reminders and the calendar; the former one reads nothing more, and what Bansou
 * showed them is taken out of their chats. Their open forms end with the role as well: a form shows names and earlier
 * answers, and what it asks goes to a pair that is not theirs any more. Times that were offered stay offered.
 */
export async function replaceMentor(records: Records, replacement: Replacement): Promise<Replaced> {
  const { programme, from, to, now, dryRun } = replacement;
  const team = await records.replacements.findTeam(programme.id, replacement.team);
  if (team === null) return { kind: 'refused', refusal: { kind: 'unknownTeam', value: replacement.team } };
  await records.proposals.lockTeam(team.id);
  const added = to.added === null ? null : { name: to.added.name, email: to.added.email ?? '' };
  const judged = await judgeReplacement(records, { programme, team, from, to: { code: to.code, added } });
  if (judged.kind === 'refused') return judged;
  if (judged.kind === 'unchanged')
    return { kind: 'unchanged', former: judged.former.name, comer: judged.comer.name };
  const { former, formerRole, comer } = judged;
  const coming = await comingSessions(records, { programme, team, now });
  const names = { former: former.name, comer: comer?.name ?? to.added?.name ?? to.code };
  if (dryRun) return { kind: 'possible', ...names, sessions: coming.length };
  if (!formerRole.ended) await endPart(records, { programme, team, former, formerRole, now });
  const row = to.added ?? (comer === null ? null : await rosterRow(records, to.code, comer));
  if (row === null) throw new Error('a mentor who takes over is known or new');
  const { personId } = await records.desk.saveRosterRow(
    programme.id,
    { ...row, role: 'mentor', teams: [team.code] },
    now,
  );
  const enrolmentId = await records.replacements.follow({
    programmeId: programme.id,
    personId,
    replacesId: formerRole.enrolmentId,
  });
  await records.replacements.passSeats(formerRole.enrolmentId, { enrolmentId, personId }, now);
  for (const sessionId of coming) {
    await records.sessions.ensureSeats(sessionId);
    await replanSession(records, sessionId, now);
    // What the former mentor said of not coming counts no more: the new one comes, or the partner is asked again.
    await settleAnew(records, sessionId, now);
  }
  await tellParticipants(records, { programme, teamId: team.id, mentorId: enrolmentId, now });
  const membership = await records.people.findMembership(enrolmentId);
  const { slackUserId } = await records.people.getPerson(personId);
  // Who is not known to Slack yet is greeted when they are found there.
  if (membership !== null && slackUserId !== null) await welcomeMentor(records, membership, now);
  return { kind: 'replaced', ...names, sessions: coming.length };
}

/** Sessions of the team and of everybody that are still to come, earliest first: the order in which all are locked. */
async function comingSessions(
  records: Records,
  { programme, team, now }: Pick<Replacement, 'programme' | 'now'> & { readonly team: TeamView },
): Promise<readonly string[]> {
  const sessions = await records.desk.sessionsOf(programme.id);
  return sessions
    .filter((one) => one.team === null || one.team === team.code)
    .filter(({ state, startsAt }) => startsAt > now && (state === 'planned' || state === 'unsettled'))
    .map(({ id }) => id);
}

/** What is planned for them alone is dropped, and what they were shown is taken out of the chats they can read. */
async function endPart(
  records: Records,
  ending: {
    readonly programme: ProgrammeView;
    readonly team: TeamView;
    readonly former: KnownPerson;
    readonly formerRole: KnownPerson['roles'][number];
    readonly now: Date;
  },
): Promise<void> {
  const { programme, team, former, formerRole, now } = ending;
  const { personId } = former;
  await records.people.endEnrolment(formerRole.enrolmentId, now);
  const own = await records.deliveries.find({ programmeId: programme.id, personId });
  await records.deliveries.cancel(
    own.filter(({ subject }) => isForMentors(subject.kind)).map(({ id }) => id),
    'replaced',
  );
  const { slackUserId } = await records.people.getPerson(personId);
  // Whom Slack never found has read nothing there, and the group is the partner's own talk.
  await records.deliveries.withdraw(
    { programmeId: programme.id, personId, teamId: team.id, pair: slackUserId !== null },
    now,
  );
}

/** Somebody who is known already, as the roster has them: nothing of their own changes. */
async function rosterRow(records: Records, code: string, { personId }: KnownPerson): Promise<RosterRow> {
  const { name, email, zone, language, quietRanges } = await records.people.getPerson(personId);
  return {
    code,
    role: 'mentor',
    name,
    teams: [],
    organisation: null,
    email,
    zone,
    language,
    quietRanges,
    blank: ['zone', 'language', 'quietRanges'],
  };
}
