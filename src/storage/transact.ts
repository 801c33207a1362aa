import type { Ids } from '../shared/ids.ts';
import type { Records, Transact } from '../use-cases/ports/records/records.ts';
import { createCalendarRecords, type OpenCalendarLink } from './calendars/calendar-records.ts';
import type { PrismaClient } from './generated/client.ts';
import { createLeadRecords } from './leads/lead-records.ts';
import { createPaceRecords } from './pace/pace-records.ts';
import type { PrismaTransaction } from './prisma.ts';
import { createDeliveryRecords, type PlannedWork } from './records/deliveries.ts';
import { createDeskRecords } from './records/desk.ts';
import { createDigestRecords } from './records/digests.ts';
import { createPeopleRecords } from './records/people/people.ts';
import { createReplacementRecords } from './records/people/replacements.ts';
import { createQuotaRecords } from './records/quota.ts';
import { createForms, type Forms } from './records/reflections/forms.ts';
import { createMurmurRecords } from './records/reflections/murmurs.ts';
import { createReflectionRecords } from './records/reflections/reflections.ts';
import { createAbsenceRecords } from './records/sessions/absences.ts';
import { createProposalRecords } from './records/sessions/proposals.ts';
import { createSessionRecords } from './records/sessions/sessions.ts';
import { createSupportRecords } from './teams/support-records.ts';

type RecordsOptions = {
  readonly ids: Ids;
  readonly workspaceId: string;
  /** Left out where nobody is shown a calendar's address. */
  readonly openCalendarLink?: OpenCalendarLink;
};
type Shared = { readonly forms: Forms; readonly planned: Set<PlannedWork> };

/** The transaction runner over Prisma. Waits at most 5 s for a connection and 60 s for the work, which an import may need. */
export function createTransact(
  options: RecordsOptions & {
    readonly prisma: PrismaClient;
    /** Called after a commit that leaves something to do at once; without it the polls find it. */
    readonly wake?: (work: PlannedWork) => void;
  },
): Transact {
  const forms = createForms();
  return async (work) => {
    const planned = new Set<PlannedWork>();
    const value = await options.prisma.$transaction(
      (tx) => work(createRecords(tx, options, { forms, planned })),
      {
        maxWait: 5_000,
        timeout: 60_000,
      },
    );
    for (const what of planned) options.wake?.(what);
    return value;
  };
}

function createRecords(
  tx: PrismaTransaction,
  { ids, workspaceId, openCalendarLink }: RecordsOptions,
  { forms, planned }: Shared,
): Records {
  return {
    people: createPeopleRecords(tx, ids),
    sessions: createSessionRecords(tx, ids),
    proposals: createProposalRecords(tx, ids),
    leads: createLeadRecords(tx),
    support: createSupportRecords(tx),
    pace: createPaceRecords(tx),
    absences: createAbsenceRecords(tx, ids),
    reflections: createReflectionRecords(tx, ids, forms),
    murmurs: createMurmurRecords(tx, ids),
    deliveries: createDeliveryRecords({ tx, ids, workspaceId, planned }),
    digests: createDigestRecords(tx),
    desk: createDeskRecords(tx, ids, workspaceId),
    quota: createQuotaRecords(tx, workspaceId),
    calendars: createCalendarRecords(tx, openCalendarLink),
    replacements: createReplacementRecords(tx, workspaceId),
    inbox: {
      markProcessed: async (platform, eventId, at) => {
        const { count } = await tx.inboxEvent.updateMany({
          where: { platform, eventId, processedAt: null },
          data: { processedAt: at, body: '', leaseUntil: null },
        });
        // An event that never was in the inbox is nobody else's.
        return count > 0 || (await tx.inboxEvent.count({ where: { platform, eventId } })) === 0;
      },
      emptyParked: async (platform, personKey, messageId) => {
        await tx.$executeRaw`update inbox set body = '' where platform = ${platform} and person_key = ${personKey}
          and parked_at is not null and strpos(body, ${JSON.stringify(messageId)}) > 0`;
      },
      hasLater: async (platform, personKey, at) => {
        const later = await tx.inboxEvent.findFirst({
          where: { platform, personKey, occurredAt: { gt: at } },
          select: { eventId: true },
        });
        return later !== null;
      },
    },
  };
}
