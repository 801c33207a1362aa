import { describe, expect, it } from 'vitest';
import { judgePush, leavesRoom, nextQuotaMonth } from '../../../../src/domain/quota/judge-push.ts';

const at = (used: number) => ({ used, allowance: 200 });

describe('a push of LINE’s month', () => {
  it('goes near the limit only when it is urgent: six are kept back', () => {
    const reminder = { kind: 'reminder.participant', urgent: false } as const;
    expect(judgePush({ ...reminder, month: at(193) })).toBe('send');
    expect(judgePush({ ...reminder, month: at(194) })).toBe('hold');
    expect(judgePush({ ...reminder, urgent: true, month: at(200) })).toBe('send');
    expect(judgePush({ ...reminder, month: { used: 5_000, allowance: null } })).toBe('send');
  });

  it('gives way to what is still to come when it can be done without, a nudge before an ask', () => {
    expect(judgePush({ kind: 'ask.participant', urgent: false, month: at(0) })).toBe('forecast');
    // used + reminders + 6 + 0.35 a seat + 1 + slack (12, 4) against 120
    const month = { ...at(60), remindersToCome: 30, seatsToCome: 20 };
    expect(leavesRoom('nudge.participant', month, 120)).toBe(true);
    expect(leavesRoom('nudge.participant', { ...month, used: 65 }, 120)).toBe(false);
    expect(leavesRoom('ask.participant', { ...month, used: 72 }, 120)).toBe(true);
    expect(leavesRoom('ask.participant', { ...month, used: 73 }, 120)).toBe(false);
  });

  it('waits for the month that begins in Tokyo', () => {
    expect(nextQuotaMonth(new Date('2024-12-31T14:59:00Z')).toISOString()).toBe('2024-12-31T15:00:00.000Z');
    expect(nextQuotaMonth(new Date('2024-12-31T15:00:00Z')).toISOString()).toBe('2025-01-31T15:00:00.000Z');
  });
});
