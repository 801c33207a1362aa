import { describe, expect, it } from 'vitest';
import { lastShown } from '../../../../src/use-cases/deliveries/last-shown.ts';
import type { Shown } from '../../../../src/use-cases/ports/sending/sending-reads.ts';

const question: Shown = { kind: 'question', runId: 'run', question: 'q1' };
const stance: Shown = { kind: 'stance', seatId: 'seat' };
const times: Shown = { kind: 'times', proposalId: 'proposal' };

describe('what typed words answer after messages that came together', () => {
  it('is the last that asks', () => {
    expect(lastShown(null, times)).toBe(times);
    expect(lastShown(stance, times)).toBe(times);
    expect(lastShown(times, null)).toBe(times);
    expect(lastShown(times, undefined)).toBe(times);
    expect(lastShown(times, question)).toBe(question);
  });

  it('is a choice that rides along with the question of a form, and behind it that question', () => {
    expect(lastShown(question, times)).toEqual({ ...times, behind: question });
    expect(lastShown(lastShown(question, times), stance)).toEqual({ ...stance, behind: question });
    expect(lastShown(lastShown(question, times), null)).toEqual({ ...times, behind: question });
    expect(lastShown(question, { ...question, question: 'q2' })).toMatchObject({ question: 'q2' });
  });
});
