import type { StandstillReason } from '../../domain/scheduling/pace/find-standstill.ts';
import { findStandstill, pauseAsRange } from '../../domain/scheduling/pace/find-standstill.ts';
import type { AwayRange } from '../../domain/scheduling/starts/availability.ts';
import type { DigestWindow } from '../../use-cases/ports/digests/digest-store.ts';

/** A row of the teams' facts. */
export type TeamFacts = {
  readonly id: string;
  readonly team: string;
  readonly lastAt: Date | string | null;
  readonly met: number;
  readonly away: readonly AwayRange[];
  readonly paused: readonly Omit<AwayRange, 'fromOn'>[];
  readonly proposedAt: Date | string | null;
};

/** A team that stood still when the week ended. */
export type TeamStandstill = {
  readonly id: string;
  readonly team: string;
  readonly days: number;
  /** ISO instant. */
  readonly lastAt: string | null;
  readonly reason: StandstillReason | null;
};

/** Who stood still at the end of the week, longest first. */
export function findStandstills(
  teams: readonly TeamFacts[],
  { endsAt, zone, mentoring, idleAfterDays }: DigestWindow,
): readonly TeamStandstill[] {
  return teams
    .flatMap(({ id, team, lastAt, met, away, paused, proposedAt }): TeamStandstill[] => {
      const found = findStandstill({
        now: endsAt,
        phase: { startsOn: mentoring.startsOn, endsOn: mentoring.endsOn, zone },
        idleAfterDays,
        left: Math.max(0, mentoring.perTeam - met),
        lastAt: lastAt === null ? null : new Date(lastAt),
        mentorsAway: away,
        participantsPaused: paused.map(pauseAsRange),
        proposedAt: proposedAt === null ? null : new Date(proposedAt),
      });
      if (found === null) return [];
      const { days, reason } = found;
      return [{ id, team, days, lastAt: found.lastAt?.toISOString() ?? null, reason }];
    })
    .sort((a, b) => b.days - a.days || (a.team < b.team ? -1 : 1));
}
