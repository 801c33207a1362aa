import { hashJoinCode, joinCodeLifetimeDays, makeJoinCode } from '../../domain/people/join-codes.ts';
import type { Records } from '../ports/records/records.ts';
import type { ProgrammeView } from '../ports/records/views.ts';

export type IssuedJoinCode =
  | {
      readonly kind: 'issued';
      readonly name: string;
      readonly language: 'ja' | 'en';
      /** Shown once; only its hash is stored. */
      readonly code: string;
      readonly expiresAt: Date;
      readonly replaced: boolean;
    }
  /** A dry run: nothing was made. */
  | { readonly kind: 'possible'; readonly name: string }
  | { readonly kind: 'connected'; readonly name: string }
  | { readonly kind: 'unknown' };

/** A new single-use code for a participant; an earlier unused one ends with it. */
export async function issueJoinCode(
  records: Records,
  input: {
    readonly programme: ProgrammeView;
    readonly personCode: string;
    readonly secretKey: string;
    readonly randomBytes: (count: number) => Uint8Array;
    readonly now: Date;
    readonly dryRun?: boolean;
  },
): Promise<IssuedJoinCode> {
  const { programme, personCode, secretKey, randomBytes, now, dryRun = false } = input;
  const enrolment = await records.desk.findEnrolment(programme.id, personCode, 'participant');
  if (enrolment === null) return { kind: 'unknown' };
  const { name, language } = enrolment;
  if (enrolment.lineUserId !== null) return { kind: 'connected', name };
  if (dryRun) return { kind: 'possible', name };
  const code = makeJoinCode(randomBytes);
  const expiresAt = new Date(now.getTime() + joinCodeLifetimeDays * 86_400_000);
  const replaced = await records.desk.issueJoinCode(
    enrolment.enrolmentId,
    hashJoinCode(code, secretKey),
    now,
    expiresAt,
  );
  return { kind: 'issued', name, language, code, expiresAt, replaced };
}
