import { failure, type Result, success } from '../../../shared/result.ts';
import { isZone } from '../../time.ts';
import type { Language, QuietRange, Role } from '../people.ts';
import { parseQuietRanges } from '../quiet-ranges.ts';
import { readRequired, readText } from './cells.ts';
import { keyOf } from './columns.ts';
import type { RosterReason } from './roster-row.ts';

const longestCode = 20;
const longestEmail = 254;
const longestWord = 100;

const roleWords: Readonly<Record<Role, readonly string[]>> = {
  participant: ['参加者', '団体参加者', 'participant'],
  mentor: ['メンター', 'mentor'],
  supporter: ['サポーター', 'supporter'],
  coordinator: ['事務局', 'コーディネーター', 'コーディネータ', 'coordinator'],
};

const languageWords: Readonly<Record<Language, readonly string[]>> = {
  ja: ['ja', '日本語', 'japanese'],
  en: ['en', '英語', 'english'],
};

/** A code: letters, digits, `-` and `_` after NFKC, in upper case, at most twenty. */
export function readCode(cell: string): Result<string, RosterReason> {
  const code = cell.normalize('NFKC').toUpperCase();
  const text = readRequired(code, longestCode);
  if (!text.ok) return text;
  return /^[A-Z0-9_-]+$/.test(code) ? success(code) : failure({ kind: 'badCode', value: cell });
}

export function readRole(cell: string): Result<Role, RosterReason> {
  const text = readRequired(cell, longestWord);
  if (!text.ok) return text;
  const roles: readonly Role[] = ['participant', 'mentor', 'supporter', 'coordinator'];
  const role = roles.find((candidate) => isOneOf(roleWords[candidate], cell));
  return role === undefined ? failure({ kind: 'unknownRole', value: cell }) : success(role);
}

/** An e-mail address in lower case; null for an empty cell. */
export function readEmail(cell: string): Result<string | null, RosterReason> {
  const email = cell.normalize('NFKC').toLowerCase();
  const text = readText(email, longestEmail);
  if (!text.ok) return text;
  if (email === '') return success(null);
  const isAddress = /^[^\s@"(),:;<>[\]\\]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/.test(email);
  return isAddress ? success(email) : failure({ kind: 'badEmail', value: cell });
}

/** An IANA zone by its region and city, or `UTC`; null for an empty cell. Offsets know no daylight saving time. */
export function readZone(cell: string): Result<string | null, RosterReason> {
  const zone = cell.normalize('NFKC');
  const text = readText(zone, longestWord);
  if (!text.ok) return text;
  if (zone === '') return success(null);
  const isName = /^[a-z]+(?:\/[a-z0-9_+-]+)+$/i.test(zone) || zone.toUpperCase() === 'UTC';
  if (!isName || !isZone(zone)) return failure({ kind: 'unknownZone', value: cell });
  const listed = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  return success(listed.toLowerCase() === zone.toLowerCase() ? listed : zone);
}

/** Null for an empty cell. */
export function readLanguage(cell: string): Result<Language | null, RosterReason> {
  const text = readText(cell, longestWord);
  if (!text.ok) return text;
  if (cell === '') return success(null);
  const languages: readonly Language[] = ['ja', 'en'];
  const language = languages.find((candidate) => isOneOf(languageWords[candidate], cell));
  return language === undefined ? failure({ kind: 'unknownLanguage', value: cell }) : success(language);
}

/** Quiet ranges that leave some time of the day open; null for an empty cell. */
export function readQuiet(cell: string): Result<readonly QuietRange[] | null, RosterReason> {
  if (cell === '') return success(null);
  const ranges = parseQuietRanges(cell);
  if (!ranges.ok) return failure({ kind: 'badQuiet', value: ranges.error });
  if (ranges.value.length === 0) return failure({ kind: 'badQuiet', value: cell });
  return coverTheDay(ranges.value) ? failure({ kind: 'quietAllDay' }) : success(ranges.value);
}

function coverTheDay(ranges: readonly QuietRange[]): boolean {
  const minutes = Array.from({ length: 1440 }, (_, minute) => minute);
  return minutes.every((minute) =>
    ranges.some((range) => {
      const from = minuteOf(range.from);
      const to = minuteOf(range.to);
      return from < to ? minute >= from && minute < to : minute >= from || minute < to;
    }),
  );
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function isOneOf(words: readonly string[], cell: string): boolean {
  return words.some((word) => keyOf(word) === keyOf(cell));
}
