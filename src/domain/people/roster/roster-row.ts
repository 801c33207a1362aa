import type { Language, QuietRange, Role } from '../people.ts';
import type { ColumnWords } from './columns.ts';
import type { CellProblem, TableReason } from './table.ts';

export type RosterColumn =
  | 'code'
  | 'team'
  | 'role'
  | 'name'
  | 'organisation'
  | 'email'
  | 'zone'
  | 'language'
  | 'quiet';

/** One person in one role, as the roster has it. The key is code + role: a code is one person. */
export type RosterEntry = {
  readonly code: string;
  readonly role: Role;
  readonly name: string;
  /** One for a participant or mentor, any number for a supporter, none for a coordinator. */
  readonly teams: readonly string[];
  readonly organisation: string | null;
  readonly email: string | null;
  readonly zone: string;
  readonly language: Language;
  readonly quietRanges: readonly QuietRange[];
};

/** A valid row. What stands in `leaves` is not said by the file: a value for who is new, no change for the others. */
export type RosterRow = RosterEntry & {
  readonly line: number;
  readonly leaves: readonly RosterColumn[];
};

type Value = { readonly value: string };

export type RosterReason =
  | TableReason
  | { readonly kind: 'differs'; readonly earlierLine: number }
  | ({ readonly kind: 'duplicateCode'; readonly earlierLine: number } & Value)
  | ({ readonly kind: 'duplicateEmail'; readonly earlierLine: number } & Value)
  | ({ readonly kind: 'emailTaken'; readonly code: string } & Value)
  | ({ readonly kind: 'badEmail' } & Value)
  | { readonly kind: 'noEmail' }
  | ({ readonly kind: 'badCode' } & Value)
  | ({ readonly kind: 'unknownRole' } & Value)
  | ({ readonly kind: 'unknownZone' } & Value)
  | ({ readonly kind: 'unknownLanguage' } & Value)
  | ({ readonly kind: 'badQuiet' } & Value)
  | { readonly kind: 'quietAllDay' }
  | { readonly kind: 'noTeam' }
  | ({ readonly kind: 'twoTeams' } & Value)
  | ({ readonly kind: 'unknownTeam' } & Value)
  | ({ readonly kind: 'teamOfCoordinator' } & Value);

export type RosterProblem = CellProblem<RosterReason>;

export const rosterColumns: readonly ColumnWords<RosterColumn>[] = [
  { name: 'code', ja: 'コード', en: 'code', required: true },
  { name: 'team', ja: 'チーム', en: 'team', synonyms: ['teams'], required: true },
  { name: 'role', ja: '役割', en: 'role', required: true },
  { name: 'name', ja: '氏名', en: 'name', synonyms: ['名前', 'お名前'], required: true },
  {
    name: 'organisation',
    ja: '団体',
    en: 'organisation',
    synonyms: ['organization', '団体名', '所属団体'],
    required: false,
  },
  { name: 'email', ja: 'メール', en: 'email', synonyms: ['メールアドレス', 'mail'], required: false },
  { name: 'zone', ja: 'タイムゾーン', en: 'zone', synonyms: ['time zone'], required: false },
  { name: 'language', ja: '言語', en: 'language', synonyms: ['ことば'], required: false },
  { name: 'quiet', ja: 'お知らせを控える時間', en: 'quiet', synonyms: ['quiet hours'], required: false },
];
