import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseIsoWeek } from '../../src/domain/time.ts';
import { randomIds } from '../../src/shared/ids.ts';
import { createDigestStore } from '../../src/storage/digests/digest-store.ts';
import { windowOf } from '../../src/use-cases/make-digests.ts';
import { digestText } from '../../src/use-cases/messages/digest.ts';
import { openStorage, type Storage } from '../support/databases/storage.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { saveWorld } from '../support/digests/rows.ts';
import {
  addMember,
  addSession,
  addTeam,
  makeProgramme,
  type SmallWorld,
} from '../support/digests/small-world.ts';

/** A Monday at nine in Tokyo. */
const takenAt = new Date('2024-12-02T00:00:00Z');

describe('a team that stands still', () => {
  let storage: Storage;

  beforeAll(async () => {
    storage = await openStorage(createTestDatabase());
  });
  afterAll(() => storage.close());

  const linesOf = async (world: SmallWorld): Promise<string> => {
    await saveWorld(storage.pool, world);
    const isoWeek = parseIsoWeek('2024-W48');
    if (isoWeek === null) throw new Error('a week');
    const window = await storage.transact((records) =>
      windowOf(records, world.programmeId, isoWeek, takenAt),
    );
    const figures = await createDigestStore({ pool: storage.pool, ids: randomIds }).preview(window);
    const digest = {
      isoWeek: '2024-W48',
      takenAt,
      startsAt: window.startsAt,
      endsAt: window.endsAt,
      figures,
    };
    const programme = { programmeName: 'NPO', zone: 'Asia/Tokyo', pushTarget: 120, pushLimit: 200 };
    return digestText({ ...digest, ...programme }, 'ja');
  };
  /** Three teams that met last on 4 November in the evening; the mentor of the second is away. */
  const makeWorld = () => {
    const world = makeProgramme({ startsOn: '2024-11-01', endsOn: '2025-02-14' });
    const members = ['01', '02', '03'].map(() => {
      const teamId = addTeam(world);
      const mentor = addMember(world, { teamId });
      const participant = addMember(world, { teamId, role: 'participant' });
      const session = addSession(world, {
        teamId,
        startsAt: new Date('2024-11-04T12:00:00Z'),
        state: 'held',
      });
      return { teamId, mentor, participant, session };
    });
    return { world, members };
  };

  it('is listed by calendar days, with the reason if one is known', async () => {
    const { world, members } = makeWorld();
    const [, away, pausing] = members;
    world.away_ranges.push({
      id: randomUUID(),
      person_id: away?.mentor.person_id ?? '',
      from_on: '2024-11-18',
      to_on: '2024-12-01',
      said_at: 0,
      ended_at: null,
    });
    for (const person of world.people)
      if (person.id === pausing?.participant.person_id) person.paused_until = '2024-12-10';
    const lines = await linesOf(world);
    expect(lines).toContain('チーム01：28日あいています（前回11/4）');
    expect(lines).toContain('チーム02：28日あいています（前回11/4、理由：メンターの不在 12/1まで）');
    expect(lines).toContain('チーム03：28日あいています（前回11/4、理由：参加者のお休み 12/10まで）');
    expect(lines).toContain('21日以上あいたチーム3');
  });

  it('is not one that has had all its sessions', async () => {
    const { world, members } = makeWorld();
    const [done] = members;
    for (let day = 1; day <= 5; day += 1) {
      const startsAt = new Date(`2024-11-0${day}T03:00:00Z`);
      addSession(world, { teamId: done?.teamId ?? null, startsAt, state: 'held' });
    }
    const lines = await linesOf(world);
    expect(lines).not.toContain('チーム01');
    expect(lines).toContain('21日以上あいたチーム2');
  });

  it('is no decision for the desk while other times for its session are being asked for', async () => {
    const { world, members } = makeWorld();
    const [asking, undecided] = members;
    for (const one of [asking, undecided])
      addSession(world, {
        teamId: one?.teamId ?? null,
        startsAt: new Date('2024-11-28T12:00:00Z'),
        state: 'unsettled',
      });
    world.proposals.push({
      id: randomUUID(),
      programme_id: world.programmeId,
      team_id: asking?.teamId ?? '',
      session_id:
        world.sessions.find(({ team_id, state }) => team_id === asking?.teamId && state === 'unsettled')
          ?.id ?? '',
      kind: 'mentoring',
      number: 2,
      minutes: 40,
      made_by: asking?.mentor.person_id ?? '',
      made_at: new Date('2024-11-30T03:00:00Z').getTime(),
      state: 'open',
    });
    const lines = await linesOf(world);
    expect(lines).toContain('チーム02：11/28の回、日時の相談中です');
    expect(lines).not.toContain('チーム01：11/28の回');
    expect(lines).toContain('チーム01：28日あいています（前回11/4、理由：候補を出して2日）');
  });
});
