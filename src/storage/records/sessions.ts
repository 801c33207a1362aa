import { NotFoundError } from '../../shared/errors.ts';
import type { Ids } from '../../shared/ids.ts';
import type { SessionRecords } from '../../use-cases/ports/records/records.ts';
import type { SeatContext, SeatView, SessionView } from '../../use-cases/ports/records/views.ts';
import type { PrismaTransaction } from '../prisma.ts';
import { toEnrolment, toPerson, toProgramme, toSeat, toSession, toTeam } from './mappers.ts';

const running = {
  _count: { select: { enrolments: { where: { endedAt: null, role: 'participant' } } } },
} as const;

const sessionInclude = {
  programme: true,
  team: true,
  seats: {
    where: { enrolment: { endedAt: null } },
    include: { enrolment: { include: { person: { include: running } } } },
    orderBy: { enrolment: { person: { code: 'asc' } } },
  },
} as const;

/** Sessions and seats inside one transaction. */
export function createSessionRecords(tx: PrismaTransaction, ids: Ids): SessionRecords {
  const load = (id: string) => tx.session.findUnique({ where: { id }, include: sessionInclude });
  type SessionRow = NonNullable<Awaited<ReturnType<typeof load>>>;
  const toView = (row: SessionRow): SessionView => ({
    session: toSession(row),
    programme: toProgramme(row.programme),
    team: row.team === null ? null : toTeam(row.team),
    seats: row.seats.map(
      (seat): SeatView => ({
        seat: toSeat(seat),
        enrolment: toEnrolment(seat.enrolment),
        person: toPerson(seat.enrolment.person),
        inSeveralProgrammes: seat.role === 'participant' && seat.enrolment.person._count.enrolments > 1,
      }),
    ),
  });
  const contextOf = (view: SessionView, seatId: string): SeatContext | null => {
    const mine = view.seats.find((candidate) => candidate.seat.id === seatId);
    return mine === undefined ? null : { ...view, mine };
  };
  const seatsWhere = async (
    where: NonNullable<NonNullable<Parameters<typeof tx.seat.findMany>[0]>['where']>,
    order: 'asc' | 'desc',
    take: number,
  ): Promise<readonly SeatContext[]> => {
    const rows = await tx.seat.findMany({
      where,
      include: { session: { include: sessionInclude } },
      orderBy: { session: { startsAt: order } },
      take,
    });
    return rows.flatMap((row) => contextOf(toView(row.session), row.id) ?? []);
  };
  return {
    findSession: async (id) => {
      const row = await load(id);
      return row === null ? null : toView(row);
    },
    getSession: async (id) => {
      await tx.$queryRaw`select 1 from sessions where id = ${id}::uuid for update`;
      const row = await load(id);
      if (row === null) throw new NotFoundError('session');
      return toView(row);
    },
    findSeat: async (seatId) => {
      const seat = await tx.seat.findUnique({ where: { id: seatId }, select: { sessionId: true } });
      const row = seat === null ? null : await load(seat.sessionId);
      return row === null ? null : contextOf(toView(row), seatId);
    },
    upcomingSeats: (personId, now, limit = 30) =>
      seatsWhere(
        { personId, enrolment: { endedAt: null }, session: { endsAt: { gt: now }, state: 'planned' } },
        'asc',
        limit,
      ),
    openSeats: (personId, now) =>
      seatsWhere(
        {
          personId,
          attendance: 'expected',
          enrolment: { endedAt: null },
          session: {
            startsAt: { lte: now, gt: new Date(now.getTime() - 22 * 86_400_000) },
            state: { in: ['planned', 'held', 'missed'] },
          },
        },
        'desc',
        10,
      ),
    remainingOf: (teamId, now) =>
      tx.session.count({ where: { teamId, kind: 'mentoring', state: 'planned', startsAt: { gt: now } } }),
    nextStartAfter: async (teamId, at) => {
      const row = await tx.session.findFirst({
        where: { teamId, state: 'planned', startsAt: { gt: at } },
        orderBy: { startsAt: 'asc' },
        select: { startsAt: true },
      });
      return row?.startsAt ?? null;
    },
    ensureSeats: async (sessionId) => {
      const session = await tx.session.findUnique({ where: { id: sessionId } });
      if (session === null) throw new NotFoundError('session');
      const mentorsOnly = session.kind === 'training' || session.kind === 'mentors_closing';
      const enrolments = await tx.enrolment.findMany({
        where: {
          programmeId: session.programmeId,
          endedAt: null,
          role: { in: mentorsOnly ? ['mentor'] : ['mentor', 'participant'] },
          ...(session.teamId === null ? {} : { teamId: session.teamId }),
          seats: { none: { sessionId } },
        },
      });
      if (enrolments.length === 0) return;
      await tx.seat.createMany({
        data: enrolments.map((enrolment) => ({
          id: ids.next(),
          sessionId,
          enrolmentId: enrolment.id,
          personId: enrolment.personId,
          role: enrolment.role,
        })),
        skipDuplicates: true,
      });
    },
    setAttendance: async (id, attendance) => {
      await tx.seat.update({ where: { id }, data: { attendance } });
    },
    setWish: async (id, wish) => {
      await tx.seat.update({ where: { id }, data: { wish } });
    },
    setStance: async (id, stance) => {
      await tx.seat.update({ where: { id }, data: { stance } });
    },
    setState: async (id, change) => {
      await tx.session.update({ where: { id }, data: change });
    },
    isMarked: async (id) => {
      const row = await tx.session.findUnique({ where: { id }, select: { markedAt: true } });
      return row !== null && row.markedAt !== null;
    },
    reschedule: async (id, { startsAt, minutes, now }) => {
      await tx.session.update({
        where: { id },
        data: {
          startsAt,
          minutes,
          endsAt: new Date(startsAt.getTime() + minutes * 60_000),
          state: 'planned',
          scheduledAt: now,
          scheduleRevision: { increment: 1 },
          askedAt: null,
          settledAt: null,
          cancelledAt: null,
          // Who could not come was speaking of the former date.
          seats: {
            updateMany: { where: { attendance: 'cannot' }, data: { attendance: 'expected', wish: null } },
          },
        },
      });
    },
    claimEnded: async (now, limit) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        select id from sessions
        where asked_at is null and state in ('planned', 'held', 'missed') and ends_at <= ${now}
        order by ends_at limit ${limit} for update skip locked`;
      const views: SessionView[] = [];
      for (const { id } of rows) {
        const row = await load(id);
        if (row !== null) views.push(toView(row));
      }
      return views;
    },
    markAsked: async (id, askedAt) => {
      await tx.session.update({ where: { id }, data: { askedAt } });
    },
  };
}
