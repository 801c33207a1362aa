import type { Ids } from '../../../shared/ids.ts';
import type { MurmurRecords } from '../../../use-cases/ports/records/records.ts';
import type { MurmurView, Pointer, Talk } from '../../../use-cases/ports/records/views.ts';
import { Prisma } from '../../generated/client.ts';
import type { MurmurModel } from '../../generated/models.ts';
import type { PrismaTransaction } from '../../prisma.ts';
import { stored } from '../mappers.ts';

type StoredPointer = Omit<Pointer, 'shownAt' | 'behind'> & {
  readonly shownAt: string;
  readonly behind?: StoredPointer;
};
type StoredBurst = { readonly id: string; readonly lastAt: string };

/** Guarantee: a pointer's fields besides the date are plain strings that `saveTalk` wrote. */
function revivePointer(value: StoredPointer): Pointer {
  const { behind, ...own } = value;
  return {
    ...own,
    shownAt: new Date(value.shownAt),
    ...(behind === undefined ? {} : { behind: revivePointer(behind) }),
  } as Pointer;
}

/** Murmurs and the state of a person's talk, inside one transaction. */
export function createMurmurRecords(tx: PrismaTransaction, ids: Ids): MurmurRecords {
  const toMurmur = (row: MurmurModel): MurmurView => ({
    id: row.id,
    personId: row.personId,
    programmeId: row.programmeId,
    burstId: row.burstId,
    text: row.text,
    messageId: row.messageId,
    at: row.at,
    sentOnAt: row.sentOnAt,
    passedOnAt: row.passedOnAt,
  });
  return {
    add: async (murmur) => {
      const id = ids.next();
      await tx.murmur.create({ data: { id, ...murmur } });
      return id;
    },
    burst: async (burstId) => {
      const rows = await tx.murmur.findMany({ where: { burstId }, orderBy: { at: 'asc' } });
      return rows.map(toMurmur);
    },
    find: async (id) => {
      const row = await tx.murmur.findUnique({ where: { id } });
      return row === null ? null : toMurmur(row);
    },
    findInRun: async (reflectionId) => {
      const row = await tx.murmur.findFirst({ where: { reflectionId }, orderBy: { at: 'desc' } });
      return row === null ? null : toMurmur(row);
    },
    latestBurst: async (personId) => {
      const row = await tx.murmur.findFirst({ where: { personId }, orderBy: { at: 'desc' } });
      return row?.burstId ?? null;
    },
    setSentOn: async (burstId, sentOnAt) => {
      await tx.murmur.updateMany({ where: { burstId }, data: { sentOnAt } });
    },
    setPassedOn: async (id, passedOnAt) => {
      await tx.murmur.updateMany({ where: { id }, data: { passedOnAt } });
    },
    remove: async (burstId) => {
      await tx.murmur.deleteMany({ where: { burstId } });
    },
    removeOne: async (id) => {
      await tx.murmur.deleteMany({ where: { id } });
    },
    eraseMessage: async (personId, messageId) => {
      const rows = await tx.murmur.findMany({ where: { personId, messageId }, select: { id: true } });
      await tx.murmur.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } });
      return rows.map(({ id }) => id);
    },
    getTalk: async (personId) => {
      const row = await tx.talk.findUnique({ where: { personId } });
      if (row === null) return { pointer: null, burst: null, unsendNote: false, offered: {} };
      const pointer = stored<StoredPointer | null>(row.pointer);
      const burst = stored<StoredBurst | null>(row.murmurBurst);
      return {
        pointer: pointer === null ? null : revivePointer(pointer),
        burst: burst === null ? null : { id: burst.id, lastAt: new Date(burst.lastAt) },
        unsendNote: row.unsendNote,
        offered: stored<Talk['offered'] | null>(row.offered) ?? {},
      };
    },
    saveTalk: async (personId, talk, at) => {
      const data = {
        pointer: talk.pointer === null ? Prisma.DbNull : toStoredPointer(talk.pointer),
        murmurBurst:
          talk.burst === null
            ? Prisma.DbNull
            : { id: talk.burst.id, lastAt: talk.burst.lastAt.toISOString() },
        unsendNote: talk.unsendNote,
        offered: talk.offered,
        updatedAt: at,
      };
      await tx.talk.upsert({ where: { personId }, create: { personId, ...data }, update: data });
    },
  };
}

/** A pointer as its column holds it. */
export function toStoredPointer(pointer: Pointer): Prisma.InputJsonObject {
  const { shownAt, ...own } = pointer;
  const stands = 'behind' in pointer && pointer.behind !== undefined;
  return {
    ...own,
    shownAt: shownAt.toISOString(),
    ...(stands ? { behind: toStoredPointer(pointer.behind) } : {}),
  };
}
