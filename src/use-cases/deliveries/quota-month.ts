import { monthBounds } from '../../domain/time.ts';

/** LINE counts its months in Tokyo. */
const quotaZone = 'Asia/Tokyo';

/** When LINE's allowance begins anew. */
export function nextQuotaMonth(now: Date): Date {
  return monthBounds(now, quotaZone).endsAt;
}
