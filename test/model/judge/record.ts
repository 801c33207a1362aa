import type pg from 'pg';
import type { Meeting, Offer, OfferAnswer, OfferTime, Said, Truth } from '../model/truth.ts';
import { timeKey } from '../model/truth.ts';

/** The record as the model has it, and which of its identifiers is which. */
export type RecordRead = {
  readonly truth: Truth;
  /** By the identifier of a session or of a seat in it. */
  readonly numberOf: ReadonlyMap<string, number>;
  /** By the identifier of a proposal: its position among the offers. */
  readonly offerOf: ReadonlyMap<string, number>;
  /** By the identifier of an offered time. */
  readonly timeOf: ReadonlyMap<string, number>;
};

type SessionRow = {
  readonly id: string;
  readonly number: number;
  readonly at: Date;
  readonly minutes: number;
  readonly state: string;
  readonly cannot: readonly string[];
  readonly revision: number;
  readonly out: readonly string[];
  readonly said: readonly Said[];
  readonly seats: readonly string[];
};
type ProposalRow = {
  readonly id: string;
  readonly sessionId: string | null;
  readonly number: number;
  readonly minutes: number;
  readonly state: string;
  readonly times: readonly { id: string; at: number; role: OfferTime['role']; by: string }[];
  readonly answers: readonly { by: string; suits: readonly string[]; none: boolean; given: boolean }[];
};

const ofThisDate = 'a.session_id = s.id and a.schedule_revision = s.schedule_revision';
const sessionsSql = `
  select s.id, s.number, s.starts_at as at, s.minutes, s.state, s.schedule_revision as revision,
    coalesce(array_agg(p.code order by p.code) filter (where e.attendance = 'cannot' and e.role = 'mentor'), '{}') as out,
    (select coalesce(jsonb_agg(jsonb_build_object('who', w.code, 'says', x.says,
       'at', (extract(epoch from x.at) * 1000)::bigint)), '[]')
     from (select person_id, 'absent' as says, said_at as at from absences a where ${ofThisDate}
       union all select person_id, 'back', back_at from absences a where ${ofThisDate} and back_at is not null
       union all select person_id, choice, at from absence_answers a where ${ofThisDate}) x
     join people w on w.id = x.person_id) as said,
    coalesce(array_agg(p.code order by p.code) filter (where e.attendance = 'cannot' and e.role = 'participant'), '{}') as cannot,
    coalesce(array_agg(e.id::text), '{}') as seats
  from sessions s left join seats e on e.session_id = s.id left join people p on p.id = e.person_id
  group by s.id order by s.number`;
const mentorsSql = `
  select p.code, e.ended_at is not null as gone from enrolments e join people p on p.id = e.person_id
  where e.role = 'mentor' order by p.code`;
const proposalsSql = `
  select o.id, o.session_id as "sessionId", o.number, o.minutes, o.state,
    (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'role', t.role, 'by', p.code,
       'at', (extract(epoch from t.starts_at) * 1000)::bigint)), '[]')
     from proposal_times t join people p on p.id = t.person_id where t.proposal_id = o.id) as times,
    (select coalesce(jsonb_agg(jsonb_build_object('by', p.code, 'suits', a.suits, 'none', a.none_fits,
       'given', a.given_at is not null)), '[]')
     from proposal_answers a join people p on p.id = a.person_id where a.proposal_id = o.id) as answers
  from proposals o`;

/**
 * Reads everything that decides about the team's dates. `known`: identifiers of the offers made so far, in order; of
 * those that are new the open one came last, for it took the place of the others.
 */
export async function readRecord(watcher: pg.Client, known: readonly string[]): Promise<RecordRead> {
  const { rows: sessions } = await watcher.query<SessionRow>(sessionsSql);
  const { rows: mentors } = await watcher.query<{ code: string; gone: boolean }>(mentorsSql);
  const { rows: proposals } = await watcher.query<ProposalRow>(proposalsSql);
  const position = ({ id, state }: ProposalRow): number => {
    const index = known.indexOf(id);
    return index >= 0 ? index : known.length + (state === 'open' ? 1 : 0);
  };
  const ordered = proposals.toSorted((a, b) => position(a) - position(b));
  const numbers = new Map(sessions.map(({ id, number }) => [id, number]));
  return {
    truth: {
      meetings: sessions.map(toMeeting),
      offers: ordered.map((row) => toOffer(row, numbers)),
      pair: mentors.filter(({ gone }) => !gone).map(({ code }) => code),
      gone: mentors.filter(({ gone }) => gone).map(({ code }) => code),
    },
    numberOf: new Map(
      sessions.flatMap(({ id, number, seats }) =>
        [id, ...seats].map((key): [string, number] => [key, number]),
      ),
    ),
    offerOf: new Map(ordered.map(({ id }, index) => [id, index])),
    timeOf: new Map(ordered.flatMap(({ times }) => times.map(({ id, at }): [string, number] => [id, at]))),
  };
}

function toMeeting({ number, at, minutes, state, cannot, revision, out, said }: SessionRow): Meeting {
  if (state !== 'planned' && state !== 'unsettled' && state !== 'cancelled')
    throw new Error(`no act leads to the state ${state}`);
  return { number, at: at.getTime(), minutes, state, cannot, revision, out, said };
}

function toOffer(row: ProposalRow, numbers: ReadonlyMap<string, number>): Offer {
  const { number, minutes, state, sessionId } = row;
  const times = row.times.map(({ at, role, by }): OfferTime => ({ at, role, by }));
  const keys = new Map(row.times.map((time) => [time.id, timeKey(time)]));
  const answers = row.answers.map(({ by, suits, none, given }): [string, OfferAnswer] => [
    by,
    { suits: suits.map((id) => keys.get(id) ?? id), noneFits: none, given },
  ]);
  return {
    state: state === 'open' || state === 'confirmed' ? state : 'closed',
    moves: sessionId === null ? null : (numbers.get(sessionId) ?? null),
    number,
    minutes,
    times,
    answers: Object.fromEntries(answers),
  };
}
