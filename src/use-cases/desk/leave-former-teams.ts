import type { RosterChange } from '../../domain/imports/roster-row.ts';
import { noteDeparture } from '../absences/note-departure.ts';
import { followDeparture } from '../people/give-up-seat.ts';
import type { Records } from '../ports/records/records.ts';
import type { ProgrammeView } from '../ports/records/views.ts';
import { closeOffers } from '../scheduling/settling/close-offers.ts';

type Part = {
  readonly personId: string;
  readonly enrolmentId: string;
  readonly role: 'mentor' | 'participant';
  readonly teamId: string;
};

/** What people left on the roster: sessions in which they have no place any more, their teams, and who of them mentored. */
export type LeftBehind = {
  readonly sessionIds: readonly string[];
  readonly teamIds: readonly string[];
  readonly mentorIds: readonly string[];
};

/**
 * People to whom a roster gives another team do not come to what their former one has ahead. Before the roster is
 * written, which takes their seats; what follows comes after it (`followLeft`), for others may have come.
 */
export async function leaveFormerTeams(
  records: Records,
  moving: {
    readonly programme: ProgrammeView;
    readonly changes: readonly RosterChange[];
    readonly now: Date;
  },
): Promise<LeftBehind> {
  const { programme, changes, now } = moving;
  const parts = await findParts(records, programme.id, changes);
  const teamIds = [...new Set(parts.map(({ teamId }) => teamId))].sort();
  // Always in the same order: two imports wait for each other.
  for (const teamId of teamIds) await records.proposals.lockTeam(teamId);
  const sessionIds = new Set<string>();
  for (const { personId, enrolmentId, role, teamId } of parts) {
    for (const { sessionId } of await records.sessions.comingSeats(enrolmentId, now)) {
      const view = await records.sessions.findSession(sessionId);
      if (view?.team?.id !== teamId) continue;
      if (role === 'mentor') await noteDeparture(records, { sessionId, personId, now });
      sessionIds.add(sessionId);
    }
  }
  const mentorIds = parts.filter(({ role }) => role === 'mentor').map(({ personId }) => personId);
  return { sessionIds: [...sessionIds], teamIds, mentorIds };
}

/**
 * Whoever was reminded of somebody who has left learns who comes, or that nobody does; what a mentor was shown of the
 * former team is not theirs to read any more.
 */
export async function followLeft(
  records: Records,
  { sessionIds, teamIds, mentorIds }: LeftBehind,
  now: Date,
): Promise<void> {
  for (const sessionId of sessionIds) await followDeparture(records, sessionId, now);
  for (const teamId of teamIds) await closeOffers(records, teamId, now);
  for (const personId of mentorIds) {
    await records.deliveries.refresh(
      { kinds: ['shared.mentor', 'handover.mentor'], subject: {}, personId },
      now,
    );
  }
}

async function findParts(
  records: Records,
  programmeId: string,
  changes: readonly RosterChange[],
): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (const change of changes) {
    if (change.kind !== 'updated' || !change.fields.includes('teams')) continue;
    const known = await records.replacements.findByCode(programmeId, change.row.code);
    for (const { role, enrolmentId, teamId, ended } of known?.roles ?? []) {
      if (known === null || ended || teamId === null || role !== change.row.role) continue;
      if (role === 'mentor' || role === 'participant')
        parts.push({ personId: known.personId, enrolmentId, role, teamId });
    }
  }
  return parts;
}
