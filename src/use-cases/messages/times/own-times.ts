import type { Control, Message } from '../../../domain/messaging/message.ts';
import type { Person } from '../../../domain/people/people.ts';
import { type OfferedTime, openTimes, ownTimes, type Proposal } from '../../../domain/scheduling/proposal.ts';
import { planPicker } from '../../../domain/scheduling/starts/plan-picker.ts';
import { textsFor } from '../../../i18n/index.ts';
import { templateOf } from '../../open-run.ts';
import type { ProgrammeView } from '../../ports/records/views.ts';
import { meetingPeriod } from '../../scheduling/meeting-period.ts';
import { act, pick } from '../controls.ts';

/** Before the id of the own time whose place another takes, in the value of 直す. */
export const insteadPrefix = 'fix.';

type Picking = { readonly person: Person; readonly now: Date };

/** None of the times: the person may pick another one, in their own zone, or leave it to the mentors. */
export function ownTimeQuestion(
  proposal: Proposal,
  programme: ProgrammeView,
  { person, now, text }: Picking & { readonly text: string },
): Message {
  const { times } = textsFor(person.language);
  const first = openTimes(proposal, now)[0]?.startsAt ?? null;
  const open = act(times.ownShortcuts.pick, 't', proposal.id, 'own', 'time');
  return {
    summary: times.summary,
    parts: [{ kind: 'text', text }],
    shortcuts: [
      ...picker(open, { kind: proposal.kind, programme, first, person, now }),
      act(times.ownShortcuts.leave, 't', proposal.id, 'leave', 'mentors'),
    ],
  };
}

/** An own time stands and is asked about; a further one while there may be more, or another in its place. */
export function ownTimePicked(
  about: { readonly time: OfferedTime; readonly proposal: Proposal; readonly programme: ProgrammeView },
  { person, now }: Picking,
): Message {
  const { time, proposal, programme } = about;
  const { times } = textsFor(person.language);
  const { another, change, done } = times.ownShortcuts;
  const own = ownTimes(proposal, now).filter(({ offeredBy }) => offeredBy.personId === person.id);
  const isFull = own.length >= templateOf(programme).scheduling.mostChoices;
  const from = { kind: proposal.kind, programme, first: time.startsAt, person, now };
  const instead = act(change, 't', proposal.id, 'own', `${insteadPrefix}${time.id}`);
  return {
    summary: times.summary,
    parts: [{ kind: 'text', text: times.picked({ at: time.startsAt, zone: person.zone }) }],
    shortcuts: [
      ...(isFull ? [] : picker(act(another, 't', proposal.id, 'own', 'time'), from)),
      ...picker(instead, from),
      act(done, 't', proposal.id, 'done', 'all'),
    ],
  };
}

/** Nothing where the phase leaves nothing to pick. */
function picker(
  button: Control & { readonly kind: 'act' },
  from: Picking & Pick<Proposal, 'kind'> & { readonly programme: ProgrammeView; readonly first: Date | null },
): readonly Control[] {
  const { kind, programme, first, person, now } = from;
  const range = planPicker({
    now,
    leadMinutes: templateOf(programme).scheduling.ownTimeLeadMinutes,
    period: meetingPeriod(programme, kind),
    zone: person.zone,
    first,
  });
  return range === null ? [] : [pick(button, { mode: 'datetime', ...range })];
}
