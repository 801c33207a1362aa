import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CalendarEntry } from '../../../../src/domain/sessions/calendar-entry.ts';
import { renderCalendar } from '../../../../src/http/calendar/render-calendar.ts';
import { textsFor } from '../../../../src/i18n/index.ts';
import { parseCalendar, splitLines } from '../../../support/parse-calendar.ts';

const entry: CalendarEntry = {
  uid: '0190b0a0-0000-7000-8000-000000000001@bansou',
  sequence: 0,
  kind: 'mentoring',
  number: 2,
  startsAt: new Date('2024-11-12T12:00:00Z'),
  endsAt: new Date('2024-11-12T12:40:00Z'),
  changedAt: new Date('2024-10-01T00:00:00Z'),
  link: null,
  standing: 'certain',
};

/** Signs that a calendar's file treats in a way of its own, among letters of one to four octets. */
const words = fc.string({
  unit: fc.constantFrom(...Array.from('第二会議室ｶﾅ・é, ;:"\\n\n=&%a1'), '👩‍👧', '𠮷'),
  maxLength: 200,
});

it('brings every text and address back whole, in lines of 75 octets that break no letter', () => {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  fc.assert(
    fc.property(words, words, (summary, path) => {
      const link = `https://meet.example.org/${path.replaceAll(/\s/g, '')}`;
      const texts = { ...textsFor('ja').calendar, entry: () => `回${summary}` };
      const file = renderCalendar(
        { language: 'ja', entries: [{ ...entry, link }] },
        { texts, extent: 'whole' },
      );
      for (const line of splitLines(new TextEncoder().encode(file))) {
        expect(line.length).toBeLessThanOrEqual(75);
        decoder.decode(line);
      }
      const { events } = parseCalendar(file);
      expect(events).toMatchObject([{ summary: texts.entry(), location: link }]);
      expect(new URL(events[0]?.url ?? '').href).toBe(events[0]?.url);
    }),
  );
});
