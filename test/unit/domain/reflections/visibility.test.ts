import { describe, expect, it } from 'vitest';
import {
  canRead,
  type Item,
  type ItemKind,
  type Reader,
} from '../../../../src/domain/reflections/visibility.ts';

const programmeId = 'programme';
const enrolled = (
  personId: string,
  role: Reader['enrolments'][number]['role'],
  more: Partial<Reader['enrolments'][number]> = {},
): Reader => ({
  personId,
  enrolments: [{ programmeId, teamId: role === 'coordinator' ? null : 'team', role, endedAt: null, ...more }],
});

const participant = enrolled('participant', 'participant');
const lead = enrolled('lead', 'mentor');
const readers = {
  writer: participant,
  'mentor of the day': lead,
  'other mentor of the day': enrolled('partner', 'mentor'),
  'mentor of the team who was not there': enrolled('substitute', 'mentor'),
  'mentor of another team': enrolled('stranger', 'mentor', { teamId: 'other' }),
  'mentor who has left': enrolled('partner', 'mentor', { endedAt: new Date(0) }),
  'other participant of the team': enrolled('head', 'participant'),
  supporter: enrolled('supporter', 'supporter'),
  coordinator: enrolled('coordinator', 'coordinator'),
  'coordinator of another programme': enrolled('elsewhere', 'coordinator', { programmeId: 'other' }),
  'coordinator who has left': enrolled('coordinator', 'coordinator', { endedAt: new Date(0) }),
} as const;

type Name = keyof typeof readers;

/** CONVERSATIONS 6, written out: who reads each kind once it is sent. Everybody else does not. */
const allowed: Readonly<Record<ItemKind, readonly Name[]>> = {
  rating: ['writer', 'coordinator'],
  met: ['writer', 'mentor of the day', 'other mentor of the day', 'coordinator'],
  participant_words: ['writer', 'mentor of the day', 'other mentor of the day', 'coordinator'],
  stance: ['writer', 'mentor of the day', 'other mentor of the day', 'coordinator'],
  mentor_note: ['writer', 'mentor of the day', 'other mentor of the day', 'coordinator'],
  worry: ['writer', 'coordinator'],
  murmur: ['writer', 'coordinator'],
};

const item = (kind: ItemKind, sentAt: Date | null): Item => ({
  kind,
  writerPersonId: 'participant',
  programmeId,
  teamId: 'team',
  sentAt,
  mentorsOfTheDay: ['lead', 'partner'],
});

describe('who reads what', () => {
  describe.each(Object.keys(allowed) as ItemKind[])('%s, once it is sent', (kind) => {
    it.each(Object.keys(readers) as Name[])('%s', (name) => {
      expect(canRead(readers[name], item(kind, new Date()))).toBe(allowed[kind].includes(name));
    });
  });

  it.each(['participant_words', 'mentor_note', 'worry', 'murmur'] as const)(
    '%s that was not sent is the writer’s alone',
    (kind) => {
      const may = (Object.keys(readers) as Name[]).filter((name) => canRead(readers[name], item(kind, null)));
      expect(may).toEqual(['writer']);
    },
  );
});
