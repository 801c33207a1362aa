import { Temporal } from '@js-temporal/polyfill';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../src/domain/messaging/message.ts';
import type { Person } from '../../../../src/domain/people/people.ts';
import type { Proposal } from '../../../../src/domain/scheduling/proposal.ts';
import { cancelledForPair, cannotNotice, changeNotice } from '../../../../src/use-cases/messages/notices.ts';
import { relayRequest } from '../../../../src/use-cases/messages/relay.ts';
import { movedForPair, pairReminder } from '../../../../src/use-cases/messages/reminders/pair-reminder.ts';
import {
  offerForPair,
  settledForPair,
  timesForPair,
  wishForPair,
} from '../../../../src/use-cases/messages/times/times-for-pair.ts';
import type { ProgrammeView, SeatContext, SeatView } from '../../../../src/use-cases/ports/records/views.ts';

const tokyo = 'Asia/Tokyo';
const losAngeles = 'America/Los_Angeles';
/** The evening before a clock change, its day, the day after, and the turn of the year. */
const starts = [
  '2024-11-02T12:00:00Z',
  '2024-11-03T08:00:00Z',
  '2024-11-03T12:00:00Z',
  '2024-11-04T01:00:00Z',
  '2024-12-31T20:00:00Z',
  '2025-03-09T09:30:00Z',
  '2025-03-09T12:00:00Z',
  '2025-03-10T01:00:00Z',
].map((at) => new Date(at));

describe('messages that people in Tokyo and Los Angeles read', () => {
  it.each(starts)('show both clocks with their dates: %s', (at) => {
    for (const [name, message] of Object.entries(messagesAbout(at))) {
      const text = textOf(message);
      expect([name, text.includes(`日本 ${shown(at, tokyo)}`)]).toEqual([name, true]);
      expect([name, text.includes(`ロサンゼルス ${shown(at, losAngeles)}`)]).toEqual([name, true]);
    }
  });
});

/** Everything the pair reads about a start time. */
function messagesAbout(at: Date): Readonly<Record<string, Message | null>> {
  const seat = seatContext(at);
  const now = new Date(at.getTime() - 30 * 3_600_000);
  const [mentor, participant] = [memberOf('M', losAngeles), memberOf('P', tokyo)];
  const reading = { mentors: [mentor], participants: [participant], language: 'ja', now } as const;
  const offer = {
    pace: {
      left: 2,
      daysLeft: 18,
      perTeam: 6,
      expected: 4,
      done: 4,
      awaiting: 0,
      planned: 0,
      undated: 2,
      behind: 0,
      endsOn: '2025-02-14',
    },
    suggestions: [at],
  };
  return {
    'reminder the evening before': pairReminder(seat, { language: 'ja', offset: 'eve', lead: null, now }),
    'reminder an hour before': pairReminder(seat, { language: 'ja', offset: 'hour', lead: null, now }),
    'cannot come': cannotNotice(withSeat(seat, { attendance: 'cannot' }), 'ja'),
    'wants another date': changeNotice(withSeat(seat, { wish: 'another' }), 'ja'),
    'keeps the date': changeNotice(seat, 'ja'),
    relay: relayRequest(seat, { language: 'ja', isGivenUp: false, now }),
    moved: movedForPair(seat, 'moved', 'ja'),
    'stands again': movedForPair(seat, 'set', 'ja'),
    cancelled: cancelledForPair(seat, 'ja'),
    settled: settledForPair(seat, 'set', 'ja'),
    'settled anew': settledForPair(seat, 'moved', 'ja'),
    'times offered': timesForPair(proposalAt(at, 'mentor'), reading),
    'a wish': wishForPair(proposalAt(at, 'participant'), 'P', reading),
    'the pace': offerForPair({ team: seat.team ?? fail(), programme: seat.programme }, offer, reading),
  };
}

/** As a wall clock shows it, by Temporal. */
function shown(at: Date, zone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const weekday = '月火水木金土日'.charAt(there.dayOfWeek - 1);
  return `${there.month}月${there.day}日(${weekday}) ${there.hour}:${String(there.minute).padStart(2, '0')}`;
}

/** What stands in the message, its summary and its buttons. */
function textOf(message: Message | null): string {
  return (message?.parts ?? []).map((part) => ('text' in part ? part.text : '')).join('\n');
}

function seatContext(at: Date): SeatContext {
  const mine = seatOf('P', tokyo, 'participant');
  return {
    session: {
      id: 'session',
      programmeId: 'programme',
      teamId: 'team',
      kind: 'mentoring',
      number: 2,
      startsAt: at,
      minutes: 40,
      link: 'https://meet.example.org',
      state: 'planned',
      scheduleRevision: 1,
    },
    programme,
    team: { id: 'team', programmeId: 'programme', code: '01' },
    seats: [mine, seatOf('M', losAngeles, 'mentor')],
    mine,
  };
}

function withSeat(context: SeatContext, change: Partial<SeatView['seat']>): SeatContext {
  const mine = { ...context.mine, seat: { ...context.mine.seat, ...change } };
  return { ...context, mine, seats: context.seats.map((one) => (one.seat.id === mine.seat.id ? mine : one)) };
}

function proposalAt(at: Date, role: 'mentor' | 'participant'): Proposal {
  return {
    id: 'proposal',
    programmeId: 'programme',
    teamId: 'team',
    sessionId: null,
    kind: 'mentoring',
    number: 2,
    minutes: 40,
    link: null,
    madeBy: 'M',
    madeAt: new Date(0),
    state: 'open',
    times: [{ id: 'time', startsAt: at, offeredBy: { personId: role === 'mentor' ? 'M' : 'P', role } }],
    answers: [],
  };
}

const programme: ProgrammeView = {
  id: 'programme',
  workspaceId: 'workspace',
  code: 'npo',
  name: 'NPO',
  shortName: 'NPO',
  template: 'npo-mentoring',
  zone: tokyo,
  language: 'ja',
  startsOn: '2024-10-01',
  endsOn: '2025-03-31',
  phases: [],
  settings: {
    lineAccount: '@bansou',
    deskChannel: null,
    deskContact: '',
    deskHours: '',
    helpPlaces: [],
    retentionMonths: 12,
    pushTarget: 120,
    pushLimit: null,
  },
};

function memberOf(id: string, zone: string): Pick<SeatView, 'person' | 'enrolment'> {
  const person: Person = {
    id,
    name: id,
    zone,
    language: 'ja',
    quietRanges: [],
    pausedUntil: null,
    fewerMessages: false,
    email: null,
    lineUserId: 'U1',
    lineReachable: true,
    slackUserId: 'W1',
    slackReachable: true,
  };
  return {
    person,
    enrolment: {
      id: `enrolment-${id}`,
      programmeId: 'programme',
      personId: id,
      teamId: 'team',
      role: id === 'M' ? 'mentor' : 'participant',
      organisation: null,
      consent: 'agreed',
      endedAt: null,
    },
  };
}

function seatOf(id: string, zone: string, role: 'mentor' | 'participant'): SeatView {
  return {
    ...memberOf(id, zone),
    seat: {
      id: `seat-${id}`,
      sessionId: 'session',
      enrolmentId: `enrolment-${id}`,
      personId: id,
      role,
      attendance: 'expected',
      wish: null,
      stance: null,
    },
    inSeveralProgrammes: false,
  };
}

function fail(): never {
  throw new Error('the session is of a team');
}
