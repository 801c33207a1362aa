import type { DeliveryKind } from '../messaging/delivery.ts';
import { monthBounds } from '../time.ts';

/** LINE counts its months here. */
export const quotaZone = 'Asia/Tokyo';

/** What LINE's month holds and what is gone of it, in messages, one a recipient. */
export type LineMonth = {
  readonly used: number;
  /** LINE's own limit; null: none. */
  readonly allowance: number | null;
};

/** The month with what is still to come of it. */
export type MonthOutlook = LineMonth & {
  readonly remindersToCome: number;
  /** Seats of participants in sessions that are still to come this month. */
  readonly seatsToCome: number;
};

/** Kept back for what is urgent. */
const reserve = 6;
/** What moves, illness and the like take of each seat still to come, on average (CONVERSATIONS 4). */
const sharePerSeat = 0.35;

/** How much room a push that can be done without must leave; who is not named is never held back by the target. */
const slackOf: Readonly<Partial<Record<DeliveryKind, number>>> = {
  'nudge.participant': 12,
  'ask.participant': 4,
  'settled.participant': 2,
  'times.participant': 0,
};

/**
 * May this push be spent (CONVERSATIONS 4)? Near LINE's limit only what is urgent goes. `forecast`: it gives way early,
 * and `leavesRoom` decides. What is held back is not lost: it rides on the person's next free reply or push, or waits
 * for the next month.
 */
export function judgePush(push: {
  readonly kind: DeliveryKind;
  readonly urgent: boolean;
  readonly month: LineMonth;
}): 'send' | 'hold' | 'forecast' {
  const { kind, urgent, month } = push;
  if (urgent || month.allowance === null) return 'send';
  if (month.used + 1 > month.allowance - reserve) return 'hold';
  return slackOf[kind] === undefined ? 'send' : 'forecast';
}

/** Whether the month stays under the target with this push and every reminder still to come. */
export function leavesRoom(kind: DeliveryKind, outlook: MonthOutlook, target: number): boolean {
  return forecast(outlook) + 1 + (slackOf[kind] ?? 0) <= target;
}

/** Messages used by the end of the month if everything goes as usual. */
export function forecast({ used, remindersToCome, seatsToCome }: MonthOutlook): number {
  return used + remindersToCome + reserve + sharePerSeat * seatsToCome;
}

/** When LINE's allowance begins anew. */
export function nextQuotaMonth(now: Date): Date {
  return monthBounds(now, quotaZone).endsAt;
}
