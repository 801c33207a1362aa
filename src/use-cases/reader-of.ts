import type { Reader } from '../domain/reflections/visibility.ts';
import type { Records } from './ports/records/records.ts';

/** The facts about somebody that decide what they may read. */
export async function readerOf(records: Records, personId: string): Promise<Reader> {
  const memberships = await records.people.membershipsOf(personId);
  return {
    personId,
    enrolments: memberships.map(({ enrolment }) => ({
      programmeId: enrolment.programmeId,
      teamId: enrolment.teamId,
      role: enrolment.role,
      endedAt: enrolment.endedAt,
    })),
  };
}
