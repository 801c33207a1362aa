import type { DeliveryState } from '../../../domain/messaging/delivery.ts';
import { openTimes } from '../../../domain/scheduling/proposal.ts';
import { inFront } from '../../deliveries/pointers.ts';
import { timesQuestion } from '../../messages/times/times-for-participant.ts';
import type { TalkContext, Turn } from '../turn.ts';

/** It is still to come, or on its way: shown here as well it would be read twice. */
const comesYet: readonly DeliveryState[] = ['planned', 'sending', 'unknown'];

/**
 * The times that somebody was asked to choose from and has not answered, below what they have just asked for: their
 * message may be far above by now, or have been lost with its reply (CONVERSATIONS 0.6).
 */
export async function withAskedAgain(talk: TalkContext, turn: Turn): Promise<Turn> {
  const { records, memberships, person, now } = talk;
  const asked = await records.deliveries.find({ personId: person.id, kinds: ['times.participant'] });
  for (const { team } of memberships) {
    const open = team === null ? null : await records.proposals.openOf(team.id);
    if (open === null || openTimes(open, now).length === 0) continue;
    const isAnswered = open.answers.some((one) => one.personId === person.id && one.givenAt !== null);
    const message = asked.find(
      ({ subject }) => subject.kind === 'times.participant' && subject.proposalId === open.id,
    );
    if (isAnswered || message === undefined || comesYet.includes(message.state)) continue;
    const participants = (await records.people.membersOfTeam(open.teamId, 'participant')).length;
    return {
      ...turn,
      messages: [...turn.messages, timesQuestion(open, { ...talk, participants })],
      talk: {
        ...turn.talk,
        pointer: inFront(talk.talk.pointer, { kind: 'times', proposalId: open.id, shownAt: now }),
      },
    };
  }
  return turn;
}
