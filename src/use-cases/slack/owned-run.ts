import { isPossibleId } from '../../domain/messaging/actions.ts';
import { plainMessage } from '../../domain/messaging/message.ts';
import { textsFor } from '../../i18n/index.ts';
import { nameOf } from '../messages/session-words.ts';
import type { Run, SeatContext } from '../ports/records/views.ts';
import type { SlackAnswer } from '../ports/slack.ts';
import type { SlackContext } from './handle-slack-event.ts';

/** A mentor's form and the place in the session that it is about. */
export type Owned = { readonly run: Run; readonly seat: SeatContext };

/** A mentor's form about a session, as far as it is theirs; null where there is none. */
export async function findOwned(context: SlackContext, runId: string): Promise<Owned | 'not_yours' | null> {
  const run = isPossibleId(runId) ? await context.records.reflections.findRun(runId) : null;
  if (run === null || run.seatId === null) return null;
  if (run.personId !== context.person.id) return 'not_yours';
  const seat = await context.records.sessions.findSeat(run.seatId);
  return seat === null ? null : { run, seat };
}

/** A cancelled session or a run past its days takes no more taps: the truth is said instead. */
export function whyRefused({ person, now }: SlackContext, { run, seat }: Owned): SlackAnswer | null {
  const { truths, truth } = textsFor(person.language).mentors;
  if (seat.session.state === 'cancelled')
    return { ephemeral: plainMessage(truth({ truth: truths.cancelled })) };
  if (run.closesAt > now) return null;
  const closed = truths.closed({ ...nameOf(seat), at: run.closesAt, zone: person.zone });
  return { ephemeral: plainMessage(truth({ truth: closed })) };
}
