import type { Texts } from '../../texts.ts';
import { dates } from '../dates.ts';
import { names } from '../names.ts';
import { whose } from './whose.ts';

export const imports: Texts['cli']['imports'] = {
  problem: ({ line, column, reason }) => `Line ${line}, ${column}: ${reason}`,
  rowProblem: ({ line, reason }) => `Line ${line}: ${reason}`,
  fileProblem: ({ reason }) => `File: ${reason}`,

  file: {
    empty: 'It is empty. Line 1 holds the headers, the rows follow from line 2.',
    onlyHeader: 'There are headers but no rows.',
    noColumn: ({ column }) => `There is no column '${column}'.`,
    unknownColumn: ({ column }) => `No column is called '${column}'.`,
    columnTwice: ({ column }) => `There are two columns '${column}'.`,
    unreadable: "The letters cannot be read. Please save it as Excel's CSV (UTF-8 or Shift_JIS).",
    quotes: 'A quotation mark (") is not closed.',
    notFound: ({ path }) => `${path} cannot be opened.`,
  },

  row: {
    cells: ({ expected, found }) =>
      `The number of cells differs from the headers (${expected}, here ${found}).`,
    empty: 'It is empty. Please put in a value.',
    tooLong: ({ max }) => `It is too long. Please stay within ${max} characters.`,
    differs: ({ earlierLine }) => `It differs from line ${earlierLine}, which has the same code.`,
  },

  person: {
    duplicateCode: ({ value, earlierLine }) => `Code '${value}' stands on line ${earlierLine}, too.`,
    duplicateEmail: ({ value, earlierLine }) => `E-mail '${value}' stands on line ${earlierLine}, too.`,
    emailTaken: ({ value, code }) => `E-mail '${value}' is registered for the person with code '${code}'.`,
    badEmail: ({ value }) => `'${value}' does not look like an e-mail address.`,
    noEmail: 'Mentors and coordinators need an e-mail address (it is how they are found in Slack).',
    badCode: ({ value }) => `'${value}' cannot be used. Codes are letters, digits, '-' and '_'.`,
    unknownRole: ({ value }) => `There is no role '${value}' (participant, mentor, supporter, coordinator).`,
    unknownZone: ({ value }) => `There is no time zone '${value}' (such as Asia/Tokyo).`,
    unknownLanguage: ({ value }) => `There is no language '${value}' (Japanese, English, ja, en).`,
    badQuiet: ({ value }) =>
      `'${value}' cannot be read as hours (such as 21:00-8:00, several with commas between them).`,
    quietAllDay: 'It covers the whole day and leaves no time for notices.',
    noTeam: 'Please put in a team.',
    tooManyMentors: ({ team }) =>
      `${names.team({ team })} would have more than two mentors. To replace one, use mentor replace.`,
    replaced: ({ code, team }) =>
      `${code} has been replaced as a mentor of ${names.team({ team })}. Please take this row out.`,
    twoTeams: ({ value }) => `'${value}': this role has one team.`,
  },

  session: {
    unknownTeam: ({ value }) => `There is no team '${value}' in the roster.`,
    teamForAll: 'This meeting is for everyone; please leave the team empty.',
    unknownKind: ({ value }) =>
      `There is no kind '${value}' (mentoring, training, closing, mentors_closing).`,
    badNumber: ({ value }) => `'${value}' cannot be read as a number (1, 2, 3, …).`,
    badDate: ({ value }) => `'${value}' cannot be read as a date (such as 2024/11/12).`,
    badTime: ({ value }) => `'${value}' cannot be read as a time (such as 21:00).`,
    noSuchTime: ({ value }) => `This time does not exist (clock change): ${value}.`,
    badMinutes: ({ value }) => `'${value}' cannot be read as minutes (such as 40).`,
    badLink: 'The link must start with https://',
    past: ({ at, zone }) => `This is in the past (${dates.dayTime(at, zone)}).`,
    outside: (days) => `Outside the programme (${dates.span(days)}).`,
    duplicate: ({ earlierLine }) => `The same team, kind and number stand on line ${earlierLine}, too.`,
    overlapsRow: ({ earlierLine }) => `Overlaps the meeting on line ${earlierLine}.`,
    overlaps: ({ team, at, zone }) =>
      `Overlaps another meeting (${whose({ team })}, ${dates.dayTime(at, zone)}).`,
    over: 'This meeting is over and cannot be changed.',
  },

  columns: {
    team: 'team',
    name: 'name',
    organisation: 'organisation',
    email: 'email',
    zone: 'zone',
    language: 'language',
    quiet: 'quiet',
    date: 'date',
    start: 'start',
    minutes: 'minutes',
    link: 'link',
  },

  created: ({ key }) => `Added: ${key}`,
  updated: ({ key, columns }) => `Changed: ${key} (${columns.join(', ')})`,
  absent: ({ key }) => `Not in the file (kept as it is): ${key}`,
  left: ({ key, at, zone }) =>
    `Left on ${dates.day(at, zone)}: ${key}. An import brings nobody back; please take this row out of the file.`,
  summary: ({ created, updated, unchanged }) =>
    `Added ${created}, changed ${updated}, unchanged ${unchanged}.`,
  dryRun: 'This was a dry run. Nothing was written.',
  nothingWritten: ({ count }) =>
    `${count} ${count === 1 ? 'cell or row needs' : 'cells or rows need'} a correction. Nothing was written.`,
};
