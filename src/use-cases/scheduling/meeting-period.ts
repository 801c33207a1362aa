import type { Period } from '../../domain/scheduling/starts/check-start.ts';
import type { ProgrammeView } from '../ports/records/views.ts';

/** The days of the phase in which teams meet; the whole programme where it has no such phase. */
export function meetingPeriod(programme: ProgrammeView): Period {
  const phase = programme.phases.find(({ key }) => key === 'mentoring');
  const { startsOn, endsOn } = phase ?? programme;
  return { startsOn, endsOn, zone: programme.zone };
}
