import type { Records } from '../ports/records/records.ts';
import { replanPerson } from '../sessions/replan-session.ts';

/** The zone in which a person reads times, and in which their evenings and quiet ranges lie from now on. */
export async function changeZone(records: Records, personId: string, zone: string, now: Date): Promise<void> {
  await records.people.setZone(personId, zone);
  await replanPerson(records, personId, now);
}
