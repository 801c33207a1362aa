import type { Texts } from '../../../src/i18n/texts.ts';

/** A text as somebody could read it, with where it stands in the catalogue. */
export type FoundText = { readonly path: readonly string[]; readonly text: string };

const at = new Date('2024-11-12T12:00:00Z');
const now = new Date('2024-11-11T12:00:00Z');
const zone = 'Asia/Tokyo';
const person = '参加者07';
const share = { answered: 16, due: 18 };
const answers = [
  { kind: 'choices', label: 'Satisfaction', labels: ['4 Good'] },
  { kind: 'choices', label: 'Topics', labels: [] },
  { kind: 'words', label: 'Words', text: 'とても長い言葉'.repeat(20) },
  { kind: 'none', label: 'Next' },
];

/** One value for every parameter that any text takes: a name means the same everywhere. */
const sample = {
  about: 'digest',
  absent: ['メンター01A'],
  coming: ['メンター01B'],
  account: '@bansou',
  agreed: 20,
  answer: '4 Good',
  answers,
  at,
  awaiting: 0,
  called: 'チーム07（NPO2024）',
  code: 'KX7M2-9QTHR',
  comer: 'メンター09',
  column: 'zone',
  columns: ['zone', 'name'],
  missing: 2,
  contact: 'desk@example.org',
  corrected: 1,
  count: 1,
  counts: [4, 3, 1, 0, 0],
  created: 3,
  days: 28,
  done: 2,
  due: 18,
  earlierLine: 2,
  email: 'a@example.org',
  endsOn: new Date('2025-02-28T00:00:00+09:00'),
  expected: 9,
  figure: 'held',
  forecast: 96,
  found: 8,
  former: 'メンター08',
  from: new Date('2024-11-24T15:00:00Z'),
  held: 8,
  hours: '10:00–17:00',
  idleTeams: 1,
  ids: ['1', '2'],
  items: [{ kind: 'reminder.participant', why: 'relayed', at, zone }],
  joined: 21,
  key: 'npo-2024',
  kind: 'mentoring',
  label: 'Words that stayed',
  labels: ['4 Good', 'Career'],
  language: 'en',
  lastWeek: { answered: 22, due: 24 },
  last: { at, zone },
  late: 2,
  least: 10,
  left: 4,
  limit: 200,
  line: 3,
  link: 'https://example.org/meet',
  max: 5,
  mean: 4.4,
  mentors: ['メンター01A', 'メンター01B'],
  mentorsInAll: 36,
  met: '11/26 実施',
  min: 1,
  minutes: 40,
  month: 11,
  monthly: [
    { month: 11, used: 91 },
    { month: 12, used: 3 },
  ],
  months: 12,
  most: 480,
  n: 8,
  name: person,
  names: [person, '参加者08'],
  next: '次回 12/10(火) 21:00',
  notJoined: 0,
  notMet: 1,
  now,
  number: 2,
  ofMentors: share,
  ofParticipants: share,
  option: '--programme',
  other: '参加者09',
  parked: 0,
  participants: 23,
  path: 'roster.csv',
  place: 'A place that listens',
  planned: 10,
  position: 1,
  programme: 'NPO2024',
  ranges: [
    { from: '18:00', to: '21:00' },
    { from: '23:00', to: '07:00' },
  ],
  reason: 'because',
  remindersOnly: 1,
  sessions: [{ kind: 'mentoring', number: 2, at, zone }],
  since: '2 days ago',
  slack: 0,
  starts: [at],
  stance: 'listen',
  still: 'a break',
  outcome: 'held',
  state: 'sent',
  states: { planned: 1, unsettled: 0, held: 2, missed: 0, cancelled: 0 },
  target: 120,
  team: '07',
  teams: 18,
  text: '一人で抱えなくていいと思えました',
  to: new Date('2024-12-01T14:59:00Z'),
  truth: 'kept',
  unchanged: 5,
  upcoming: { at, zones: [zone, 'America/Los_Angeles'] },
  undated: 2,
  unsettled: 1,
  updated: 1,
  used: 91,
  value: 'x',
  weekdays: [2, 4],
  hour: 21,
  waiting: 0,
  wasAt: now,
  week: 48,
  why: 'a reason',
  zone,
  zones: [zone, 'America/Los_Angeles'],
};

type Sample = { readonly [Key in keyof typeof sample]?: unknown };

/** Each changes something that a text may say differently. */
const variants: readonly Sample[] = [
  {},
  {
    kind: 'training',
    stance: 'sort',
    outcome: 'missed',
    state: 'skipped',
    count: 12,
    mean: null,
    n: 3,
    last: null,
    lastWeek: null,
    upcoming: null,
    limit: null,
    why: null,
    still: null,
    next: null,
    done: 1,
  },
  {
    kind: 'closing',
    stance: 'advice',
    state: 'cancelled',
    count: 0,
    items: [],
    names: [],
    mentors: [],
    ids: [],
    left: 0,
    called: null,
  },
  { kind: 'mentors_closing', zones: [zone], state: 'planned', ranges: [], team: 'チーム07', answers: [] },
  { now: at, place: 'x'.repeat(80), text: '長い言葉'.repeat(40), label: 'x'.repeat(80) },
  { now: new Date('2024-12-30T00:00:00Z'), at: new Date('2025-01-01T00:30:00Z'), state: 'unknown' },
];

/** Optional parameters, which a sample may leave out without being asked for. */
const optional = new Set(['programme']);

function strict(values: Sample): Sample {
  return new Proxy(values, {
    get(target, key) {
      if (Reflect.has(target, key) || (typeof key === 'string' && optional.has(key)))
        return Reflect.get(target, key);
      throw new Error(`no sample value for ${String(key)}`);
    },
  });
}

/** Only for texts, whose functions all take one record of the parameters above. */
function call(text: unknown, values: Sample): unknown {
  if (typeof text !== 'function') throw new Error('not a function');
  return Reflect.apply(text, undefined, [strict(values)]);
}

function collect(node: unknown, path: readonly string[], values: Sample, found: FoundText[]): void {
  if (typeof node === 'string') found.push({ path, text: node });
  else if (typeof node === 'function') collect(call(node, values), path, values, found);
  else if (typeof node === 'object' && node !== null)
    for (const [key, child] of Object.entries(node)) collect(child, [...path, key], values, found);
  else throw new Error(`${path.join('.')} is ${String(node)}`);
}

/** The topics in which a session is named, and so a programme's name may or may not stand before it. */
function namingSessions({ reminders, sessions, reflections, edge, mentors, names, menu }: Texts) {
  return { reminders, sessions, reflections, edge, mentors, names, menu };
}

/** Every text of a catalogue with every variant of the sample, `dates` (which take positions) excepted. */
export function everyText(texts: Texts): readonly FoundText[] {
  const { dates: _dates, ...rest } = texts;
  const { programme: _programme, ...single } = sample;
  const found: FoundText[] = [];
  for (const variant of variants) {
    collect(rest, [], { ...sample, ...variant }, found);
    collect(namingSessions(texts), [], { ...single, ...variant }, found);
  }
  return found;
}

/** The shape of a catalogue: every path, with whether a text or a function stands there. */
export function shapeOf(node: unknown, path = ''): readonly string[] {
  if (typeof node !== 'object' || node === null) return [`${path}: ${typeof node}`];
  return Object.entries(node)
    .filter(([key]) => key !== 'synonyms')
    .flatMap(([key, child]) => shapeOf(child, `${path}.${key}`))
    .sort();
}
