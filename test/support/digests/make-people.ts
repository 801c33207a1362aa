import type { Draw } from './make-world.ts';
import { type EnrolmentRow, formHash, type PersonRow, type ProgrammeRow, type World } from './rows.ts';

/** Teams with mentors and participants, supporters and coordinators; some people have a second role or programme. */
export function addPeople(draw: Draw, world: World, programme: ProgrammeRow, size: number): void {
  for (let number = draw.isLively ? draw.integer(3, 5) : draw.integer(1, size); number > 0; number -= 1) {
    const team = { id: draw.id(), programme_id: programme.id, code: String(number).padStart(2, '0') };
    world.teams.push(team);
    for (let mentors = draw.integer(1, 2); mentors > 0; mentors -= 1) {
      enrol(draw, world, programme, 'mentor', team.id);
    }
    for (let participants = draw.integer(0, 2); participants > 0; participants -= 1) {
      enrol(draw, world, programme, 'participant', team.id);
    }
  }
  enrol(draw, world, programme, 'supporter', null);
  enrol(draw, world, programme, 'coordinator', null);
}

function enrol(draw: Draw, world: World, programme: ProgrammeRow, role: string, teamId: string | null): void {
  const known = world.people.filter(
    (one) =>
      one.workspace_id === programme.workspace_id &&
      !world.enrolments.some(
        (other) => other.programme_id === programme.id && other.person_id === one.id && other.role === role,
      ),
  );
  const person = known.length > 0 && draw.chance(0.15) ? draw.pick(known) : makePerson(draw, programme);
  if (!world.people.includes(person)) world.people.push(person);
  const enrolment: EnrolmentRow = {
    id: draw.id(),
    programme_id: programme.id,
    person_id: person.id,
    role,
    team_id: teamId,
    consent: draw.isLively
      ? 'agreed'
      : draw.pick(['agreed', 'agreed', 'agreed', 'agreed', 'unanswered', 'reminders_only']),
    created_at: 0,
    ended_at: null,
  };
  world.enrolments.push(enrolment);
  if (role === 'participant' && draw.chance(0.5)) addBeforeForm(draw, world, enrolment);
}

function makePerson(draw: Draw, programme: ProgrammeRow): PersonRow {
  const id = draw.id();
  return {
    id,
    workspace_id: programme.workspace_id,
    code: id,
    name: 'a',
    email: null,
    zone: programme.zone,
    language: 'ja',
    quiet_ranges: [],
    paused_until: null,
    line_user_id: draw.chance(0.8) ? `U${id}` : null,
    line_reachable: draw.chance(0.8),
    slack_user_id: draw.chance(0.8) ? `W${id}` : null,
    slack_reachable: draw.chance(0.8),
    slack_looked_up_at: draw.chance(0.7) ? 0 : null,
    created_at: 0,
  };
}

/** Two questions about no session at all: they are nobody's figure. */
function addBeforeForm(draw: Draw, world: World, enrolment: EnrolmentRow): void {
  world.reflections.push({
    id: draw.id(),
    programme_id: enrolment.programme_id,
    enrolment_id: enrolment.id,
    person_id: enrolment.person_id,
    session_id: null,
    seat_id: null,
    team_id: enrolment.team_id,
    role: enrolment.role,
    form_key: 'before',
    form_hash: formHash,
    position: 'q1',
    status: 'sent',
    opened_at: 0,
    touched_at: 0,
    closes_at: 0,
    met: true,
    satisfaction: 1,
    answered_at: 0,
  });
}
