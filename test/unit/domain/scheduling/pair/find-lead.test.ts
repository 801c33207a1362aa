import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ComingSession,
  findLead,
  type LeadFacts,
} from '../../../../../src/domain/scheduling/pair/find-lead.ts';
import { createCensus } from '../../../../support/arbitraries/moments.ts';

const usual: ComingSession = { absent: [], chosen: null };
const pair = [['a'], ['b']];
const without = (...absent: string[]): ComingSession => ({ absent, chosen: null });

/** Who leads each of several sessions that take place one after the other. */
function takeTurns({ places, led }: LeadFacts, coming: readonly ComingSession[]): readonly (string | null)[] {
  const leads = [...led];
  for (const session of coming) leads.push(findLead({ places, led: leads }, session));
  return leads.slice(led.length);
}

describe('who leads a session', () => {
  it('is the first mentor of the roster, then each in turn', () => {
    expect(takeTurns({ places: pair, led: [] }, [usual, usual, usual])).toEqual(['a', 'b', 'a']);
    expect(findLead({ places: pair, led: ['a', 'b', 'a'] }, usual)).toBe('b');
  });

  it('goes on from a swap as it went', () => {
    const coming = [usual, { absent: [], chosen: 'a' }, usual];
    expect(takeTurns({ places: pair, led: [] }, coming)).toEqual(['a', 'a', 'b']);
  });

  it('is never a mentor who cannot come, chosen or in turn', () => {
    const facts = { places: pair, led: ['a'] };
    expect(findLead(facts, without('b'))).toBe('a');
    expect(findLead(facts, { absent: ['b'], chosen: 'b' })).toBe('a');
    expect(findLead(facts, without('a', 'b'))).toBeNull();
  });

  it('counts who went alone as the lead', () => {
    expect(takeTurns({ places: pair, led: ['b'] }, [without('a'), usual])).toEqual(['b', 'a']);
  });

  it("takes the former mentor's turn when one was replaced", () => {
    const places = [['a'], ['b', 'c']];
    expect(findLead({ places, led: ['a', 'b', 'a'] }, usual)).toBe('c');
    expect(findLead({ places, led: ['a', 'b'] }, usual)).toBe('a');
    expect(findLead({ places, led: ['b'] }, { absent: [], chosen: 'b' })).toBe('a');
  });

  it('passes over sessions of which nobody knows the lead', () => {
    expect(findLead({ places: pair, led: ['a', null, 'stranger'] }, usual)).toBe('b');
    expect(findLead({ places: pair, led: [null] }, usual)).toBe('a');
  });

  it('is the only mentor, or nobody, where there is no pair', () => {
    expect(takeTurns({ places: [['a']], led: ['a'] }, [usual, usual])).toEqual(['a', 'a']);
    expect(takeTurns({ places: [], led: ['a'] }, [usual])).toEqual([null]);
  });

  it('alternates between the places through any season of absences, swaps and replacements', () => {
    const census = createCensus(['in turn', 'partner', 'nobody', 'chosen', 'replaced']);
    const steps = fc.array(
      fc.record({
        absent: fc.subarray([0, 1]),
        swaps: fc.boolean(),
        replaces: fc.option(fc.constantFrom(0, 1), { freq: 8 }),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(steps, (season) => {
        const holders: [string[], string[]] = [['m0'], ['m1']];
        const led: (string | null)[] = [];
        let lastPlace = 1;
        season.forEach(({ absent, swaps, replaces }, index) => {
          if (replaces !== null) holders[replaces === 0 ? 0 : 1].push(`new-${index}`);
          census.count('replaced', replaces !== null);
          const now = holders.map((place) => place.at(-1) ?? '');
          const turn = 1 - lastPlace;
          const wanted = swaps ? 1 - turn : turn;
          const expected = absent.includes(wanted) ? 1 - wanted : wanted;
          const isNobody = absent.length === 2;
          const lead = findLead(
            { places: holders, led },
            { absent: absent.map((place) => now[place] ?? ''), chosen: swaps ? (now[wanted] ?? null) : null },
          );
          expect(lead).toBe(isNobody ? null : now[expected]);
          led.push(lead);
          if (lead !== null) lastPlace = now.indexOf(lead);
          census.count('nobody', isNobody);
          census.count('chosen', swaps && !absent.includes(wanted));
          census.count('partner', !swaps && !isNobody && absent.includes(turn));
          census.count('in turn', !swaps && !absent.includes(turn));
        });
      }),
      { numRuns: 500 },
    );
    expect(census.missing()).toEqual([]);
  });
});
