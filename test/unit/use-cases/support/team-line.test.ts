import { describe, expect, it } from 'vitest';
import type { TeamNews } from '../../../../src/domain/digests/team-news.ts';
import type { StandstillReason } from '../../../../src/domain/scheduling/pace/find-standstill.ts';
import { textsFor } from '../../../../src/i18n/index.ts';
import { teamLine } from '../../../../src/use-cases/support/team-line.ts';

const met = new Date('2024-11-04T12:00:00Z');
const next = new Date('2024-12-10T12:00:00Z');
const first: TeamNews = { heldAt: [], lastAt: null, still: null, next: { kind: 'none' } };
const stands = (reason: StandstillReason | null): TeamNews => ({
  ...first,
  lastAt: met,
  still: { days: 28, lastAt: met, reason },
});

function line(news: TeamNews, language: 'ja' | 'en' = 'ja', zone = 'Asia/Tokyo'): string {
  const texts = textsFor(language);
  return teamLine(news, { texts, team: texts.home.team({ team: '07' }), zone });
}

describe('a team in one line', () => {
  it('tells a pause without saying whose it is, and an absence as the desk does', () => {
    const pause = stands({ kind: 'pause', untilOn: '2024-12-01' });
    expect(line(pause)).toBe('チーム07：前回 11/4。お休み 12/1まで。次回の日時はこれから');
    expect(line(pause, 'en')).toBe('Team 07: last date 4 Nov, a break until 1 Dec, no next date yet');
    expect(line(stands({ kind: 'away', untilOn: '2024-12-01' }))).toContain('メンターの不在 12/1まで');
  });

  it('counts the days where nobody gave a reason, and names an open proposal once', () => {
    expect(line(stands(null))).toBe('チーム07：前回 11/4。28日あいています。次回の日時はこれから');
    const offered = { ...stands({ kind: 'proposal', days: 2 }), next: { kind: 'offered', days: 2 } } as const;
    expect(line(offered)).toBe(
      'チーム07：前回 11/4。28日あいています。次回は日程の相談中（候補を出して2日）',
    );
    expect(line({ ...first, still: { days: 30, lastAt: null, reason: null } }, 'en')).toBe(
      'Team 07: the first meeting is still to come, 30 days since the start',
    );
  });

  it('says once that the first meeting is to come, and its date as soon as it has one', () => {
    expect(line(first)).toBe('チーム07：最初の回はこれから');
    const dated = { ...first, next: { kind: 'set', at: next } } as const;
    expect(line(dated)).toBe('チーム07：最初の回はこれから。次回 12/10(火) 21:00');
  });

  it('writes days and hours as the reader’s own calendar has them', () => {
    const held: TeamNews = { ...first, heldAt: [met, next], lastAt: next, next: { kind: 'set', at: next } };
    expect(line(held, 'en', 'America/Los_Angeles')).toBe(
      'Team 07: met 4 Nov and 10 Dec, next Tue 10 Dec, 4:00',
    );
  });
});
