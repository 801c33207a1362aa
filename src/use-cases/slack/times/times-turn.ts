import type { Action } from '../../../domain/messaging/actions.ts';
import { plainMessage } from '../../../domain/messaging/message.ts';
import { textsFor } from '../../../i18n/index.ts';
import { refusalText } from '../../messages/times/refusal-text.ts';
import type { SlackAnswer } from '../../ports/slack.ts';
import { takeOwnTime } from '../../scheduling/answers/take-own-time.ts';
import { restOffers } from '../../scheduling/pace/plan-offer.ts';
import { withdrawTimes } from '../../scheduling/withdraw-times.ts';
import type { SlackContext } from '../handle-slack-event.ts';
import { mentoredTeam } from '../teams/mentored-teams.ts';
import { notYours, offerTimes, openTimes } from './open-times.ts';

/** A mentor's tap on a button about dates; null when it is none of this version's. */
export async function timesTurn(context: SlackContext, action: Action): Promise<SlackAnswer | null> {
  const { records } = context;
  switch (action.key) {
    case 'offer':
      return offerTimes(context, action.ref, action.value === 'suggested');
    case 'move': {
      const view = await records.sessions.findSession(action.ref);
      return view?.team === null || view === null
        ? null
        : openTimes(context, { teamId: view.team.id, sessionId: view.session.id });
    }
    case 'others': {
      const proposal = await records.proposals.find(action.ref);
      return proposal === null ? null : openTimes(context, proposal);
    }
    case 'withdraw':
      return withdrawTurn(context, action.ref);
    case 'later':
      return laterTurn(context, action.ref);
    case 'take':
      return takeTurn(context, action.ref, action.value);
    default:
      return null;
  }
}

/** 今はしない */
async function laterTurn(context: SlackContext, teamId: string): Promise<SlackAnswer> {
  const membership = await mentoredTeam(context, teamId);
  if (membership === null) return notYours(context);
  await restOffers(context.records, teamId, context.now);
  return { ephemeral: plainMessage(textsFor(context.person.language).times.pair.said.later) };
}

async function withdrawTurn(context: SlackContext, proposalId: string): Promise<SlackAnswer | null> {
  const { records, person, now } = context;
  const { said } = textsFor(person.language).times.pair;
  switch (await withdrawTimes(records, { proposalId, personId: person.id, now })) {
    case 'withdrawn':
      return { ephemeral: plainMessage(said.withdrawn) };
    case 'already':
      return { ephemeral: plainMessage(said.already) };
    case 'unknown':
      return notYours(context);
  }
}

async function takeTurn(context: SlackContext, proposalId: string, timeId: string): Promise<SlackAnswer> {
  const { records, person, now } = context;
  const { pair, refused } = textsFor(person.language).times;
  const taken = await takeOwnTime(records, { proposalId, timeId, personId: person.id, now });
  switch (taken.kind) {
    case 'confirmed':
      return { ephemeral: plainMessage(pair.said.taken) };
    case 'asked':
      return { ephemeral: plainMessage(pair.said.asked) };
    case 'already':
      return { ephemeral: plainMessage(pair.said.already) };
    case 'refused': {
      const nameFor = async (id: string): Promise<string> => (await records.people.getPerson(id)).name;
      const reader = { texts: refused, zone: person.zone, nameFor };
      return { ephemeral: plainMessage(await refusalText(taken.refusal, reader)) };
    }
    case 'unknown':
      return notYours(context);
  }
}
