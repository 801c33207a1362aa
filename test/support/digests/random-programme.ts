import { randomUUID } from 'node:crypto';
import fc from 'fast-check';

/** A programme with everything a digest counts, as plain rows under the tables' own column names. */
export type RandomProgramme = {
  readonly id: string;
  readonly zone: string;
  readonly teams: readonly { readonly id: string; readonly programme_id: string; readonly code: string }[];
  readonly people: readonly PersonRow[];
  readonly enrolments: readonly EnrolmentRow[];
  readonly sessions: readonly SessionRow[];
  readonly seats: readonly SeatRow[];
  readonly reflections: readonly ReflectionRow[];
  readonly corrections: readonly CorrectionRow[];
  readonly deliveries: readonly DeliveryRow[];
};

type PersonRow = {
  readonly id: string;
  readonly line_user_id: string | null;
  readonly line_reachable: boolean;
  readonly slack_user_id: string | null;
  readonly slack_reachable: boolean;
  readonly slack_looked_up_at: string | null;
};
type EnrolmentRow = {
  readonly id: string;
  readonly person_id: string;
  readonly role: string;
  readonly team_id: string | null;
  readonly consent: string;
  readonly ended_at: string | null;
};
type SessionRow = {
  readonly id: string;
  readonly team_id: string;
  readonly kind: string;
  readonly number: number;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly state: string;
  readonly contradicted: boolean;
};
type SeatRow = {
  readonly id: string;
  readonly session_id: string;
  readonly enrolment_id: string;
  readonly role: string;
  readonly attendance: string;
};
type ReflectionRow = {
  readonly id: string;
  readonly session_id: string;
  readonly seat_id: string;
  readonly enrolment_id: string;
  readonly role: string;
  readonly met: boolean | null;
  readonly satisfaction: number | null;
  readonly answered_at: string | null;
};
type CorrectionRow = { readonly id: string; readonly reflection_id: string; readonly at: string };
type DeliveryRow = {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly reason: string | null;
  readonly due_at: string;
};

const hour = 3_600_000;

/** Programmes of a few teams over eight weeks around `start`, in all states that people can bring them into. */
export function randomProgrammes(start: number): fc.Arbitrary<RandomProgramme> {
  return fc
    .record({
      zone: fc.constantFrom('Asia/Tokyo', 'Europe/London', 'America/Los_Angeles'),
      teams: fc.array(teamShape, { minLength: 2, maxLength: 5 }),
      deliveries: fc.array(deliveryShape, { minLength: 6, maxLength: 12 }),
    })
    .map(({ zone, teams, deliveries }) => build(start, zone, teams, deliveries));
}

const personShape = fc.record({
  linked: fc.boolean(),
  reachable: fc.boolean(),
  lookedUp: fc.boolean(),
  left: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  consent: fc.constantFrom('agreed', 'agreed', 'agreed', 'unanswered', 'reminders_only'),
});
const answerShape = fc.record({
  answered: fc.boolean(),
  afterHours: fc.integer({ min: 0, max: 24 * 20 }),
  met: fc.boolean(),
  satisfaction: fc.integer({ min: 1, max: 5 }),
  correctedAfterHours: fc.option(fc.integer({ min: 1, max: 24 * 12 }), { freq: 3 }),
  attends: fc.integer({ min: 0, max: 5 }).map((n) => n > 0),
});
const sessionShape = fc.record({
  atHours: fc.integer({ min: 0, max: 8 * 7 * 24 }),
  kind: fc.constantFrom('mentoring', 'mentoring', 'mentoring', 'closing'),
  state: fc.constantFrom('held', 'held', 'planned', 'missed', 'unsettled', 'cancelled'),
  contradicted: fc.boolean(),
  answers: fc.array(answerShape, { minLength: 4, maxLength: 4 }),
});
const teamShape = fc.record({
  mentors: fc.array(personShape, { minLength: 1, maxLength: 2 }),
  participants: fc.array(personShape, { minLength: 1, maxLength: 2 }),
  sessions: fc.array(sessionShape, { minLength: 3, maxLength: 6 }),
});
const deliveryShape = fc.record({
  atHours: fc.integer({ min: 0, max: 8 * 7 * 24 }),
  kind: fc.constantFrom('reminder.participant', 'reminder.pair', 'ask.mentor', 'contact.desk'),
  state: fc.constantFrom('sent', 'planned', 'expired', 'failed', 'skipped', 'cancelled'),
  reason: fc.constantFrom('unreachable', 'not_linked', 'answered'),
});

type Shape<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;

function build(
  start: number,
  zone: string,
  shapes: readonly Shape<typeof teamShape>[],
  deliveryShapes: readonly Shape<typeof deliveryShape>[],
): RandomProgramme {
  const id = randomUUID();
  const at = (ms: number): string => new Date(ms).toISOString();
  const rows = {
    teams: [] as RandomProgramme['teams'][number][],
    people: [] as PersonRow[],
    enrolments: [] as EnrolmentRow[],
    sessions: [] as SessionRow[],
    seats: [] as SeatRow[],
    reflections: [] as ReflectionRow[],
    corrections: [] as CorrectionRow[],
  };
  for (const [index, shape] of shapes.entries()) {
    const team = { id: randomUUID(), programme_id: id, code: String(index + 1).padStart(2, '0') };
    rows.teams.push(team);
    const members = [
      ...shape.mentors.map((person) => ({ role: 'mentor', person })),
      ...shape.participants.map((person) => ({ role: 'participant', person })),
    ].map(({ role, person }) => {
      const personId = randomUUID();
      rows.people.push({
        id: personId,
        line_user_id: role === 'participant' && person.linked ? `U${personId}` : null,
        line_reachable: person.reachable,
        slack_user_id: role === 'mentor' && person.linked ? `S${personId}` : null,
        slack_reachable: person.reachable,
        slack_looked_up_at: person.lookedUp ? at(start) : null,
      });
      const enrolment = {
        id: randomUUID(),
        person_id: personId,
        role,
        team_id: team.id,
        consent: person.consent,
        ended_at: person.left ? at(start) : null,
      };
      rows.enrolments.push(enrolment);
      return enrolment;
    });
    for (const [number, session] of shape.sessions.entries()) {
      const startsAt = start + session.atHours * hour;
      const endsAt = startsAt + 40 * 60_000;
      const row = {
        id: randomUUID(),
        team_id: team.id,
        kind: session.kind,
        number: number + 1,
        starts_at: at(startsAt),
        ends_at: at(endsAt),
        state: session.state,
        contradicted: session.contradicted && session.state === 'held',
      };
      rows.sessions.push(row);
      for (const [seatNumber, { id: enrolmentId, role }] of members.entries()) {
        const answer = session.answers[seatNumber];
        if (answer === undefined) continue;
        const seatId = randomUUID();
        rows.seats.push({
          id: seatId,
          session_id: row.id,
          enrolment_id: enrolmentId,
          role,
          attendance: answer.attends ? 'expected' : 'cannot',
        });
        const answeredAt = endsAt + answer.afterHours * hour;
        const reflectionId = randomUUID();
        rows.reflections.push({
          id: reflectionId,
          session_id: row.id,
          seat_id: seatId,
          enrolment_id: enrolmentId,
          role,
          met: answer.answered ? answer.met : null,
          satisfaction: answer.answered && answer.met ? answer.satisfaction : null,
          answered_at: answer.answered ? at(answeredAt) : null,
        });
        if (answer.answered && answer.correctedAfterHours !== null) {
          // Twice in a row is one corrected reflection.
          for (const more of [0, 1]) {
            rows.corrections.push({
              id: randomUUID(),
              reflection_id: reflectionId,
              at: at(answeredAt + (answer.correctedAfterHours + more) * hour),
            });
          }
        }
      }
    }
  }
  return {
    id,
    zone,
    ...rows,
    deliveries: deliveryShapes.map(({ atHours, kind, state, reason }) => ({
      id: randomUUID(),
      kind,
      state,
      reason: state === 'skipped' ? reason : null,
      due_at: at(start + atHours * hour),
    })),
  };
}
