import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toInstant } from '../../src/domain/time.ts';
import { cancelSession } from '../../src/use-cases/sessions/cancel-session.ts';
import { moveSession } from '../../src/use-cases/sessions/move-session.ts';
import { type CalendarSite, openCalendarSite } from '../support/calendar-site.ts';
import {
  type ParsedCalendar,
  type ParsedEvent,
  parseCalendar,
  splitLines,
} from '../support/parse-calendar.ts';

const importedAt = new Date('2024-10-10T00:00:00Z');
const later = new Date('2024-10-12T03:04:05Z');
const longLink = `https://meet.example.org/${'合同会社こもれび・第二会議室'.repeat(6)}?a=1,2;b=\\3`;

const roster = `code,team,role,name,organisation,email,zone,language,quiet
P01A,01,participant,Participant 01A,こもれび法人,p01a@example.org,Asia/Tokyo,ja,
M01A,01,mentor,Mentor 01A,,m01a@example.org,Europe/London,en,
M01B,01,mentor,Mentor 01B,,m01b@example.org,Asia/Tokyo,ja,
P02A,02,participant,Participant 02A,こもれび法人,p02a@example.org,Asia/Tokyo,ja,
M02A,02,mentor,Mentor 02A,,m02a@example.org,Asia/Tokyo,ja,
`;
const sessions = `team,number,kind,date,start,minutes,link
01,1,mentoring,2024-11-05,20:00,40,https://meet.example.org/team01
01,2,mentoring,2024-11-19,20:00,60,
02,1,mentoring,2024-11-06,20:00,40,"${longLink}"
`;

describe('a person’s calendar', () => {
  let site: CalendarSite;

  beforeEach(async () => {
    site = await openCalendarSite({ roster, sessions, now: importedAt });
  });
  afterEach(() => site.close());

  const read = async (person: string, session?: string): Promise<ParsedCalendar> => {
    const response = await fetch(await site.addressOf(person, session));
    expect(response.status).toBe(200);
    return parseCalendar(await response.text());
  };
  const first = async (person: string, session?: string): Promise<ParsedEvent> => {
    const [event] = (await read(person, session)).events;
    if (event === undefined) throw new Error('no event');
    return event;
  };
  const move = (key: string, startsAt: Date, now = later): Promise<void> =>
    site.onSession(key, (records, sessionId) =>
      moveSession(records, { sessionId, startsAt, minutes: 40, now }),
    );
  const cancel = (key: string, now = later): Promise<boolean> =>
    site.onSession(key, (records, sessionId) => cancelSession(records, sessionId, now));

  it('holds every session in which the person has a seat, in UTC, and says nothing of who and what for', async () => {
    const calendar = await read('P01A');
    expect(calendar).toMatchObject({ name: '伴走', refreshEvery: 'PT1H', publishedTtl: 'PT1H' });
    expect(calendar.events).toEqual([
      {
        uid: `${await site.sessionId('01/mentoring/1')}@bansou`,
        sequence: 0,
        startsAt: '2024-11-05T11:00:00.000Z',
        endsAt: '2024-11-05T11:40:00.000Z',
        zone: 'UTC',
        stampedAt: importedAt.toISOString(),
        modifiedAt: importedAt.toISOString(),
        status: 'CONFIRMED',
        summary: '伴走：第1回',
        location: 'https://meet.example.org/team01',
        url: 'https://meet.example.org/team01',
        visibility: 'PRIVATE',
      },
      expect.objectContaining({
        startsAt: '2024-11-19T11:00:00.000Z',
        endsAt: '2024-11-19T12:00:00.000Z',
        summary: '伴走：第2回',
        location: null,
        url: null,
      }),
    ]);
    const file = await (await fetch(await site.addressOf('P01A'))).text();
    for (const hidden of ['こもれび', 'Participant', 'Mentor', 'テスト', 'example.org\r\n ']) {
      expect(file.replaceAll('\r\n ', '')).not.toContain(hidden);
    }
  });

  it('tells a calendar of a move: the same event, a higher sequence, the new time', async () => {
    const before = await first('M01B');
    await move('01/mentoring/1', new Date('2024-11-07T12:30:00Z'));
    expect(await first('M01B')).toEqual({
      ...before,
      sequence: before.sequence + 2,
      startsAt: '2024-11-07T12:30:00.000Z',
      endsAt: '2024-11-07T13:10:00.000Z',
      stampedAt: later.toISOString(),
      modifiedAt: later.toISOString(),
    });
  });

  it('keeps what was called off as cancelled, and raises the sequence again when it gets a new date', async () => {
    const before = await first('M01B');
    await cancel('01/mentoring/1');
    const cancelled = await first('M01B');
    expect(cancelled).toEqual({
      ...before,
      sequence: before.sequence + 1,
      status: 'CANCELLED',
      stampedAt: later.toISOString(),
      modifiedAt: later.toISOString(),
    });
    await move('01/mentoring/1', new Date('2024-11-12T11:00:00Z'));
    expect(await first('M01B')).toMatchObject({
      uid: before.uid,
      sequence: cancelled.sequence + 1,
      status: 'CONFIRMED',
      startsAt: '2024-11-12T11:00:00.000Z',
    });
  });

  it('shows a new meeting link as something newer than what a calendar has', async () => {
    await site.onSession('01/mentoring/2', (records, id) =>
      records.desk.setLink(id, 'https://meet.example.org/new', later),
    );
    const [, second] = (await read('M01B')).events;
    expect(second).toMatchObject({
      sequence: 0,
      url: 'https://meet.example.org/new',
      modifiedAt: later.toISOString(),
    });
  });

  it('gives everybody in a session the same event, each in their own language', async () => {
    const [mine, theirs] = [await first('M01A'), await first('P01A')];
    expect(mine).toEqual({ ...theirs, summary: 'Bansou: meeting 1' });
    expect((await read('M02A')).events.map(({ uid }) => uid)).not.toContain(mine.uid);
  });

  it('leaves out what the person cannot attend, and takes it back from where it was put by hand', async () => {
    const seatOf = async (): Promise<string> => {
      const person = await site.personId('M01A');
      const session = await site.sessionId('01/mentoring/1');
      const { rows } = await site.storage.pool.query<{ id: string }>(
        'select id from seats where person_id = $1 and session_id = $2',
        [person, session],
      );
      return rows[0]?.id ?? '';
    };
    const seatId = await seatOf();
    await site.storage.transact((records) => records.sessions.setAttendance(seatId, 'cannot'));
    expect((await read('M01A')).events.map(({ summary }) => summary)).toEqual(['Bansou: meeting 2']);
    expect(await first('M01A', '01/mentoring/1')).toMatchObject({ status: 'CANCELLED', sequence: 1 });
    expect((await read('M01B')).events).toHaveLength(2);
  });

  it('is empty once every role of the person has ended', async () => {
    const address = await site.addressOf('M01A');
    const single = await site.addressOf('M01A', '01/mentoring/1');
    await site.storage.pool.query('update enrolments set ended_at = $2 where person_id = $1', [
      await site.personId('M01A'),
      later,
    ]);
    const response = await fetch(address);
    expect(response.status).toBe(200);
    expect(parseCalendar(await response.text()).events).toEqual([]);
    expect((await fetch(single)).status).toBe(404);
  });

  it('keeps a wall clock of London right across the end of daylight saving', async () => {
    const evenings = ['2024-10-26', '2024-10-27'].map((day) => toInstant(day, '20:00', 'Europe/London'));
    await move('01/mentoring/1', evenings[0] ?? later);
    await move('01/mentoring/2', evenings[1] ?? later);
    const { events } = await read('M01A');
    expect(events.map(({ startsAt }) => startsAt)).toEqual([
      '2024-10-26T19:00:00.000Z',
      '2024-10-27T20:00:00.000Z',
    ]);
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' });
    expect(events.map(({ startsAt }) => clock.format(new Date(startsAt)))).toEqual(['20:00', '20:00']);
  });

  it('folds long Japanese lines at 75 octets without breaking a letter', async () => {
    const bytes = new Uint8Array(await (await fetch(await site.addressOf('M02A'))).arrayBuffer());
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const lines = splitLines(bytes);
    expect(lines.some((line) => line[0] === 0x20)).toBe(true);
    for (const line of lines) {
      expect(line.length).toBeLessThanOrEqual(75);
      expect(() => decoder.decode(line)).not.toThrow();
    }
    const { location, url } = await first('M02A');
    expect(location).toBe(longLink);
    expect(decodeURIComponent(url ?? '')).toBe(longLink);
  });

  it('is the same bytes whatever the zone of the host', async () => {
    const address = await site.addressOf('M01A');
    const hosts = ['UTC', 'Asia/Tokyo', 'America/New_York'];
    const offsets = new Set<number>();
    const files = new Set<string>();
    try {
      for (const host of hosts) {
        process.env.TZ = host;
        offsets.add(new Date('2024-11-05T11:00:00Z').getTimezoneOffset());
        files.add(await (await fetch(address)).text());
      }
    } finally {
      process.env.TZ = 'UTC';
    }
    expect(offsets.size).toBe(hosts.length);
    expect(files.size).toBe(1);
  });
});
