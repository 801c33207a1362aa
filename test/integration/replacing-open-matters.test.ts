import { describe, expect, it } from 'vitest';
import { readAbsence } from '../../src/use-cases/absences/absence-state.ts';
import { sayAbsence } from '../../src/use-cases/absences/say-absence.ts';
import { recordAnswer } from '../../src/use-cases/record-answer.ts';
import { readNote } from '../../src/use-cases/scheduling/leads/read-note.ts';
import { after, comer, replacingAmong } from '../support/databases/replacing-among.ts';

describe('a mentor replaced while something is open', () => {
  const { storage, programme, replace, openRun, personOf, seatOf, teamOf } = replacingAmong(6);

  it('asks nobody any more about an absence of the former mentor: the new one comes', async () => {
    const { rows } = await storage().pool.query<{ id: string }>(
      'select id from sessions where team_id = $1 and number = 2',
      [await teamOf('05')],
    );
    const sessionId = rows[0]?.id ?? '';
    const course = () =>
      storage().transact(async (records) => (await readAbsence(records, sessionId, after))?.course.kind);
    const personId = await personOf('M05A');
    const said = { kind: 'absent', because: 'sudden' } as const;
    await storage().transact((records) =>
      sayAbsence(records, { sessionId, revision: 1, personId, said, now: after }),
    );
    expect(await course()).toBe('asking');
    await replace('05', ['M05A', 'X6'], comer({ code: 'X6', teams: ['05'] }));
    expect(await course()).toBe('stands');
    const { rows: seats } = await storage().pool.query(
      `select p.code, s.attendance from seats s join people p on p.id = s.person_id
       where s.session_id = $1 and s.role = 'mentor' order by 1`,
      [sessionId],
    );
    expect(seats).toEqual([
      { code: 'M05B', attendance: 'expected' },
      { code: 'X6', attendance: 'expected' },
    ]);
    const planned = await storage().transact((records) =>
      records.deliveries.find({ sessionId, kinds: ['absence.pair', 'absence.desk', 'absence.participant'] }),
    );
    expect(planned.filter(({ state }) => state === 'planned')).toEqual([]);
  });

  it('hands the last lead’s note to whoever has taken the next lead’s place, and not back to the former one', async () => {
    await storage().transact(async (records) => {
      const run = await openRun(records, await seatOf('M06A'), after);
      const note = run.form.definition.questions.find(({ onlyFor }) => onlyFor === 'lead');
      if (note === undefined) throw new Error('the form has a note');
      const answer = { question: note.key, value: { kind: 'text', text: '申し送り' } } as const;
      await recordAnswer(records, run, answer, { eventId: 'note', messageId: null, at: after }, after);
      await records.reflections.changeRun(run.id, { status: 'sent', sentAt: after });
    });
    // As at a session's end.
    await storage().pool.query('update sessions set lead_id = $2 where team_id = $1 and number = 1', [
      await teamOf('06'),
      await personOf('M06A'),
    ]);
    await replace('06', ['M06B', 'X7'], comer({ code: 'X7', teams: ['06'] }));
    await replace('06', ['M06A', 'X8'], comer({ code: 'X8', teams: ['06'] }));
    const noteFor = (code: string) =>
      storage().transact(async (records) => {
        const known = await records.replacements.findByCode(programme().id, code);
        const [next] = await records.sessions.upcomingSeats(await personOf('X7'), after, 1);
        return next === undefined ? null : readNote(records, next, known?.personId ?? '', after);
      });
    expect(await noteFor('X7')).toBe('申し送り');
    expect(await noteFor('M06B')).toBeNull();
  });
});
