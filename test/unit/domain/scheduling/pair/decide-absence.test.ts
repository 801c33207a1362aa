import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { npoMentoring } from '../../../../../src/domain/programmes/npo-mentoring/template.ts';
import {
  type AbsenceFacts,
  decideAbsence,
  type PartnerChoice,
  planAbsenceDeadlines,
} from '../../../../../src/domain/scheduling/pair/decide-absence.ts';
import { createCensus } from '../../../../support/arbitraries/moments.ts';
import { expectedCourse } from './expected-course.ts';

const policy = npoMentoring.scheduling.absence;
const startsAt = new Date('2024-11-12T12:00:00Z');
/** So many minutes before the start. */
const early = (minutes: number): Date => new Date(startsAt.getTime() - minutes * 60_000);

const out = (personId: string, minutes: number, back: number | null = null) => ({
  personId,
  at: early(minutes),
  backAt: back === null ? null : early(back),
});
const says = (personId: string, choice: PartnerChoice, minutes: number) => ({
  personId,
  choice,
  at: early(minutes),
});

function course(minutes: number, changes: Partial<AbsenceFacts> = {}) {
  return decideAbsence({
    startsAt,
    mentors: ['a', 'b'],
    absences: [out('a', 180)],
    answers: [],
    policy,
    now: early(minutes),
    ...changes,
  });
}

describe('a mentor who cannot come', () => {
  it('puts the question to the partner, then to the desk, then it becomes a move', () => {
    const deadlines = { deskAt: early(60), moveAt: early(30) };
    expect(course(180)).toEqual({ kind: 'asking', deskKnows: false, ...deadlines });
    expect(course(61)).toEqual({ kind: 'asking', deskKnows: false, ...deadlines });
    expect(course(60)).toEqual({ kind: 'asking', deskKnows: true, ...deadlines });
    expect(course(31)).toEqual({ kind: 'asking', deskKnows: true, ...deadlines });
    expect(course(30)).toEqual({ kind: 'move', because: 'silence' });
    expect(course(-60)).toEqual({ kind: 'move', because: 'silence' });
  });

  it('who can after all at the very instant is as if nothing had been said', () => {
    const absences = [{ ...out('a', 180), backAt: early(180) }];
    expect(course(180, { absences })).toEqual({ kind: 'stands' });
    expect(course(20, { absences })).toEqual({ kind: 'stands' });
  });

  it.each([
    ['alone', { kind: 'alone', by: 'b' }],
    ['move', { kind: 'move', because: 'partner' }],
    ['skip', { kind: 'skip', by: 'b' }],
  ] as const)('and whose partner says %s: %o, and no later tap changes it', (choice, expected) => {
    const answers = [says('b', choice, 31)];
    expect(course(31, { answers })).toEqual(expected);
    for (const later of ['alone', 'move', 'skip'] as const)
      expect(course(0, { answers: [...answers, says('b', later, 20)] })).toEqual(expected);
  });

  it('is not decided by an answer that came too late, nor by the absent mentor', () => {
    expect(course(0, { answers: [says('b', 'alone', 30)] })).toEqual({ kind: 'move', because: 'silence' });
    expect(course(100, { answers: [says('a', 'skip', 150)] })).toMatchObject({ kind: 'asking' });
    expect(course(100, { answers: [says('stranger', 'skip', 150)] })).toMatchObject({ kind: 'asking' });
  });

  it('makes it a move at once when the partner cannot come either, though the partner had said alone', () => {
    const nobody = { kind: 'move', because: 'nobody' };
    expect(course(100, { absences: [out('a', 180), out('b', 100)] })).toEqual(nobody);
    const answers = [says('b', 'alone', 170)];
    expect(course(20, { absences: [out('a', 180), out('b', 20)], answers })).toEqual(nobody);
    expect(course(180, { mentors: ['a'] })).toEqual(nobody);
  });

  it('leaves a decision to move or skip as it is, whoever else is out or back', () => {
    const answers = [says('b', 'skip', 170)];
    const absences = [out('a', 180, 160), out('b', 100)];
    expect(course(0, { answers, absences })).toEqual({ kind: 'skip', by: 'b' });
  });

  it('who can come after all makes the session stand, until it has become a move', () => {
    expect(course(40, { absences: [out('a', 180, 40)] })).toEqual({ kind: 'stands' });
    expect(course(40, { absences: [out('a', 180, 40)], answers: [says('b', 'alone', 100)] })).toEqual({
      kind: 'stands',
    });
    expect(course(20, { absences: [out('a', 180, 29)] })).toEqual({ kind: 'move', because: 'silence' });
  });

  it('takes who comes back before who leaves at the same instant, however they are listed', () => {
    const absences = [out('b', 100), out('a', 180, 100)];
    for (const listed of [absences, absences.toReversed()])
      expect(course(100, { absences: listed })).toMatchObject({ kind: 'asking', deskKnows: false });
  });

  it('asks the others again when who would have gone alone is out too', () => {
    const changes = {
      mentors: ['a', 'b', 'c'],
      absences: [out('a', 180), out('b', 50)],
      answers: [says('b', 'alone', 170)],
    };
    expect(course(45, changes)).toEqual({
      kind: 'asking',
      deskKnows: true,
      deskAt: early(50),
      moveAt: early(30),
    });
  });

  it('is moved when the one who was asked leaves the pair, and stands with the other one when the absent one does', () => {
    const answers = [says('b', 'alone', 170)];
    const nobody = { kind: 'move', because: 'nobody' };
    for (const given of [[], answers])
      expect(course(100, { mentors: ['a'], answers: given })).toEqual(nobody);
    expect(course(100, { mentors: ['b'] })).toEqual({ kind: 'alone', by: 'b' });
    expect(course(100, { mentors: ['b'], absences: [out('a', 180), out('b', 100)] })).toEqual(nobody);
    expect(course(100, { mentors: ['b'], absences: [out('a', 180, 150)] })).toEqual({ kind: 'stands' });
    expect(course(100, { mentors: ['b', 'c'] })).toEqual({ kind: 'stands' });
    expect(course(100, { mentors: [], absences: [] })).toEqual(nobody);
  });

  it('says so after the start: nothing is left to decide', () => {
    expect(course(-1, { absences: [out('a', 0)] })).toEqual({ kind: 'begun' });
    expect(course(5, { absences: [] })).toEqual({ kind: 'stands' });
  });

  it.each([
    [61, 60, 30],
    [60, 60, 30],
    [59, 59, 30],
    [31, 31, 30],
    [30, 30, 30],
    [5, 5, 5],
  ])('%d minutes before: the desk %d and a move %d before', (said, desk, move) => {
    const deadlines = planAbsenceDeadlines({ startsAt, saidAt: early(said), policy });
    expect(deadlines).toEqual({ deskAt: early(desk), moveAt: early(move) });
    expect(course(said, { absences: [out('a', said)] }).kind).toBe(said > 30 ? 'asking' : 'move');
  });
});

it('every story of an absence ends as it does when lived minute by minute, and what is final stays', () => {
  const census = createCensus([
    ...['stands', 'asking', 'alone', 'skip', 'begun'],
    ...['move partner', 'move silence', 'move nobody', 'asking desk', 'left behind'],
  ]);
  const people = fc.constantFrom('a', 'b', 'a', 'b', 'c');
  const minutes = fc.oneof(
    fc.integer({ min: -10, max: 240 }),
    fc.integer({ min: 20, max: 70 }),
    fc.integer({ min: -10, max: 3 }),
  );
  const stories = fc.record({
    mentors: fc.constantFrom(['a', 'b'], ['a', 'b'], ['a'], ['a', 'b', 'c'], []),
    absences: fc.array(
      fc
        .tuple(people, minutes, fc.option(fc.integer({ min: 1, max: 200 }), { freq: 2 }))
        .map(([personId, said, stay]) => out(personId, said, stay === null ? null : said - stay)),
      { maxLength: 3 },
    ),
    answers: fc.array(
      fc
        .tuple(people, fc.constantFrom<PartnerChoice>('alone', 'alone', 'move', 'skip'), minutes)
        .map(([personId, choice, said]) => says(personId, choice, said)),
      { maxLength: 3 },
    ),
    looks: fc.tuple(minutes, minutes),
  });
  fc.assert(
    fc.property(stories, ({ looks, ...story }) => {
      const [first = 0, second = 0] = [...looks].sort((a, b) => b - a);
      const [earlier, later] = [first, second].map((minute) => {
        const facts = { ...story, startsAt, policy, now: early(minute) };
        const found = decideAbsence(facts);
        expect(found).toEqual(expectedCourse(facts));
        census.count(found.kind === 'move' ? `move ${found.because}` : found.kind);
        census.count('left behind', found.kind === 'alone' && story.mentors.length === 1);
        census.count('asking desk', found.kind === 'asking' && found.deskKnows);
        return found;
      });
      if (earlier?.kind === 'move' || earlier?.kind === 'skip') expect(later).toEqual(earlier);
    }),
    { numRuns: 3_000 },
  );
  expect(census.missing()).toEqual([]);
});
