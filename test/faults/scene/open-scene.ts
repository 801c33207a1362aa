import pg from 'pg';
import type { SlackUser } from '../../../playground/slack/types.ts';
import { type Desk, openDesk } from '../../../src/open-desk.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { saveWorld } from '../../support/digests/rows.ts';
import { addMember, addSession, addTeam, makeProgramme } from '../../support/digests/small-world.ts';
import type { LabDatabase } from '../lab/databases.ts';
import type { Lab } from '../lab/lab.ts';
import type { Site } from '../lab/site.ts';
import { createPhone, type Phone } from './phone.ts';

export type ScenePlan = {
  /** Begins every code, where a row opens several programmes. */
  readonly prefix?: string;
  readonly teams: number;
  readonly participantsPerTeam: number;
  readonly mentorsPerTeam: number;
  /** When each team's one session begins, by the number of the team from 0; none unless given. */
  readonly startsAt?: (team: number) => Date;
  readonly zone?: string;
  /** `HH:MM`, of everybody. */
  readonly quietRanges?: readonly { readonly from: string; readonly to: string }[];
  /** Around which the programme runs, sixty days each way unless it began later. */
  readonly now: Date;
  /** Weeks that closed since then are summed up at once, in the desk's channel. */
  readonly startedDaysAgo?: number;
};

type Seated = { readonly code: string; readonly personId: string; readonly team: number };
export type SceneParticipant = Seated & { readonly phone: Phone };
export type SceneMentor = Seated & { readonly slack: SlackUser };
export type SceneSession = { readonly id: string; readonly team: number; readonly startsAt: Date };

/** One programme with people who have accounts on both platforms, and its coordinators' desk. */
export type Scene = {
  readonly programmeId: string;
  readonly deskChannel: string;
  /** In the desk's channel. */
  readonly coordinator: SlackUser;
  readonly participants: readonly SceneParticipant[];
  readonly mentors: readonly SceneMentor[];
  readonly sessions: readonly SceneSession[];
  /** What the coordinators' commands work on. */
  readonly desk: Desk;
};

const dayMs = 86_400_000;
const settings = {
  lineAccount: '@bansou',
  deskContact: 'desk@example.org',
  deskHours: '平日 10:00〜17:00',
  helpPlaces: [],
  retentionMonths: 12,
  pushTarget: 120,
  pushLimit: null,
};

/** Writes a programme with everybody joined and agreed, as after its first weeks. */
export async function openScene(
  lab: Pick<Lab, 'onClose'>,
  parts: { readonly database: LabDatabase; readonly site: Site },
  plan: ScenePlan,
): Promise<Scene> {
  const { database, site } = parts;
  const { zone = 'Asia/Tokyo', quietRanges = [], now, prefix = '' } = plan;
  const logger = createLogger({ level: 'silent', name: 'scene' });
  const desk = await openDesk({ config: { databaseUrl: database.url, dataDir: undefined }, logger });
  lab.onClose(desk.close);
  const [workspace] = await database.query('select id from workspaces');
  const day = (days: number): string => new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);
  const world = makeProgramme({
    startsOn: day(-(plan.startedDaysAgo ?? 60)),
    endsOn: day(60),
    workspaceId: String(workspace?.id),
  });
  const participants: SceneParticipant[] = [];
  const mentors: SceneMentor[] = [];
  const sessions: SceneSession[] = [];
  for (let team = 0; team < plan.teams; team += 1) {
    const teamId = addTeam(world);
    for (const role of [
      ...Array<'participant'>(plan.participantsPerTeam).fill('participant'),
      ...Array<'mentor'>(plan.mentorsPerTeam).fill('mentor'),
    ]) {
      const place = role === 'participant' ? participants.length : mentors.length;
      const code = `${prefix}${role === 'participant' ? 'P' : 'M'}${place + 1}`;
      const member = addMember(world, { teamId, role, code, slackUserId: null });
      const person = world.people.at(-1);
      if (person === undefined) throw new Error('the person was just added');
      Object.assign(person, { name: `Person ${code}`, zone, quiet_ranges: quietRanges });
      const seated = { code, personId: member.person_id, team };
      if (role === 'participant') {
        const user = site.line.addUser({ displayName: code, language: 'ja', isFriend: true });
        Object.assign(person, { line_user_id: user.userId, line_reachable: true });
        participants.push({ ...seated, phone: createPhone(user) });
      } else {
        const email = `${code.toLowerCase()}@example.org`;
        const slack = site.slack.addUser({ email, name: code, tz: zone });
        Object.assign(person, { email, slack_user_id: slack.id, slack_reachable: true });
        mentors.push({ ...seated, slack });
      }
    }
    const startsAt = plan.startsAt?.(team);
    if (startsAt === undefined) continue;
    const session = addSession(world, { teamId, startsAt });
    Object.assign(session, { number: 1 });
    sessions.push({ id: session.id, team, startsAt });
  }
  const code = `${prefix}K1`;
  const email = `${code.toLowerCase()}@example.org`;
  const coordinator = site.slack.addUser({ email, name: code, tz: zone });
  addMember(world, { teamId: null, role: 'coordinator', code, email, slackUserId: coordinator.id });
  const members = [coordinator.id];
  const deskChannel = site.slack.addChannel({ name: `desk${prefix}`, botIsMember: true, members }).id;
  const [programme] = world.programmes;
  if (programme === undefined) throw new Error('a programme was just made');
  Object.assign(programme, { zone, settings: { ...settings, deskChannel } });
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  try {
    await saveWorld(pool, world);
  } finally {
    await pool.end();
  }
  await openGroups(parts, world.teams, mentors);
  return { programmeId: world.programmeId, deskChannel, coordinator, participants, mentors, sessions, desk };
}

/** A group in Slack for every pair, opened and greeted long ago. */
async function openGroups(
  { database, site }: { readonly database: LabDatabase; readonly site: Site },
  teams: readonly { readonly id: string }[],
  mentors: readonly SceneMentor[],
): Promise<void> {
  for (const [team, { id }] of teams.entries()) {
    const members = mentors.filter((mentor) => mentor.team === team).map(({ slack }) => slack.id);
    if (members.length < 2) continue;
    const group = site.slack.addChannel({ name: id, botIsMember: true, members, isPrivate: true });
    await database.query('update teams set slack_group_id = $2, slack_group_members = $3 where id = $1', [
      id,
      group.id,
      members.toSorted().join(),
    ]);
  }
}
