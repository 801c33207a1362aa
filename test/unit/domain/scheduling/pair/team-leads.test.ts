import { describe, expect, it } from 'vitest';
import {
  chooseLead,
  type LeadRecord,
  type LedSession,
  leadsOf,
  nextSession,
  sessionBefore,
  type Tenure,
} from '../../../../../src/domain/scheduling/pair/team-leads.ts';

const day = (date: string): Date => new Date(`2024-${date}T12:00:00Z`);
const now = day('11-20');

function tenure(personId: string, more: Partial<Tenure> = {}): Tenure {
  const part = { enrolmentId: `as ${personId}`, replacesId: null, endedAt: null };
  return { personId, zone: 'Asia/Tokyo', pausedUntil: null, away: [], ...part, ...more };
}

function session(id: string, date: string, more: Partial<LedSession> = {}): LedSession {
  const startsAt = day(date);
  const endsAt = new Date(startsAt.getTime() + 40 * 60_000);
  const state = startsAt < now ? 'held' : 'planned';
  return { id, startsAt, endsAt, state, leadId: null, swaps: 0, absent: [], ...more };
}

const [a, b] = [tenure('a'), tenure('b')];
const season = (...more: readonly LedSession[]): LeadRecord => ({ mentors: [a, b], sessions: more });
const leads = (record: LeadRecord, at = now) => [...leadsOf(record, at)].map(([id, lead]) => `${id} ${lead}`);

describe('who leads a team’s sessions', () => {
  it('alternates through what took place and what stands', () => {
    const record = season(session('1', '11-05'), session('2', '11-19'), session('3', '12-03'));
    expect(leads(record)).toEqual(['1 a', '2 b', '3 a']);
  });

  it('is kept once a session is over, whatever is said of the mentors later', () => {
    const kept = session('1', '11-05', { leadId: 'b', absent: ['b'] });
    expect(leads(season(kept, session('2', '12-03')))).toEqual(['1 b', '2 a']);
  });

  it('counts nothing that did not take place or has no date', () => {
    const gone = (['missed', 'cancelled', 'unsettled'] as const).map((state, index) =>
      session(state, `11-1${index}`, { state }),
    );
    expect(leads(season(session('1', '11-05'), ...gone, session('2', '12-03')))).toEqual(['1 a', '2 b']);
  });

  it('supposes that what nobody has spoken of yet took place', () => {
    const silent = session('1', '11-19', { state: 'planned' });
    expect(leads(season(silent, session('2', '12-03')))).toEqual(['1 a', '2 b']);
  });

  it('passes to the partner of who cannot come, is away or pauses on the day, and on from there', () => {
    const coming = session('1', '12-03');
    const after = session('2', '12-17');
    const away = tenure('a', { away: [{ fromOn: '2024-12-01', toOn: '2024-12-03' }] });
    const resting = tenure('a', { pausedUntil: '2024-12-03' });
    expect(leads(season({ ...coming, absent: ['a'] }, after))).toEqual(['1 b', '2 a']);
    for (const one of [away, resting])
      expect(leads({ mentors: [one, b], sessions: [coming, after] })).toEqual(['1 b', '2 a']);
    const others = tenure('a', { away: [{ fromOn: '2024-12-04', toOn: '2024-12-09' }] });
    expect(leads({ mentors: [others, b], sessions: [coming, after] })).toEqual(['1 a', '2 b']);
  });

  it('does not call back what is over for days away that were said later', () => {
    const away = tenure('a', { away: [{ fromOn: '2024-11-01', toOn: '2024-11-30' }] });
    const over = session('1', '11-05');
    expect(leads({ mentors: [away, b], sessions: [over, session('2', '12-03')] })).toEqual(['1 a', '2 b']);
  });

  it('passes with the place to who takes it over, and a place that nobody holds is none', () => {
    const gone = tenure('a', { endedAt: day('11-10') });
    const sessions = [
      session('1', '11-05', { leadId: 'a' }),
      session('2', '11-19', { leadId: 'b' }),
      session('3', '12-03'),
    ];
    const c = tenure('c', { replacesId: gone.enrolmentId });
    expect(leads({ mentors: [gone, b, c], sessions })).toEqual(['1 a', '2 b', '3 c']);
    expect(leads({ mentors: [gone, b], sessions })).toEqual(['1 a', '2 b', '3 b']);
  });

  it('is whom the pair chose, and nobody where no mentor comes', () => {
    const record = season(session('1', '12-03'), session('2', '12-17'));
    expect(leads(chooseLead(record, '1', 'b'))).toEqual(['1 b', '2 a']);
    expect(leads(season(session('1', '12-03', { absent: ['a', 'b'] })))).toEqual(['1 null']);
  });
});

describe('the sessions around a hand-over', () => {
  it('are the one that took place last and the next with a date', () => {
    const record = season(
      session('1', '11-05'),
      session('2', '11-19', { state: 'missed' }),
      session('3', '12-03', { state: 'unsettled' }),
      session('4', '12-17'),
    );
    expect(nextSession(record, now)?.id).toBe('4');
    expect(sessionBefore(record, '4', now)?.id).toBe('1');
    expect(sessionBefore(record, '1', now)).toBeNull();
    expect(nextSession(record, day('12-20'))).toBeNull();
    expect(sessionBefore(record, 'unknown', now)).toBeNull();
  });

  it('wait for what is still to come in between', () => {
    const record = season(session('1', '11-05'), session('2', '12-03'), session('3', '12-17'));
    expect(sessionBefore(record, '3', now)?.id).toBe('1');
    expect(sessionBefore(record, '3', day('12-04'))?.id).toBe('2');
  });
});
