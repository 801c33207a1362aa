import { randomBytes, randomUUID } from 'node:crypto';
import type { Expected, Stretch } from '../../judge/judge-receipts.ts';
import type { LabDatabase } from '../databases.ts';
import type { Site } from '../site.ts';
import { insertRows } from './insert-rows.ts';
import { type SeededProgramme, seedProgramme } from './seed-programme.ts';

export type RemindersToSeed = {
  readonly database: LabDatabase;
  readonly site: Pick<Site, 'line' | 'slack'>;
  /** Each with a session of their own, reminded on LINE. */
  readonly participants: number;
  /** Pairs of mentors with a group and a session of their own, reminded in Slack. */
  readonly pairs: number;
  /** The first is due then, the last `overMs` later. */
  readonly dueAt: Date;
  readonly overMs: number;
  readonly programme?: SeededProgramme;
  /** How long those are to be left alone who are now; three hours unless given. */
  readonly quietForMinutes?: number;
};

const zone = 'Asia/Tokyo';
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Of so many people one is to be left alone now, and one's session has been cancelled. */
const everySo = 20;

type Fate = 'wanted' | 'quiet' | 'cancelled';
type Rows = Record<
  'people' | 'teams' | 'enrolments' | 'sessions' | 'seats' | 'deliveries',
  Record<string, unknown>[]
>;

/**
 * Reminders of sessions of tomorrow, evenly due, to people who exist on both platforms. A few may not be sent now:
 * their reader is in a quiet range for the next hours, or their session was cancelled after it was planned.
 * Answers what each address is to receive.
 */
export async function seedReminders(options: RemindersToSeed): Promise<readonly Expected[]> {
  const { database, participants, pairs, dueAt, overMs } = options;
  const now = new Date();
  const programme = options.programme ?? (await seedProgramme(database, { now }));
  const rows: Rows = { people: [], teams: [], enrolments: [], sessions: [], seats: [], deliveries: [] };
  const total = participants + pairs;
  const expected = Array.from({ length: total }, (_, index): Expected => {
    // Both kinds evenly mixed over the time.
    const isPair = Math.floor(((index + 1) * pairs) / total) > Math.floor((index * pairs) / total);
    const due = new Date(dueAt.getTime() + Math.floor((overMs * index) / total));
    const fate = index % everySo === 7 ? 'quiet' : index % everySo === 13 ? 'cancelled' : 'wanted';
    const address = (isPair ? addPair : addParticipant)({ options, rows, programme, now, due, fate });
    return {
      address,
      dueAt: due,
      wanted: fate === 'wanted',
      quiet: fate === 'quiet' ? [stretchFrom(now, options.quietForMinutes)] : [],
    };
  });
  await insertRows(database, rows);
  await database.query('analyze');
  return expected;
}

type Adding = {
  readonly options: RemindersToSeed;
  readonly rows: Rows;
  readonly programme: SeededProgramme;
  readonly now: Date;
  readonly due: Date;
  readonly fate: Fate;
};

/** A participant with a reminder; answers their LINE user id. */
function addParticipant(adding: Adding): string {
  const { options, rows } = adding;
  const userId = `U${randomBytes(16).toString('hex')}`;
  options.site.line.addUser({ userId, displayName: 'Participant', language: 'ja', isFriend: true });
  const place = addSession(adding);
  const { personId, seatId } = addSeat(adding, place, 'participant', {
    line_user_id: userId,
    line_reachable: true,
    slack_user_id: null,
    slack_reachable: false,
  });
  rows.deliveries.push({
    ...delivery(adding, place),
    dedupe_key: `reminder:${place.sessionId}:line:${personId}:eve:1`,
    kind: 'reminder.participant',
    subject: { seatId },
    address: `line:${personId}`,
    platform: 'line',
    person_id: personId,
  });
  return userId;
}

/** Two mentors with their group and a reminder in it; answers the group's id. */
function addPair(adding: Adding): string {
  const { options, rows } = adding;
  const place = addSession(adding);
  const slackIds = ['A', 'B'].map((one) => {
    const email = `${place.teamId}-${one}@example.org`;
    const { id } = options.site.slack.addUser({ email, name: `Mentor ${one}`, tz: zone });
    const mentor = { line_user_id: null, line_reachable: false, slack_user_id: id, slack_reachable: true };
    addSeat(adding, place, 'mentor', mentor);
    return id;
  });
  const group = options.site.slack.addChannel({
    name: place.teamId,
    botIsMember: true,
    members: slackIds,
    isPrivate: true,
  });
  const team = rows.teams.at(-1);
  if (team !== undefined) {
    team.slack_group_id = group.id;
    team.slack_group_members = [...slackIds].sort().join(',');
  }
  rows.deliveries.push({
    ...delivery(adding, place),
    dedupe_key: `reminder:${place.sessionId}:pair:${place.teamId}:eve:1`,
    kind: 'reminder.pair',
    subject: { sessionId: place.sessionId, offset: 'eve' },
    address: `pair:${place.teamId}`,
    platform: 'slack',
    person_id: null,
  });
  return group.id;
}

type Place = { readonly teamId: string; readonly sessionId: string };

function addSession({ rows, programme, now, due, fate }: Adding): Place {
  const [teamId, sessionId] = [randomUUID(), randomUUID()];
  const startsAt = new Date(due.getTime() + dayMs);
  rows.teams.push({
    id: teamId,
    programme_id: programme.id,
    code: teamId,
    slack_group_id: null,
    slack_group_members: null,
    // By day a team without a next date would be asked for one, and everything that arrives is judged.
    pace_look_at: new Date(now.getTime() + 30 * dayMs),
  });
  rows.sessions.push({
    id: sessionId,
    programme_id: programme.id,
    team_id: teamId,
    scope_id: teamId,
    kind: 'mentoring',
    number: 1,
    starts_at: startsAt,
    ends_at: new Date(startsAt.getTime() + 40 * minuteMs),
    minutes: 40,
    link: 'https://meet.example.org/x',
    state: fate === 'cancelled' ? 'cancelled' : 'planned',
    contradicted: false,
    schedule_revision: 1,
    scheduled_at: now,
    cancelled_at: fate === 'cancelled' ? now : null,
  });
  return { teamId, sessionId };
}

function addSeat(
  { options, rows, programme, now, fate }: Adding,
  { teamId, sessionId }: Place,
  role: 'participant' | 'mentor',
  accounts: Readonly<Record<string, unknown>>,
): { readonly personId: string; readonly seatId: string } {
  const [personId, enrolmentId, seatId] = [randomUUID(), randomUUID(), randomUUID()];
  rows.people.push({
    id: personId,
    workspace_id: programme.workspaceId,
    code: personId,
    name: role,
    zone,
    language: 'ja',
    quiet_ranges: fate === 'quiet' ? [localRange(stretchFrom(now, options.quietForMinutes))] : [],
    created_at: now,
    ...accounts,
  });
  rows.enrolments.push({
    id: enrolmentId,
    programme_id: programme.id,
    person_id: personId,
    role,
    team_id: teamId,
    team_codes: [],
    consent: 'agreed',
    created_at: now,
  });
  rows.seats.push({
    id: seatId,
    session_id: sessionId,
    enrolment_id: enrolmentId,
    person_id: personId,
    role,
    attendance: 'expected',
  });
  return { personId, seatId };
}

function delivery({ programme, now, due }: Adding, { teamId, sessionId }: Place) {
  return {
    id: randomUUID(),
    workspace_id: programme.workspaceId,
    programme_id: programme.id,
    team_id: teamId,
    session_id: sessionId,
    priority: 1,
    planned_at: now,
    due_at: due,
    expires_at: new Date(due.getTime() + dayMs),
    state: 'planned',
    attempts: 0,
    quota_cost: 0,
    rides: false,
  };
}

/** Half an hour ago until so long from now, in whole minutes. */
function stretchFrom(now: Date, minutes = 180): Stretch {
  const minute = Math.floor(now.getTime() / minuteMs) * minuteMs;
  return { from: new Date(minute - 30 * minuteMs), to: new Date(minute + minutes * minuteMs) };
}

function localRange({ from, to }: Stretch): { readonly from: string; readonly to: string } {
  const local = (at: Date): string =>
    at.toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  return { from: local(from), to: local(to) };
}
