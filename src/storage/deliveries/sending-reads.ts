import type { Pool } from 'pg';
import { NotFoundError } from '../../shared/errors.ts';
import type { ProgrammeView } from '../../use-cases/ports/records/views.ts';
import type { SendingReads } from '../../use-cases/ports/sending/sending-reads.ts';
import { coalesceReads } from '../coalesce.ts';
import { readLeadRecords } from '../leads/read-lead-records.ts';
import { type MemberRow, membersSql, toMember } from '../records/people/memberships.ts';
import { pairGroupsSql } from '../records/people/pair-groups-sql.ts';
import {
  type PersonRow,
  personColumns,
  programmeColumns,
  type Query,
  readSessionViews,
  toPerson,
} from '../records/sessions/session-views.ts';
import { createMonthBefore } from './month-before.ts';

const programmesSql = `select g.id, ${programmeColumns} from programmes g where g.id = any ($1)`;
const peopleSql = `select p.id as "personId", ${personColumns} from people p where p.id = any ($1)`;
const ridersSql = `
  select distinct person_id as id from deliveries
  where person_id = any ($1) and platform = 'line' and state = 'planned' and rides`;

/** The sender's reads in plain SQL: what is asked for many deliveries at once becomes one statement each. */
export function createSendingReads(pool: Pool): SendingReads {
  const read: Query = async <Row extends object>(name: string, text: string, ...values: unknown[]) =>
    (await pool.query<Row>({ name: `sending-${name}`, text, values })).rows;

  const programmes = coalesceReads(async (ids) => {
    const rows = await read<ProgrammeView>('programmes', programmesSql, ids);
    return new Map(rows.map((row) => [row.id, row]));
  });
  const people = coalesceReads(async (ids) => {
    const rows = await read<PersonRow & { personId: string }>('people', peopleSql, ids);
    return new Map(rows.map((row) => [row.personId, toPerson(row.personId, row)]));
  });
  const groups = coalesceReads(async (ids) => {
    const rows = await read<{ id: string; groupId: string | null }>('groups', pairGroupsSql, ids);
    return new Map(rows.map(({ id, groupId }) => [id, groupId]));
  });
  const riders = coalesceReads(async (ids) => {
    const rows = await read<{ id: string }>('riders', ridersSql, ids);
    return new Map(rows.map(({ id }) => [id, true]));
  });
  const members = (column: 'team_id' | 'programme_id', roles: readonly string[]) =>
    coalesceReads(async (ids) => {
      const rows = await read<MemberRow>(`members-${column}`, membersSql(column), ids, roles);
      return Map.groupBy(rows.map(toMember), ({ enrolment }) =>
        column === 'team_id' ? (enrolment.teamId ?? '') : enrolment.programmeId,
      );
    });
  const teamMembers = members('team_id', ['mentor', 'participant']);
  const coordinators = members('programme_id', ['coordinator']);
  const getProgramme = (id: string): Promise<ProgrammeView> => found(programmes(id), 'programme');
  const findSession = coalesceReads((ids) => readSessionViews(read, 'session', ids));
  const leads = coalesceReads((ids) => readLeadRecords(read, ids));
  const ofSeats = coalesceReads(async (ids) => {
    const views = await readSessionViews(read, 'seat', ids);
    return new Map(
      [...views.values()].flatMap((view) => view.seats.map((mine) => [mine.seat.id, { ...view, mine }])),
    );
  });

  return {
    people: {
      getProgramme,
      getPerson: (id) => found(people(id), 'person'),
      pairGroup: groups,
      membersOfTeam: async (teamId, role) =>
        ((await teamMembers(teamId)) ?? []).filter(({ enrolment }) => enrolment.role === role),
      coordinatorsOf: async (programmeId) => (await coordinators(programmeId)) ?? [],
    },
    sessions: {
      findSession,
      findSeat: ofSeats,
    },
    leads: { ofTeam: async (teamId) => (await leads(teamId)) ?? { mentors: [], sessions: [] } },
    monthBefore: createMonthBefore(pool),
    hasRiders: async (personId) => (await riders(personId)) !== null,
  };
}

async function found<Value>(reading: Promise<Value | null>, what: string): Promise<Value> {
  const value = await reading;
  if (value === null) throw new NotFoundError(what);
  return value;
}
