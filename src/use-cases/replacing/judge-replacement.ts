import type { Records } from '../ports/records/records.ts';
import type { KnownPerson } from '../ports/records/replacement-records.ts';
import type { ProgrammeView, TeamView } from '../ports/records/views.ts';

/** Who takes over: somebody of the workspace by code, or a new person with that code. */
export type Comer = {
  readonly code: string;
  /** What the roster would say of a new person; null: they are known. */
  readonly added: { readonly name: string; readonly email: string } | null;
};

export type ReplacementRefusal =
  | { readonly kind: 'unknownTeam'; readonly value: string }
  | { readonly kind: 'notMentor'; readonly code: string; readonly team: string }
  /** Somebody else has taken that place already. */
  | { readonly kind: 'takenOver'; readonly code: string; readonly name: string }
  | { readonly kind: 'unknownPerson'; readonly value: string }
  | { readonly kind: 'codeTaken'; readonly value: string; readonly name: string }
  | { readonly kind: 'emailTaken'; readonly value: string; readonly code: string }
  | { readonly kind: 'noEmail'; readonly code: string }
  | { readonly kind: 'same' }
  | { readonly kind: 'inPair'; readonly code: string; readonly team: string }
  | { readonly kind: 'otherTeam'; readonly code: string }
  /** Has been a mentor of this programme before; an enrolment that ended stays ended. */
  | { readonly kind: 'wasMentor'; readonly code: string }
  | { readonly kind: 'participant'; readonly code: string }
  | { readonly kind: 'full'; readonly team: string };

export type Judged =
  | {
      readonly kind: 'possible';
      readonly former: KnownPerson;
      readonly formerRole: KnownPerson['roles'][number];
      readonly comer: KnownPerson | null;
    }
  /** It is so already. */
  | { readonly kind: 'unchanged'; readonly former: KnownPerson; readonly comer: KnownPerson }
  | { readonly kind: 'refused'; readonly refusal: ReplacementRefusal };

const mentorsOfTeam = 2;

/** Whether one mentor may take another's place; behind the team's lock. */
export async function judgeReplacement(
  records: Records,
  asked: {
    readonly programme: ProgrammeView;
    readonly team: TeamView;
    readonly from: string;
    readonly to: Comer;
  },
): Promise<Judged> {
  const { programme, team, from, to } = asked;
  const refuse = (refusal: ReplacementRefusal): Judged => ({ kind: 'refused', refusal });
  const former = await records.replacements.findByCode(programme.id, from);
  const formerRole = former?.roles.find(({ role, teamId }) => role === 'mentor' && teamId === team.id);
  if (former === null || formerRole === undefined)
    return refuse({ kind: 'notMentor', code: from, team: team.code });
  if (from === to.code) return refuse({ kind: 'same' });
  const comer = await records.replacements.findByCode(programme.id, to.code);
  const places = await records.replacements.placesOf(team.id);
  const follower = places.flat().find(({ replacesId }) => replacesId === formerRole.enrolmentId);
  if (follower !== undefined) {
    if (comer !== null && comer.personId === follower.personId) return { kind: 'unchanged', former, comer };
    const { name } = await records.people.getPerson(follower.personId);
    return refuse({ kind: 'takenOver', code: from, name });
  }
  const mentors = await records.people.membersOfTeam(team.id, 'mentor');
  if (formerRole.ended && mentors.length >= mentorsOfTeam) return refuse({ kind: 'full', team: team.code });
  const refusal = await judgeComer(records, { team, to, comer });
  return refusal === null ? { kind: 'possible', former, formerRole, comer } : refuse(refusal);
}

async function judgeComer(
  records: Records,
  { team, to, comer }: { readonly team: TeamView; readonly to: Comer; readonly comer: KnownPerson | null },
): Promise<ReplacementRefusal | null> {
  const { code, added } = to;
  if (added !== null) {
    const owner = await records.desk.ownerOfEmail(added.email);
    if (owner !== null && owner !== code) return { kind: 'emailTaken', value: added.email, code: owner };
  }
  if (comer === null) return added === null ? { kind: 'unknownPerson', value: code } : null;
  const person = await records.people.getPerson(comer.personId);
  if (added !== null && (added.name !== person.name || added.email !== person.email))
    return { kind: 'codeTaken', value: code, name: person.name };
  if (person.email === null && person.slackUserId === null) return { kind: 'noEmail', code };
  const mentoring = comer.roles.find(({ role }) => role === 'mentor');
  if (mentoring?.ended === true) return { kind: 'wasMentor', code };
  if (mentoring !== undefined)
    return mentoring.teamId === team.id
      ? { kind: 'inPair', code, team: team.code }
      : { kind: 'otherTeam', code };
  const isParticipant = comer.roles.some(({ role, ended }) => role === 'participant' && !ended);
  return isParticipant ? { kind: 'participant', code } : null;
}
