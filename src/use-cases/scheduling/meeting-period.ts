import type { Period } from '../../domain/scheduling/starts/check-start.ts';
import type { SessionKind } from '../../domain/sessions/sessions.ts';
import type { ProgrammeView } from '../ports/records/views.ts';

/**
 * The days of the phase in which teams meet; the whole programme where it has no such phase, and for a session of another
 * kind, such as the closing after it.
 */
export function meetingPeriod(programme: ProgrammeView, kind: SessionKind = 'mentoring'): Period {
  const phase = kind === 'mentoring' ? programme.phases.find(({ key }) => key === 'mentoring') : undefined;
  const { startsOn, endsOn } = phase ?? programme;
  return { startsOn, endsOn, zone: programme.zone };
}
