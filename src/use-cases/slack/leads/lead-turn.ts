import { plainMessage } from '../../../domain/messaging/message.ts';
import { textsFor } from '../../../i18n/index.ts';
import { nameOf } from '../../messages/session-words.ts';
import type { SeatContext } from '../../ports/records/views.ts';
import type { SlackAnswer } from '../../ports/slack.ts';
import { swapLead } from '../../scheduling/leads/swap-lead.ts';
import type { SlackContext } from '../handle-slack-event.ts';

/** 進行を交代する: answered with who leads, whether by this tap or by an earlier one. */
export async function leadTurn(
  { records, person, now }: SlackContext,
  context: SeatContext,
  value: string,
): Promise<SlackAnswer | null> {
  const { mentors, leads } = textsFor(person.language);
  const { truth, truths } = mentors;
  const swaps = /^give\.(\d{1,6})$/.exec(value)?.[1];
  if (swaps === undefined) return null;
  if (context.mine.person.id !== person.id) return say(truth({ truth: truths.notYours }));
  const session = nameOf(context);
  const swapped = await swapLead(records, { context, swaps: Number(swaps), now });
  switch (swapped.kind) {
    case 'swapped':
      return say(leads.said.swapped({ ...session, name: swapped.lead.person.name }));
    case 'as_it_is':
      return say(truth({ truth: leads.said.leads({ ...session, name: swapped.lead.person.name }) }));
    case 'alone':
      return say(leads.said.alone({ ...session, name: swapped.lead.person.name }));
    case 'unsettled':
      return say(leads.said.unsettled);
    case 'cancelled':
    case 'over':
      return say(truth({ truth: truths[swapped.kind] }));
    case 'nobody':
      return null;
  }
}

function say(text: string): SlackAnswer {
  return { ephemeral: plainMessage(text) };
}
