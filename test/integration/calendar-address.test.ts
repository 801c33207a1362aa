import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { moveSession } from '../../src/use-cases/sessions/move-session.ts';
import { type CalendarSite, openCalendarSite } from '../support/calendar-site.ts';
import { parseCalendar } from '../support/parse-calendar.ts';

const importedAt = new Date('2024-10-10T00:00:00Z');
const roster = `code,team,role,name,organisation,email,zone,language,quiet
P01A,01,participant,Participant 01A,Org A,p01a@example.org,Asia/Tokyo,ja,
M01A,01,mentor,Mentor 01A,,m01a@example.org,Asia/Tokyo,ja,
M01B,01,mentor,Mentor 01B,,m01b@example.org,Asia/Tokyo,ja,
P02A,02,participant,Participant 02A,Org B,p02a@example.org,Asia/Tokyo,ja,
`;
const sessions = `team,number,kind,date,start,minutes,link
01,1,mentoring,2024-11-05,20:00,40,https://meet.example.org/team01
02,1,mentoring,2024-11-06,20:00,40,https://meet.example.org/team02
`;

describe('a calendar’s address', () => {
  let site: CalendarSite;

  beforeAll(async () => {
    site = await openCalendarSite({ roster, sessions, now: importedAt });
  });
  afterAll(() => site.close());
  afterEach(() => site.storage.pool.query('update people set calendar_revision = 1'));

  const secretOf = (address: string): string => /\/calendar\/([^/.]+)/.exec(address)?.[1] ?? '';
  const revoke = async (person: string, revision: number): Promise<boolean> => {
    const id = await site.personId(person);
    return site.storage.transact((records) => records.calendars.revoke(id, revision));
  };
  /** Everything of an answer that somebody could learn from. */
  const answerOf = async (address: string, init?: RequestInit) => {
    const response = await fetch(address, init);
    const headers = Object.fromEntries(response.headers);
    delete headers.date;
    return { status: response.status, headers, body: await response.text() };
  };
  /** Statements that reach PostgreSQL while `work` runs. */
  const statementsDuring = async (work: () => Promise<unknown>): Promise<number> => {
    const { pool } = site.storage;
    let count = 0;
    // Each statement outside a transaction takes a connection of its own.
    const add = (): void => {
      count += 1;
    };
    pool.on('acquire', add);
    try {
      await work();
    } finally {
      pool.off('acquire', add);
    }
    return count;
  };

  it('answers as a calendar that only its reader may keep, and asks to be asked again', async () => {
    const { status, headers } = await answerOf(await site.addressOf('M01A'));
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-disposition': 'inline; filename="bansou.ics"',
      etag: expect.stringMatching(/^"[0-9a-f]{40}"$/),
    });
  });

  it('answers 304 to whoever has this state, at any later time, and 200 once it has changed', async () => {
    const address = await site.addressOf('M01A');
    const { headers } = await answerOf(address);
    const known = { headers: { 'if-none-match': headers.etag ?? '' } };
    const same = await answerOf(address, known);
    expect(same).toMatchObject({ status: 304, body: '' });
    expect(same.headers).toMatchObject({ etag: headers.etag, 'cache-control': 'private, no-cache' });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await answerOf(address, known)).status).toBe(304);
    await site.onSession('01/mentoring/1', (records, sessionId) =>
      moveSession(records, {
        sessionId,
        startsAt: new Date('2024-11-12T11:00:00Z'),
        minutes: 40,
        now: new Date('2024-10-11T00:00:00Z'),
      }),
    );
    const changed = await answerOf(address, known);
    expect(changed.status).toBe(200);
    expect(changed.headers.etag).not.toBe(headers.etag);
  });

  it('answers HEAD with the same headers and no body', async () => {
    const address = await site.addressOf('M01A');
    const [whole, head] = [await answerOf(address), await answerOf(address, { method: 'HEAD' })];
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers).toMatchObject({
      etag: whole.headers.etag,
      'content-type': whole.headers['content-type'],
    });
  });

  it('answers one session as a file to keep, in a form that LINE hands to the phone’s own browser', async () => {
    const address = await site.addressOf('P01A', '01/mentoring/1');
    expect(new URL(address).searchParams.get('openExternalBrowser')).toBe('1');
    const { status, headers, body } = await answerOf(address);
    expect(status).toBe(200);
    expect(headers['content-disposition']).toBe('attachment; filename="bansou.ics"');
    const { events, name } = parseCalendar(body);
    expect(name).toBeNull();
    expect(events.map(({ uid }) => uid)).toEqual([`${await site.sessionId('01/mentoring/1')}@bansou`]);
  });

  it('answers everything that opens nothing in one and the same way', async () => {
    const address = await site.addressOf('M01A');
    const single = await site.addressOf('M01A', '01/mentoring/1');
    const other = await site.addressOf('P02A');
    const foreign = single.replace(
      await site.sessionId('01/mentoring/1'),
      await site.sessionId('02/mentoring/1'),
    );
    const secret = secretOf(address);
    const wrong = {
      proof: address.replace(/.\.ics$/, (end) => (end === '0.ics' ? '1.ics' : '0.ics')),
      owner: address.replace(secret.slice(0, 32), secretOf(other).slice(0, 32)),
      nobody: address.replace(secret.slice(0, 32), '0'.repeat(32)),
      short: address.replace(secret, secret.slice(0, -1)),
      upper: address.replace(secret, secret.toUpperCase()),
      word: address.replace(secret, 'calendar'),
      session: foreign,
      noSession: single.replace(/[^/]+\.ics/, 'x.ics'),
      extension: address.replace('.ics', ''),
    };
    await revoke('P02A', 1);
    const revoked = await answerOf(other);
    expect(revoked).toMatchObject({ status: 404, body: 'not found' });
    for (const [kind, tried] of Object.entries(wrong)) {
      expect(await answerOf(tried), kind).toEqual(revoked);
    }
    expect((await answerOf(address)).status).toBe(200);
  });

  it('costs one read at most while nobody has shown that it is theirs', async () => {
    const address = await site.addressOf('M01A');
    const secret = secretOf(address);
    const proof = address.replace(/.\.ics$/, (end) => (end === '0.ics' ? '1.ics' : '0.ics'));
    expect(await statementsDuring(() => fetch(address))).toBe(2);
    expect(await statementsDuring(() => fetch(proof))).toBe(1);
    expect(await statementsDuring(() => fetch(address.replace(secret, 'x'.repeat(72))))).toBe(0);
  });

  it('ends with its revocation, for every session too, once, and makes way for another', async () => {
    const [before, single] = [await site.addressOf('M01A'), await site.addressOf('M01A', '01/mentoring/1')];
    expect(await revoke('M01A', 1)).toBe(true);
    expect(await revoke('M01A', 1)).toBe(false);
    expect((await fetch(before)).status).toBe(404);
    expect((await fetch(single)).status).toBe(404);
    const after = await site.addressOf('M01A');
    expect(after).not.toBe(before);
    expect((await fetch(after)).status).toBe(200);
    expect((await fetch(await site.addressOf('M01B'))).status).toBe(200);
  });

  it('is made of 160 bits that only the key gives, and is nowhere in the database', async () => {
    const secret = secretOf(await site.addressOf('M01A'));
    expect(secret).toMatch(/^[0-9a-f]{72}$/);
    const { rows } = await site.storage.pool.query<{ row: string }>('select p::text as row from people p');
    expect(rows.some(({ row }) => row.includes(secret.slice(32)))).toBe(false);
  });

  it('is in no line of the log, also when answering fails', async () => {
    const address = await site.addressOf('M01A');
    await site.storage.pool.query('alter table seats rename to seats_away');
    try {
      expect((await fetch(address)).status).toBe(500);
      expect(
        (await fetch(`${address.slice(0, -4)}/${await site.sessionId('01/mentoring/1')}.ics`)).status,
      ).toBe(500);
    } finally {
      await site.storage.pool.query('alter table seats_away rename to seats');
    }
    const lines = site.logged.join('\n');
    expect(lines).toContain('http.failed');
    expect(lines).toContain('/calendar/:file');
    expect(lines).not.toContain(secretOf(address).slice(32));
  });
});
