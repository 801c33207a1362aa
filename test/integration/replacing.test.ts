import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/domain/messaging/actions.ts';
import { recordAnswer } from '../../src/use-cases/record-answer.ts';
import { proposeTimes } from '../../src/use-cases/scheduling/propose-times.ts';
import { formerTurn } from '../../src/use-cases/slack/replacing/former-turn.ts';
import { after, before, comer, replacingAmong, start } from '../support/databases/replacing-among.ts';

describe('replacing a mentor', () => {
  const { storage, programme, replace, openRun, personOf, seatOf, teamOf } = replacingAmong(4);

  it.each([
    ['unknownTeam', '09', 'M01A', 'X1', comer()],
    ['notMentor', '01', 'M09A', 'X1', comer()],
    ['notMentor', '01', 'M02A', 'X1', comer()],
    ['notMentor', '01', 'P01A', 'X1', comer()],
    ['same', '01', 'M01A', 'M01A', null],
    ['inPair', '01', 'M01A', 'M01B', null],
    ['otherTeam', '01', 'M01A', 'M02B', null],
    ['participant', '01', 'M01A', 'P02A', null],
    ['unknownPerson', '01', 'M01A', 'X9', null],
    ['emailTaken', '01', 'M01A', 'X1', comer({ email: 'm02a@example.org' })],
    ['codeTaken', '01', 'M01A', 'K1', comer({ code: 'K1', email: 'x1@example.org' })],
  ] as const)('is refused as %s and writes nothing (%s: %s to %s)', async (kind, team, from, to, row) => {
    const count = async () => (await storage().pool.query('select * from enrolments order by id')).rows;
    const stood = await count();
    expect(await replace(team, [from, to], row)).toMatchObject({ kind: 'refused', refusal: { kind } });
    expect(await count()).toEqual(stood);
  });

  it('leaves seats of the past to those who held them, and what they answered decides how the session went', async () => {
    const met = async (code: string, value: boolean, now: Date): Promise<void> => {
      const seatId = await seatOf(code);
      await storage().transact(async (records) => {
        const run = await openRun(records, seatId, now);
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
    expect(await replace('01', ['M01A', 'X1'], comer())).toMatchObject({ kind: 'replaced', sessions: 1 });
    await met('M01B', false, after);
    const { rows } = await storage().pool.query(
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
      replace('02', ['M02A', 'X2'], comer({ code: 'X2', teams: ['02'] })),
      replace('02', ['M02A', 'X3'], comer({ code: 'X3', teams: ['02'] })),
    ]);
    expect(new Set(both.map(({ kind }) => kind))).toEqual(new Set(['replaced', 'refused']));
    const places = await storage().transact(async (records) =>
      records.replacements.placesOf(await teamOf('02')),
    );
    expect(places.map(({ length }) => length)).toEqual([2, 1]);
  });

  it('takes no dates from somebody who was replaced while they wrote them', async () => {
    const [teamId, personId] = [await teamOf('03'), await personOf('M03A')];
    const offer = () =>
      storage().transact((records) =>
        proposeTimes(records, {
          ...{ teamId, sessionId: null, personId, minutes: 40, link: null, mode: 'offer', now: after },
          starts: [new Date('2024-12-03T12:00:00Z')],
        }),
      );
    expect(await offer()).toMatchObject({ kind: 'offered' });
    await replace('03', ['M03A', 'X4'], comer({ code: 'X4', teams: ['03'] }));
    expect(await offer()).toEqual({ kind: 'unknown' });
    const open = await storage().transact((records) => records.proposals.openOf(teamId));
    expect(open?.times).toHaveLength(1);
  });

  it('drops what was planned for the former mentor, and nothing of their other roles', async () => {
    await storage().transact(async (records) => {
      const personId = await personOf('M04A');
      const base = {
        programmeId: programme().id,
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
    await replace('04', ['M04A', 'X5'], comer({ code: 'X5', teams: ['04'] }));
    const { rows } = await storage().pool.query(
      `select dedupe_key as key, state, reason from deliveries where dedupe_key in ('a', 'b') order by 1`,
    );
    expect(rows).toEqual([
      { key: 'a', state: 'cancelled', reason: 'replaced' },
      { key: 'b', state: 'planned', reason: null },
    ]);
  });

  it('tells a former mentor with another role the truth about the team, and leaves their own buttons alone', async () => {
    const personId = await personOf('M04A');
    await storage().pool.query(
      `insert into enrolments (id, programme_id, person_id, role, team_codes, created_at)
       values (gen_random_uuid(), $1, $2, 'supporter', '{04}', $3)`,
      [programme().id, personId, before],
    );
    const tap = (kind: Action['kind'], ref: string, key: string) =>
      storage().transact(async (records) => {
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
});
