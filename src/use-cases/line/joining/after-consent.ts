import { plainMessage } from '../../../domain/messaging/message.ts';
import { expectedNames } from '../../messages/session-words.ts';
import { openBeforeRun } from '../../open-run.ts';
import { formTurn } from '../forms/form-turns.ts';
import type { TalkContext, Turn } from '../turn.ts';

/** After a first yes: when and with whom, then the two questions that only now are free and comparable. */
export async function nextAfterConsent(talk: TalkContext): Promise<Turn> {
  const { records, texts, person, membership, now } = talk;
  const { consent, before } = texts.joining;
  const [next] = await records.sessions.upcomingSeats(person.id, now, 1);
  const done =
    next === undefined
      ? consent.doneUnplanned
      : consent.done({
          at: next.session.startsAt,
          zone: person.zone,
          mentors: expectedNames(next, 'mentor'),
        });
  const run = await openBeforeRun(
    records,
    { person, enrolment: membership.enrolment },
    membership.programme,
    now,
  );
  if (run === null || run.status === 'sent') return { messages: [plainMessage(done)] };
  const asked = await formTurn(talk, run, { kind: 'move', move: 'open' }, { lead: before.ask });
  return { ...asked, messages: [plainMessage(done), ...asked.messages] };
}
