import type { Engagement } from '../../../domain/scheduling/starts/availability.ts';
import type { Seat } from '../../../domain/sessions/sessions.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import type { Ids } from '../../../shared/ids.ts';
import type { SessionRecords } from '../../../use-cases/ports/records/session-records.ts';
import type { SeatContext, SessionView } from '../../../use-cases/ports/records/views.ts';
import type { PrismaTransaction } from '../../prisma.ts';
import { stored, toSession } from '../mappers.ts';
import { type Query, readSessionViews } from './session-views.ts';

/** Sessions and seats inside one transaction. */
export function createSessionRecords(tx: PrismaTransaction, ids: Ids): SessionRecords {
  const query: Query = (_name, text, ...values) => tx.$queryRawUnsafe(text, ...values);
  const load = async (id: string): Promise<SessionView | null> =>
    (await readSessionViews(query, 'session', [id])).get(id) ?? null;
  const contextOf = (view: SessionView | undefined | null, seatId: string): SeatContext | null => {
    const mine = view?.seats.find((candidate) => candidate.seat.id === seatId);
    return view === null || view === undefined || mine === undefined ? null : { ...view, mine };
  };
  const seatsWhere = async (
    where: NonNullable<NonNullable<Parameters<typeof tx.seat.findMany>[0]>['where']>,
    order: 'asc' | 'desc',
    take: number,
  ): Promise<readonly SeatContext[]> => {
    const rows = await tx.seat.findMany({
      where,
      select: { id: true, sessionId: true },
      orderBy: { session: { startsAt: order } },
      take,
    });
    if (rows.length === 0) return [];
    const views = await readSessionViews(query, 'session', [
      ...new Set(rows.map(({ sessionId }) => sessionId)),
    ]);
    return rows.flatMap(({ id, sessionId }) => contextOf(views.get(sessionId), id) ?? []);
  };
  const ensureSeats: SessionRecords['ensureSeats'] = async (sessionId) => {
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
  };
  return {
    findSession: load,
    getSession: async (id) => {
      await tx.$queryRaw`select 1 from sessions where id = ${id}::uuid for update`;
      const view = await load(id);
      if (view === null) throw new NotFoundError('session');
      return view;
    },
    findSeat: async (seatId) => {
      const [view] = (await readSessionViews(query, 'seat', [seatId])).values();
      return contextOf(view, seatId);
    },
    findSeatOfAnybody: async (seatId) => {
      const [view] = (await readSessionViews(query, 'seat', [seatId], 'anybody')).values();
      return contextOf(view, seatId);
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
    ofTeam: async (teamId) =>
      (await tx.session.findMany({ where: { teamId }, orderBy: { startsAt: 'asc' } })).map(toSession),
    engagementsOf: (personIds, now) =>
      tx.$queryRaw<Engagement[]>`
        select s.person_id as "personId", s.session_id as "sessionId", x.starts_at as "startsAt", x.minutes
        from seats s join sessions x on x.id = s.session_id join enrolments e on e.id = s.enrolment_id
        where s.person_id = any (${[...personIds]}::uuid[]) and s.attendance = 'expected' and e.ended_at is null
          and x.state = 'planned' and x.ends_at > ${now}`,
    nextStartAfter: async (teamId, at) => {
      const row = await tx.session.findFirst({
        where: { teamId, state: 'planned', startsAt: { gt: at } },
        orderBy: { startsAt: 'asc' },
        select: { startsAt: true },
      });
      return row?.startsAt ?? null;
    },
    ensureSeats,
    renewSeats: async (sessionId) => {
      await tx.seat.deleteMany({
        where: { sessionId, reflection: null, enrolment: { endedAt: { not: null } } },
      });
      await ensureSeats(sessionId);
    },
    comingSeats: async (enrolmentId, now) => {
      const rows = await tx.seat.findMany({
        where: { enrolmentId, session: { startsAt: { gt: now }, state: { in: ['planned', 'unsettled'] } } },
        select: { id: true, sessionId: true },
        orderBy: [{ session: { startsAt: 'asc' } }, { sessionId: 'asc' }],
      });
      return rows.map(({ id, sessionId }) => ({ seatId: id, sessionId }));
    },
    attendanceOf: async ({ id: sessionId, startsAt }) => {
      const rows = await tx.seat.findMany({
        where: { sessionId, enrolment: { OR: [{ endedAt: null }, { endedAt: { gt: startsAt } }] } },
        select: { personId: true, attendance: true },
      });
      return rows.map(({ personId, attendance }) => ({
        personId,
        attendance: stored<Seat['attendance']>(attendance),
      }));
    },
    removeSeat: async (id) => {
      await tx.seat.deleteMany({ where: { id, reflection: null } });
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
          // Who could not come, or wished for another date, was speaking of the former one.
          seats: {
            updateMany: [
              { where: { attendance: 'cannot' }, data: { attendance: 'expected' } },
              { where: { wish: { not: null } }, data: { wish: null } },
            ],
          },
        },
      });
    },
    claimEnded: async (now, limit) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        select id from sessions
        where asked_at is null and state in ('planned', 'held', 'missed') and ends_at <= ${now}
        order by ends_at limit ${limit} for update skip locked`;
      const views = await readSessionViews(
        query,
        'session',
        rows.map(({ id }) => id),
      );
      return rows.flatMap(({ id }) => views.get(id) ?? []);
    },
    markAsked: async (id, askedAt) => {
      await tx.session.update({ where: { id }, data: { askedAt } });
    },
  };
}
