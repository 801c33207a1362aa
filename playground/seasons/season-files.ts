import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const day = z.iso.date();
const time = z.string().regex(/^\d{2}:\d{2}$/u);

const mentorTemperament = z.enum([
  'prompt',
  'late',
  'terse',
  'no_modal',
  'closes_modal',
  'edits',
  'later_first',
]);

/** `season.json`: who the people of the roster are, and when their teams could meet. */
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
  replacement: z.strictObject({
    team: z.string(),
    former: z.string(),
    fromOn: day,
    comer: z.strictObject({
      code: z.string(),
      name: z.string(),
      email: z.email(),
      zone: z.string(),
      language: z.enum(['ja', 'en']),
      temperament: mentorTemperament,
    }),
  }),
  seed: z.int(),
  redeliverShare: z.number().min(0).max(1),
  opensAt: instant,
  endsAt: instant,
  training: z.strictObject({ on: day, at: time, minutes: z.int(), link: z.url() }),
  closingsSetAt: instant,
  teams: z.array(
    z.strictObject({
      code: z.string(),
      firstOn: day,
      at: time,
      minutes: z.int(),
      link: z.url(),
      closingOn: day,
      mentorsClosingOn: day,
    }),
  ),
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
      temperament: mentorTemperament,
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

/** The truth of a season; throws when the file does not have its shape. */
export function readTruth(path: string): SeasonTruth {
  return truthSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** The roster as a coordinator wrote it. */
export function readRoster(path: string): readonly RosterRow[] {
  return z
    .array(rosterRow)
    .parse(parse(readFileSync(path), { bom: true, columns: true, skipEmptyLines: true }));
}
