import { dueDigestWeeks } from '../domain/digests/digest-weeks.ts';
import { formatAddress } from '../domain/messaging/address.ts';
import type { Reader } from '../domain/people/people.ts';
import { earliestOpenAt } from '../domain/people/quiet-ranges.ts';
import {
  addMinutes,
  formatIsoWeek,
  type IsoWeek,
  isoWeekBounds,
  nextIsoWeek,
  previousIsoWeek,
} from '../domain/time.ts';
import type { Clock } from '../shared/clock.ts';
import { templateOf } from './open-run.ts';
import { deskAddresses } from './plan-desk-notice.ts';
import type { DigestRecipient, DigestStore, DigestWindow } from './ports/digests/digest-store.ts';
import type { Records, Transact } from './ports/records/records.ts';
import type { ProgrammeView } from './ports/records/views.ts';
import { meetingPeriod } from './scheduling/meeting-period.ts';

/** Digests that are made up for are read in order: each goes out well after the one before. */
const apartMs = 10_000;

type Deps = {
  readonly store: DigestStore;
  readonly transact: Transact;
  readonly clock: Clock;
  /** Once aborted no further week is begun. */
  readonly stopping?: AbortSignal;
};

/**
 * Programmes whose ISO week has closed and has no digest yet (all, or the one asked for): every missing week is made
 * up for, oldest first.
 */
export function createFindDueDigests({ store, clock }: Pick<Deps, 'store' | 'clock'>) {
  return async (
    programmeId?: string,
  ): Promise<readonly { readonly programmeId: string; readonly weeks: readonly IsoWeek[] }[]> => {
    const now = clock.now();
    const programmes = await store.waitingProgrammes(now, programmeId);
    return programmes.flatMap((programme) => {
      const { digest } = templateOf(programme);
      const weeks = dueDigestWeeks({ ...programme, at: digest.at, now });
      return weeks.length === 0 ? [] : [{ programmeId: programme.id, weeks }];
    });
  };
}

/** Takes every digest a programme is due; answers how many were new. Safe to run in many processes at once. */
export function createMakeDigests(deps: Deps): (programmeId: string) => Promise<number> {
  const findDue = createFindDueDigests(deps);
  return async (programmeId) => {
    const [due] = await findDue(programmeId);
    let taken = 0;
    for (const [place, week] of (due?.weeks ?? []).entries()) {
      if (deps.stopping?.aborted === true) break;
      const window = await deps.transact((records) =>
        windowOf(records, programmeId, week, atMinute(deps.clock.now())),
      );
      const recipients = window.recipients.map((one) => ({
        ...one,
        dueAt: new Date(one.dueAt.getTime() + place * apartMs),
      }));
      if ((await deps.store.take({ ...window, recipients })) !== null) taken += 1;
    }
    return taken;
  };
}

/** Digests of one minute are of one moment: they show it to the minute, and share what they read of LINE's month. */
function atMinute(now: Date): Date {
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000);
}

/** Everything the rollup of a programme's week needs, and who receives it. */
export async function windowOf(
  records: Records,
  programmeId: string,
  week: IsoWeek,
  takenAt: Date,
): Promise<DigestWindow> {
  const programme = await records.people.getProgramme(programmeId);
  const { zone } = programme;
  const { startsAt, endsAt } = isoWeekBounds(week, zone);
  const { startsOn, endsOn } = meetingPeriod(programme);
  const template = templateOf(programme);
  return {
    workspaceId: programme.workspaceId,
    programmeId,
    isoWeek: formatIsoWeek(week),
    startsAt,
    endsAt,
    previousStartsAt: isoWeekBounds(previousIsoWeek(week), zone).startsAt,
    nextEndsAt: isoWeekBounds(nextIsoWeek(week), zone).endsAt,
    takenAt,
    mentoring: { startsOn, endsOn, perTeam: template.sessions.mentoring.perTeam },
    idleAfterDays: template.digest.idleAfterDays,
    zone,
    recipients: await recipientsOf(records, programme, takenAt),
  };
}

/** The desk's channel, or each coordinator, and each supporter of a team; outside their quiet hours. */
async function recipientsOf(
  records: Records,
  programme: ProgrammeView,
  now: Date,
): Promise<readonly DigestRecipient[]> {
  const recipients: DigestRecipient[] = [];
  for (const address of await deskAddresses(records, programme)) {
    const reader = address.kind === 'dm' ? await records.people.getPerson(address.personId) : null;
    recipients.push({
      kind: 'digest',
      address: formatAddress(address),
      personId: reader?.id ?? null,
      dueAt: openAt(reader, now),
    });
  }
  for (const reader of await records.support.supportersOf(programme.id)) {
    recipients.push({
      kind: 'digest.supporter',
      address: formatAddress({ kind: 'dm', personId: reader.id }),
      personId: reader.id,
      dueAt: openAt(reader, now),
    });
  }
  return recipients;
}

function openAt(reader: Reader | null, now: Date): Date {
  if (reader === null) return now;
  return earliestOpenAt(now, [reader], addMinutes(now, 3 * 1440)) ?? now;
}
