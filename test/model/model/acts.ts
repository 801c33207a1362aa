import type { Said } from './truth.ts';

/** What somebody did, as they meant it; offers by their position among all that were made. */
export type Act =
  | {
      readonly kind: 'propose';
      readonly who: string;
      readonly moves: number | null;
      readonly starts: readonly number[];
      readonly minutes: number;
      readonly mode: 'offer' | 'agreed';
      /** The number of the meeting that was next when the modal opened, or the date of the one that it moves. */
      readonly drawnFor: number | null;
    }
  | { readonly kind: 'withdraw'; readonly who: string; readonly offer: number }
  | { readonly kind: 'take'; readonly who: string; readonly offer: number; readonly at: number }
  | { readonly kind: 'choose' | 'unmark'; readonly who: string; readonly offer: number; readonly at: number }
  | { readonly kind: 'give' | 'none' | 'leave'; readonly who: string; readonly offer: number }
  /** A time of the person's own, in the place of another one or not. */
  | {
      readonly kind: 'own';
      readonly who: string;
      readonly offer: number;
      readonly at: number;
      readonly insteadOf: number | null;
    }
  | { readonly kind: 'wrong'; readonly who: string; readonly offer: number }
  /** About the date that the button stood under. */
  | {
      readonly kind: 'cannot' | 'comes';
      readonly who: string;
      readonly number: number;
      readonly revision: number;
    }
  /** A mentor about a date of a meeting: cannot come, can after all, or answers for the partner who cannot. */
  | {
      readonly kind: 'away';
      readonly who: string;
      readonly number: number;
      readonly revision: number;
      readonly says: Said['says'];
    }
  /** A mentor, about a date of a meeting. */
  | { readonly kind: 'cancel'; readonly who: string; readonly number: number; readonly revision: number }
  | { readonly kind: 'deskMove'; readonly number: number; readonly at: number }
  | { readonly kind: 'deskCancel'; readonly number: number }
  /** A mentor's place goes to somebody else. */
  | { readonly kind: 'replace'; readonly from: string; readonly to: string }
  /** Changes nothing about dates. */
  | { readonly kind: 'nothing' };
