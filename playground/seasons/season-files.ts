import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const day = z.iso.date();

/** `season.json`: what the coordinators could not have known beforehand. */
const truthSchema = z.strictObject({
  programme: z.strictObject({
    key: z.string(),
    template: z.string(),
    name: z.string(),
    shortName: z.string(),
    zone: z.string(),
    language: z.enum(['ja', 'en']),
    fromOn: day,
    toOn: day,
    phases: z.array(z.strictObject({ key: z.string(), fromOn: day, toOn: day })),
    channel: z.string(),
    deskContact: z.string(),
    deskHours: z.string(),
  }),
  seed: z.int(),
  redeliverShare: z.number().min(0).max(1),
  opensAt: instant,
  endsAt: instant,
  moves: z.array(z.strictObject({ session: z.string(), at: instant, startsAt: instant })),
  cancellations: z.array(z.strictObject({ session: z.string(), at: instant })),
  notHeld: z.array(
    z.strictObject({ session: z.string(), reason: z.enum(['moved', 'errand', 'no_connection']) }),
  ),
  absences: z.array(z.strictObject({ person: z.string(), session: z.string(), at: instant })),
  blocks: z.array(z.strictObject({ person: z.string(), at: instant })),
  participants: z.array(
    z.strictObject({
      code: z.string(),
      temperament: z.enum(['prompt', 'late', 'terse', 'types', 'twice', 'never', 'blocks']),
      style: z.enum(['taps', 'types', 'mixed', 'fragments']),
      joinCode: z.enum(['as_given', 'full_width', 'lower_case', 'spaces', 'no_hyphen', 'wrong_first']),
      invitedAt: instant,
      joinsAt: instant,
    }),
  ),
  mentors: z.array(
    z.strictObject({
      code: z.string(),
      temperament: z.enum(['prompt', 'late', 'terse', 'no_modal', 'closes_modal', 'edits', 'later_first']),
    }),
  ),
});

export type SeasonTruth = z.infer<typeof truthSchema>;

const rosterRow = z
  .strictObject({
    コード: z.string().min(1),
    チーム: z.string(),
    役割: z.enum(['参加者', 'メンター', 'サポーター', '事務局']),
    氏名: z.string().min(1),
    団体: z.string(),
    メール: z.email(),
    タイムゾーン: z.string().min(1),
    言語: z.enum(['ja', 'en']),
    お知らせを控える時間: z.string(),
  })
  .transform((row) => ({
    code: row.コード,
    teams: row.チーム.split('、').filter((team) => team !== ''),
    role: row.役割,
    name: row.氏名,
    organisation: row.団体,
    email: row.メール,
    zone: row.タイムゾーン,
    language: row.言語,
    quiet: row.お知らせを控える時間,
  }));

export type RosterRow = z.infer<typeof rosterRow>;

const sessionRow = z
  .strictObject({
    チーム: z.string(),
    回: z.coerce.number().int().positive(),
    種別: z.enum(['研修', 'メンタリング', '振り返りの会', 'メンター振り返り会']),
    日付: z.string().regex(/^\d{4}\/\d{1,2}\/\d{1,2}$/u),
    開始: z.string().regex(/^\d{1,2}:\d{2}$/u),
    分: z.coerce.number().int().positive(),
    リンク: z.url({ protocol: /^https$/u }),
  })
  .transform((row) => ({
    team: row.チーム,
    number: row.回,
    kind: row.種別,
    date: toIsoDate(row.日付),
    time: row.開始,
    minutes: row.分,
    link: row.リンク,
  }));

export type SessionRow = z.infer<typeof sessionRow>;

/** The truth of a season; throws when the file does not have its shape. */
export function readTruth(path: string): SeasonTruth {
  return truthSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** The roster as a coordinator wrote it. */
export function readRoster(path: string): readonly RosterRow[] {
  return z.array(rosterRow).parse(readRows(path));
}

/** The sessions as a coordinator wrote them; dates and times are local to the programme. */
export function readSessions(path: string): readonly SessionRow[] {
  return z.array(sessionRow).parse(readRows(path));
}

function readRows(path: string): unknown {
  return parse(readFileSync(path), { bom: true, columns: true, skipEmptyLines: true });
}

function toIsoDate(written: string): string {
  const [year = '', month = '', date = ''] = written.split('/');
  return [year, month.padStart(2, '0'), date.padStart(2, '0')].join('-');
}
