import type { DeliveryKind } from '../messaging/delivery.ts';

/** The month as it stands: everything counted in LINE messages, one a recipient. */
export type MonthOutlook = {
  readonly used: number;
  /** LINE's own limit; null: none. */
  readonly allowance: number | null;
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
};

/**
 * May this push be spent (CONVERSATIONS 4)? Nudges and asks give way early, so that the month stays under the target
 * with every reminder still sent; near LINE's limit only what is urgent goes. What is held back is not lost: it rides
 * on the person's next free reply, or waits for the next month.
 */
export function judgePush(push: {
  readonly kind: DeliveryKind;
  readonly urgent: boolean;
  readonly outlook: MonthOutlook;
  readonly target: number;
}): 'send' | 'hold' {
  const { kind, urgent, outlook, target } = push;
  if (urgent || outlook.allowance === null) return 'send';
  if (outlook.used + 1 > outlook.allowance - reserve) return 'hold';
  const slack = slackOf[kind];
  if (slack === undefined) return 'send';
  return forecast(outlook) + 1 + slack <= target ? 'send' : 'hold';
}

/** Messages used by the end of the month if everything goes as usual. */
export function forecast({ used, remindersToCome, seatsToCome }: MonthOutlook): number {
  return used + remindersToCome + reserve + sharePerSeat * seatsToCome;
}
