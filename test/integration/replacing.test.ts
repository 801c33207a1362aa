import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RosterRow } from '../../src/domain/imports/roster-row.ts';
import type { Action } from '../../src/domain/messaging/actions.ts';
import { readAbsence } from '../../src/use-cases/absences/absence-state.ts';
import { sayAbsence } from '../../src/use-cases/absences/say-absence.ts';
import { openSeatRun } from '../../src/use-cases/open-run.ts';
import type { ProgrammeView } from '../../src/use-cases/ports/records/views.ts';
import { recordAnswer } from '../../src/use-cases/record-answer.ts';
import { replaceMentor } from '../../src/use-cases/replacing/replace-mentor.ts';
import { readNote } from '../../src/use-cases/scheduling/leads/read-note.ts';
import { proposeTimes } from '../../src/use-cases/scheduling/propose-times.ts';
import { formerTurn } from '../../src/use-cases/slack/replacing/former-turn.ts';
import { setUpProgramme } from '../support/flow-programme.ts';
import { rosterOfTeams, sessionsFile } from '../support/flow-teams.ts';
import { idsIn } from '../support/ids-in.ts';
import { openStorage, type Storage } from '../support/storage.ts';
import { createTestDatabase } from '../support/test-database.ts';

const start = new Date('2024-11-05T11:00:00Z');
const before = new Date('2024-11-01T00:00:00Z');
const after = new Date('2024-11-06T00:00:00Z');
const added = (change: Partial<RosterRow> = {}): RosterRow => ({
  ...{ code: 'X1', role: 'mentor', name: 'New', teams: ['01'], organisation: null, email: 'x1@example.org' },
  ...{ zone: 'Asia/Tokyo', language: 'ja', quietRanges: [], blank: [] },
  ...change,
});

describe('replacing a mentor', () => {
  let storage: Storage;
  let programme: ProgrammeView;

  beforeAll(async () => {
    storage = await openStorage(createTestDatabase());
    await storage.pool.query('insert into workspaces (id, name, created_at) values ($1, $2, $3)', [
      storage.workspaceId,
      'test',
      before,
    ]);
    programme = await setUpProgramme(
      { container: storage, clock: { now: () => before } },
      {
        roster: rosterOfTeams(6),
        sessions: sessionsFile(
          ['01', '02', '03', '04', '05', '06'].flatMap((team) => [
            { team, date: '2024-11-05', start: '20:00' },
            { team, number: 2, date: '2024-11-19', start: '20:00' },
          ]),
        ),
        deskChannel: 'C1',
        language: 'ja',
      },
    );
  });
  afterAll(() => storage.close());

  const replace = (
    team: string,
    [from, to]: readonly [string, string],
    row: RosterRow | null = null,
    now = after,
  ) =>
    storage.transact((records) =>
      replaceMentor(records, { programme, team, from, to: { code: to, added: row }, now, dryRun: false }),
    );
  const { personOf, seatOf, teamOf } = idsIn(() => storage.pool);

  it.each([
    ['unknownTeam', '09', 'M01A', 'X1', added()],
    ['notMentor', '01', 'M09A', 'X1', added()],
    ['notMentor', '01', 'M02A', 'X1', added()],
    ['notMentor', '01', 'P01A', 'X1', added()],
    ['same', '01', 'M01A', 'M01A', null],
    ['inPair', '01', 'M01A', 'M01B', null],
    ['otherTeam', '01', 'M01A', 'M02B', null],
    ['participant', '01', 'M01A', 'P02A', null],
    ['unknownPerson', '01', 'M01A', 'X9', null],
    ['emailTaken', '01', 'M01A', 'X1', added({ email: 'm02a@example.org' })],
    ['codeTaken', '01', 'M01A', 'K1', added({ code: 'K1' })],
  ] as const)('is refused as %s and writes nothing (%s: %s to %s)', async (kind, team, from, to, row) => {
    const count = async () => (await storage.pool.query('select * from enrolments order by id')).rows;
    const stood = await count();
    expect(await replace(team, [from, to], row)).toMatchObject({ kind: 'refused', refusal: { kind } });
    expect(await count()).toEqual(stood);
  });

  it('leaves seats of the past to those who held them, and what they answered decides how the session went', async () => {
    const met = async (code: string, value: boolean, now: Date): Promise<void> => {
      const seatId = await seatOf(code);
      await storage.transact(async (records) => {
        const seat = await records.sessions.findSeat(seatId);
        const run = seat === null ? null : await openSeatRun(records, seat, now);
        if (run === null) throw new Error('there is a form');
        const rating = { kind: 'rating', met: value, satisfaction: value ? 4 : null } as const;
        await recordAnswer(
          records,
          run,
          { question: 'q1', value: rating },
          { eventId: code, messageId: null, at: now },
          now,
        );
      });
    };
    await met('M01A', true, after);
    expect(await replace('01', ['M01A', 'X1'], added())).toMatchObject({ kind: 'replaced', sessions: 1 });
    await met('M01B', false, after);
    const { rows } = await storage.pool.query(
      `select x.number, x.state, x.contradicted, array_agg(p.code order by p.code) as mentors
       from sessions x join seats s on s.session_id = x.id and s.role = 'mentor' join people p on p.id = s.person_id
       where x.team_id = $1 group by x.id order by x.number`,
      [await teamOf('01')],
    );
    expect(rows).toEqual([
      { number: 1, state: 'held', contradicted: true, mentors: ['M01A', 'M01B'] },
      { number: 2, state: 'planned', contradicted: false, mentors: ['M01B', 'X1'] },
    ]);
  });

  it('has one winner when two coordinators replace the same mentor in the same second', async () => {
    const both = await Promise.all([
      replace('02', ['M02A', 'X2'], added({ code: 'X2', email: 'x2@example.org', teams: ['02'] })),
      replace('02', ['M02A', 'X3'], added({ code: 'X3', email: 'x3@example.org', teams: ['02'] })),
    ]);
    expect(new Set(both.map(({ kind }) => kind))).toEqual(new Set(['replaced', 'refused']));
    const places = await storage.transact(async (records) =>
      records.replacements.placesOf(await teamOf('02')),
    );
    expect(places.map(({ length }) => length)).toEqual([2, 1]);
  });

  it('takes no dates from somebody who was replaced while they wrote them', async () => {
    const [teamId, personId] = [await teamOf('03'), await personOf('M03A')];
    const offer = () =>
      storage.transact((records) =>
        proposeTimes(records, {
          ...{ teamId, sessionId: null, personId, minutes: 40, link: null, mode: 'offer', now: after },
          starts: [new Date('2024-12-03T12:00:00Z')],
        }),
      );
    expect(await offer()).toMatchObject({ kind: 'offered' });
    await replace('03', ['M03A', 'X4'], added({ code: 'X4', email: 'x4@example.org', teams: ['03'] }));
    expect(await offer()).toEqual({ kind: 'unknown' });
    const open = await storage.transact((records) => records.proposals.openOf(teamId));
    expect(open?.times).toHaveLength(1);
  });

  it('drops what was planned for the former mentor, and nothing of their other roles', async () => {
    await storage.transact(async (records) => {
      const personId = await personOf('M04A');
      const base = {
        programmeId: programme.id,
        sessionId: null,
        priority: 2,
        dueAt: start,
        expiresAt: null,
      } as const;
      const address = { kind: 'dm', personId } as const;
      await records.deliveries.plan(
        [
          { ...base, address, dedupeKey: 'a', subject: { kind: 'shared.mentor', reflectionId: personId } },
          { ...base, address, dedupeKey: 'b', subject: { kind: 'worry.desk', reflectionId: personId } },
        ],
        before,
      );
    });
    await replace('04', ['M04A', 'X5'], added({ code: 'X5', email: 'x5@example.org', teams: ['04'] }));
    const { rows } = await storage.pool.query(
      `select dedupe_key as key, state, reason from deliveries where dedupe_key in ('a', 'b') order by 1`,
    );
    expect(rows).toEqual([
      { key: 'a', state: 'cancelled', reason: 'replaced' },
      { key: 'b', state: 'planned', reason: null },
    ]);
  });

  it('tells a former mentor with another role the truth about the team, and leaves their own buttons alone', async () => {
    const personId = await personOf('M04A');
    await storage.pool.query(
      `insert into enrolments (id, programme_id, person_id, role, team_codes, created_at)
       values (gen_random_uuid(), $1, $2, 'supporter', '{04}', $3)`,
      [programme.id, personId, before],
    );
    const tap = (kind: Action['kind'], ref: string, key: string) =>
      storage.transact(async (records) => {
        const person = await records.people.getPerson(personId);
        return formerTurn({ records, person }, { kind, ref, key, value: 'open' });
      });
    const about = [await teamOf('04'), await seatOf('M04A')];
    for (const ref of about)
      expect(JSON.stringify(await tap('t', ref, 'offer'))).toContain(
        'チーム04のメンターとしての担当は終わっています',
      );
    expect(await tap('t', await teamOf('03'), 'offer')).toBeNull();
    expect(await tap('k', '-', 'next')).toBeNull();
    expect(await tap('k', about[0] ?? '', 'leave')).not.toBeNull();
  });

  it('asks nobody any more about an absence of the former mentor: the new one comes', async () => {
    const { rows } = await storage.pool.query<{ id: string }>(
      'select id from sessions where team_id = $1 and number = 2',
      [await teamOf('05')],
    );
    const sessionId = rows[0]?.id ?? '';
    const course = () =>
      storage.transact(async (records) => (await readAbsence(records, sessionId, after))?.course.kind);
    const personId = await personOf('M05A');
    const said = { kind: 'absent', because: 'sudden' } as const;
    await storage.transact((records) =>
      sayAbsence(records, { sessionId, revision: 1, personId, said, now: after }),
    );
    expect(await course()).toBe('asking');
    await replace('05', ['M05A', 'X6'], added({ code: 'X6', email: 'x6@example.org', teams: ['05'] }));
    expect(await course()).toBe('stands');
    const { rows: seats } = await storage.pool.query(
      `select p.code, s.attendance from seats s join people p on p.id = s.person_id
       where s.session_id = $1 and s.role = 'mentor' order by 1`,
      [sessionId],
    );
    expect(seats).toEqual([
      { code: 'M05B', attendance: 'expected' },
      { code: 'X6', attendance: 'expected' },
    ]);
    const planned = await storage.transact((records) =>
      records.deliveries.find({ sessionId, kinds: ['absence.pair', 'absence.desk', 'absence.participant'] }),
    );
    expect(planned.filter(({ state }) => state === 'planned')).toEqual([]);
  });

  it('hands the last lead’s note to whoever has taken the next lead’s place, and not back to the former one', async () => {
    await storage.transact(async (records) => {
      const seat = await records.sessions.findSeat(await seatOf('M06A'));
      const run = seat === null ? null : await openSeatRun(records, seat, after);
      const note = run?.form.definition.questions.find(({ onlyFor }) => onlyFor === 'lead');
      if (run === null || note === undefined) throw new Error('there is a form with a note');
      const answer = { question: note.key, value: { kind: 'text', text: '申し送り' } } as const;
      await recordAnswer(records, run, answer, { eventId: 'note', messageId: null, at: after }, after);
      await records.reflections.changeRun(run.id, { status: 'sent', sentAt: after });
    });
    // As at a session's end.
    await storage.pool.query('update sessions set lead_id = $2 where team_id = $1 and number = 1', [
      await teamOf('06'),
      await personOf('M06A'),
    ]);
    await replace('06', ['M06B', 'X7'], added({ code: 'X7', email: 'x7@example.org', teams: ['06'] }));
    await replace('06', ['M06A', 'X8'], added({ code: 'X8', email: 'x8@example.org', teams: ['06'] }));
    const noteFor = (code: string) =>
      storage.transact(async (records) => {
        const known = await records.replacements.findByCode(programme.id, code);
        const [next] = await records.sessions.upcomingSeats(await personOf('X7'), after, 1);
        return next === undefined ? null : readNote(records, next, known?.personId ?? '', after);
      });
    expect(await noteFor('X7')).toBe('申し送り');
    expect(await noteFor('M06B')).toBeNull();
  });
});
