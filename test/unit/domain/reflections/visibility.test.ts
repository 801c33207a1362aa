import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canRead,
  type Item,
  type ItemKind,
  type Reader,
} from '../../../../src/domain/reflections/visibility.ts';

type Enrolment = Reader['enrolments'][number];

const programmeId = 'programme';
const running = (role: Enrolment['role'], more: Partial<Enrolment> = {}): Enrolment => ({
  programmeId,
  teamId: role === 'coordinator' ? null : 'team',
  role,
  endedAt: null,
  ...more,
});
const ended = { endedAt: new Date(0) };
const person = (personId: string, ...enrolments: readonly Enrolment[]): Reader => ({ personId, enrolments });

/** In the order of the columns of the table below. */
const readers: readonly (readonly [string, Reader])[] = [
  ['the participant', person('participant', running('participant'))],
  ['the other participant of the team, perhaps the head', person('head', running('participant'))],
  ['the first mentor of the day', person('first', running('mentor'))],
  ['the second mentor of the day', person('second', running('mentor'))],
  ['a mentor of the team without a seat', person('substitute', running('mentor'))],
  ['a mentor of the day who has left', person('left', running('mentor', ended))],
  ['a mentor of the day who went to another team', person('moved', running('mentor', { teamId: 'other' }))],
  ['a mentor of another team', person('stranger', running('mentor', { teamId: 'other' }))],
  ['the supporter', person('supporter', running('supporter'))],
  ['a coordinator', person('desk', running('coordinator'))],
  ['a coordinator who has left', person('desk-left', running('coordinator', ended))],
  [
    'a coordinator of another programme',
    person('elsewhere', running('coordinator', { programmeId: 'other' })),
  ],
  [
    'a mentor of the day who is a coordinator elsewhere',
    person('both', running('mentor'), running('coordinator', { programmeId: 'other' })),
  ],
  [
    'a coordinator who mentors another team',
    person('desk-mentor', running('coordinator'), running('mentor', { teamId: 'other' })),
  ],
  ['somebody in no programme', person('nobody')],
];

const mentorsOfTheDay = ['first', 'second', 'left', 'moved', 'both'];

/** CONVERSATIONS 6, written out: x reads it, . does not. */
const table: readonly (readonly [ItemKind, 'participant' | 'first', 'sent' | 'kept', string])[] = [
  //                                       P H 1 2 S L M O U C c E B D N
  ['rating', 'participant', 'sent', '       x . . . . . . . . x . . . x .'],
  ['rating', 'participant', 'kept', '       x . . . . . . . . x . . . x .'],
  ['met', 'participant', 'sent', '          x . x x . . . . . x . . x x .'],
  ['met', 'participant', 'kept', '          x . x x . . . . . x . . x x .'],
  ['participant_words', 'participant', 'sent', 'x . x x . . . . . x . . x x .'],
  ['participant_words', 'participant', 'kept', 'x . . . . . . . . . . . . . .'],
  ['stance', 'participant', 'sent', '       x . x x . . . . . x . . x x .'],
  ['stance', 'participant', 'kept', '       x . x x . . . . . x . . x x .'],
  ['date_words', 'participant', 'sent', '   x . x x . . . . . . . . x . .'],
  ['date_words', 'participant', 'kept', '   x . . . . . . . . . . . . . .'],
  ['murmur', 'participant', 'sent', '       x . . . . . . . . x . . . x .'],
  ['murmur', 'participant', 'kept', '       x . . . . . . . . . . . . . .'],
  ['rating', 'first', 'sent', '             . . x . . . . . . x . . . x .'],
  ['rating', 'first', 'kept', '             . . x . . . . . . x . . . x .'],
  ['met', 'first', 'sent', '                . . x x . . . . . x . . x x .'],
  ['met', 'first', 'kept', '                . . x x . . . . . x . . x x .'],
  ['mentor_note', 'first', 'sent', '        . . x x . . . . . x . . x x .'],
  ['mentor_note', 'first', 'kept', '        . . x . . . . . . . . . . . .'],
  ['worry', 'first', 'sent', '              . . x . . . . . . x . . . x .'],
  ['worry', 'first', 'kept', '              . . x . . . . . . . . . . . .'],
  ['murmur', 'first', 'sent', '             . . x . . . . . . x . . . x .'],
  ['murmur', 'first', 'kept', '             . . x . . . . . . . . . . . .'],
];

const item = (kind: ItemKind, writerPersonId: string, isSent: boolean): Item => ({
  kind,
  writerPersonId,
  programmeId,
  teamId: 'team',
  sentAt: isSent ? new Date(1) : null,
  mentorsOfTheDay,
});

describe.each(table)('%s of the %s, %s', (kind, writer, state, marks) => {
  const columns = marks.trim().split(/ +/);

  it.each(readers.map(([name, reader], index) => ({ name, reader, may: columns[index] === 'x' })))(
    'is read by $name: $may',
    ({ reader, may }) => {
      expect(canRead(reader, item(kind, writer, state === 'sent'))).toBe(may);
    },
  );

  it('has a mark for every reader', () => {
    expect(columns).toHaveLength(readers.length);
    expect(columns.filter((mark) => mark !== 'x' && mark !== '.')).toEqual([]);
  });
});

it('has a row for every kind of item, sent and kept', () => {
  const kinds: Readonly<Record<ItemKind, true>> = {
    ...{ rating: true, met: true, participant_words: true, stance: true, date_words: true },
    ...{ mentor_note: true, worry: true, murmur: true },
  };
  for (const kind of Object.keys(kinds)) {
    expect(new Set(table.filter(([one]) => one === kind).map(([, , state]) => state))).toEqual(
      new Set(['sent', 'kept']),
    );
  }
});

it('answers of the whole programme, as after the training, are no mentor’s but their writer’s', () => {
  const training: Item = { ...item('met', 'first', true), teamId: null };
  const allowed = readers.filter(([, reader]) => canRead(reader, training)).map(([name]) => name);
  expect(allowed).toEqual([
    'the first mentor of the day',
    'a coordinator',
    'a coordinator who mentors another team',
  ]);
});

it('whoever wrote it reads it, also after they have left', () => {
  for (const [kind] of table) {
    expect(canRead(person('first', running('mentor', ended)), item(kind, 'first', false))).toBe(true);
  }
});

describe('who takes a mentor’s place', () => {
  const kinds: readonly ItemKind[] = [
    ...(['rating', 'met', 'participant_words', 'stance', 'mentor_note', 'worry', 'murmur'] as const),
  ];
  const comer = person('comer', running('mentor'));
  const earlier = (kind: ItemKind, opened: boolean, isSent = true): Item => ({
    ...item(kind, kind === 'mentor_note' ? 'first' : 'participant', isSent),
    successors: [
      { personId: 'comer', opened },
      { personId: 'another', opened: true },
    ],
  });
  const read = (reader: Reader, opened: boolean) =>
    kinds.filter((kind) => canRead(reader, earlier(kind, opened)));

  it('reads what was for mentors where the participant opens it, and the pair’s own notes', () => {
    expect(read(comer, true)).toEqual(['met', 'participant_words', 'stance', 'mentor_note']);
    expect(read(comer, false)).toEqual(['mentor_note']);
  });

  it('reads nothing that was not sent', () => {
    expect(canRead(comer, earlier('participant_words', true, false))).toBe(false);
    expect(canRead(comer, earlier('mentor_note', true, false))).toBe(false);
  });

  it('reads nothing after their own part has ended, nor in another team, nor by another mentor’s leave', () => {
    expect(read(person('comer', running('mentor', ended)), true)).toEqual([]);
    expect(read(person('comer', running('mentor', { teamId: 'other' })), true)).toEqual([]);
    expect(read(person('comer', running('supporter')), true)).toEqual([]);
    expect(read(person('third', running('mentor')), true)).toEqual([]);
  });

  it('never reads more than a mentor of the day, whatever is known about them', () => {
    const roles = fc.constantFrom<Enrolment['role']>('participant', 'mentor', 'supporter');
    const enrolments = fc.array(
      fc.record({
        programmeId: fc.constantFrom(programmeId, 'other'),
        teamId: fc.constantFrom('team', 'other', null),
        role: roles,
        endedAt: fc.constantFrom(null, new Date(0)),
      }),
    );
    fc.assert(
      fc.property(
        enrolments,
        fc.constantFrom(...kinds),
        fc.boolean(),
        fc.boolean(),
        (roles, kind, opened, isSent) => {
          const written = earlier(kind, opened, isSent);
          const asComer = canRead({ personId: 'comer', enrolments: roles }, written);
          const asFirst = canRead({ personId: 'second', enrolments: roles }, written);
          expect(asComer && !asFirst).toBe(false);
          const mentors = roles.some(
            (one) =>
              one.programmeId === programmeId &&
              one.teamId === 'team' &&
              one.role === 'mentor' &&
              one.endedAt === null,
          );
          expect(asComer && !mentors).toBe(false);
          expect(asComer && !opened && kind !== 'mentor_note').toBe(false);
        },
      ),
    );
  });
});
