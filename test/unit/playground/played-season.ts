import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { createDiary, type Diary } from '../../../playground/seasons/diary/diary.ts';
import { loadSeason } from '../../../playground/seasons/load-season.ts';
import type { PlayedSeason } from '../../../playground/seasons/season.ts';
import { instantOf } from '../../../playground/seasons/zoned-time.ts';

const folder = new URL('../../fixtures/season-2024/', import.meta.url);
const kinds = {
  研修: 'training',
  メンタリング: 'mentoring',
  振り返りの会: 'closing',
  メンター振り返り会: 'mentors_closing',
} as const;
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const rowsSchema = z.array(
  z.object({
    チーム: z.string(),
    回: z.coerce.number(),
    種別: z.enum(['研修', 'メンタリング', '振り返りの会', 'メンター振り返り会']),
    日付: z.string(),
    開始: z.string(),
    分: z.coerce.number(),
    リンク: z.url(),
  }),
);
const happenedSchema = z.object({
  moves: z.array(z.object({ session: z.string(), at: instant, startsAt: instant })),
  cancellations: z.array(z.object({ session: z.string(), at: instant })),
  notHeld: z.array(z.object({ session: z.string(), reason: z.enum(['moved', 'errand', 'no_connection']) })),
  absences: z.array(z.object({ person: z.string(), session: z.string(), at: instant })),
});

/** A season whose dates all stand from the first day, with two moves, a cancellation and two absences: no chance in it. */
export function loadPlayedSeason(): { readonly season: PlayedSeason; readonly diary: Diary } {
  const season = loadSeason('2024');
  const rows = rowsSchema.parse(
    parse(readFileSync(new URL('sessions.csv', folder)), { bom: true, columns: true, skipEmptyLines: true }),
  );
  const happened = happenedSchema.parse(JSON.parse(readFileSync(new URL('happened.json', folder), 'utf8')));
  let now = season.opensAt;
  const notHeld = new Map(happened.notHeld.map(({ session, reason }) => [session, reason]));
  const diary = createDiary({ season, now: () => now, notHeld });
  for (const row of rows) {
    const date = row.日付
      .split('/')
      .map((part) => part.padStart(2, '0'))
      .join('-');
    diary.agree({
      team: row.チーム === '' ? null : row.チーム,
      kind: kinds[row.種別],
      number: row.回,
      startsAt: instantOf(date, row.開始, season.programme.zone),
      minutes: row.分,
      link: row.リンク,
    });
  }
  const acts = [
    ...happened.moves.map(({ session, at, startsAt }) => ({
      at,
      act: () => {
        const known = diary.find(session);
        if (known !== null) diary.agree({ ...known, startsAt });
      },
    })),
    ...happened.cancellations.map(({ session, at }) => ({ at, act: () => diary.cancel(session) })),
    ...happened.absences.map(({ session, at, person }) => ({
      at,
      act: () => diary.sitOut(session, person),
    })),
  ];
  for (const { at, act } of acts.sort((a, b) => a.at.getTime() - b.at.getTime())) {
    now = at;
    act();
  }
  return { season: { ...season, sessions: diary.sessions() }, diary };
}
