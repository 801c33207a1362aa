import type { Message } from '../../../domain/messaging/message.ts';
import type { Language } from '../../../domain/people/people.ts';
import { textsFor } from '../../../i18n/index.ts';
import type { SeatContext, SeatView } from '../../ports/records/views.ts';
import { act, controls } from '../controls.ts';
import { nameOf, zonesOf } from '../session-words.ts';

/** Who leads the next session, with what the last lead left for them, in a mentor's own DM (CONVERSATIONS 3.14). */
export function handoverMessage(
  context: SeatContext,
  told: {
    readonly lead: SeatView;
    readonly note: string | null;
    readonly swaps: number;
    readonly language: Language;
    readonly now: Date;
  },
): Message {
  const { lead, note, swaps, language, now } = told;
  const { handover, buttons } = textsFor(language).leads;
  const { session, mine } = context;
  const { name } = lead.person;
  const named = { ...nameOf(context), at: session.startsAt, zones: zonesOf(context, 'mentor') };
  const maySwap = lead.seat.id === mine.seat.id && session.startsAt > now;
  return {
    summary: handover.summary(nameOf(context)),
    parts: [
      { kind: 'note', text: handover.title(named) },
      { kind: 'text', text: note === null ? handover.leads({ name }) : handover.leadsWithNote({ name }) },
      ...(note === null ? [] : [{ kind: 'quote', text: note } as const]),
      ...controls(maySwap ? act(buttons.swap, 's', mine.seat.id, 'lead', giveLead(swaps)) : null),
    ],
  };
}

/** The value of 進行を交代する: for the lead as it stood when the button was drawn, so that an older one is known as such. */
export function giveLead(swaps: number): string {
  return `give.${swaps}`;
}
