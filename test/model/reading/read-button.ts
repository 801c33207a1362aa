import { instantOf } from '../../../playground/seasons/zoned-time.ts';
import { type Action, parseAction } from '../../../src/domain/messaging/actions.ts';
import type { RecordRead } from '../judge/record.ts';
import type { Act } from '../model/acts.ts';
import type { Did, Seen } from '../world/news.ts';
import { type Button, buttonsUnder } from '../world/phones.ts';
import { readTimes } from './read-times.ts';

/** What pressing a button means to whoever presses it, and the number of the meeting it is about. */
export type Meaning = { readonly act: Act; readonly about: number | null; readonly did?: Did['did'] };

const nothing: Act = { kind: 'nothing' };
const home = 'Asia/Tokyo';

/** The number of the meeting that a message is about: by its own buttons, or by the act that it answers. */
export function numberOf({ message, first, about }: Seen, known: RecordRead): number | null {
  const buttons = [message, first ?? message].flatMap((one) => buttonsUnder(one, null));
  for (const { data } of buttons) {
    const ref = parseAction(data)?.ref ?? '';
    const offer = known.offerOf.get(ref);
    const number =
      known.numberOf.get(ref) ?? (offer === undefined ? undefined : known.truth.offers[offer]?.number);
    if (number !== undefined) return number;
  }
  return about;
}

/** Whether a button is about dates: what is offered, chosen, moved or called off. */
export function isAboutDates({ data }: Button): boolean {
  const action = parseAction(data);
  if (action === null) return false;
  const keys = ['cannot', 'change', 'pair', 'absence'];
  return action.kind === 't' || (action.kind === 's' && keys.includes(action.key));
}

/**
 * Which offer or meeting it stands for is told by its identifier, as a person would by the message around it; the time
 * is what its label says. `picked`: what was chosen on the phone's own picker.
 */
export function readButton(who: string, button: Button, known: RecordRead, picked?: string): Meaning {
  const action = parseAction(button.data);
  if (action?.kind === 's') return readSeat(who, action, known);
  if (action?.kind !== 't') return { act: nothing, about: null };
  const offer = known.offerOf.get(action.ref);
  if (offer === undefined) return { act: nothing, about: known.numberOf.get(action.ref) ?? null };
  const { number: about = null, times = [] } = known.truth.offers[offer] ?? {};
  const instead = /^[a-z]+\.(.+)$/u.exec(action.value)?.[1] ?? '';
  const insteadOf = known.timeOf.get(instead) ?? null;
  const act = readTimesAct({ who, offer, action, label: button.label, picked, insteadOf });
  // Under what was heard there stands one start.
  const [heard] = times;
  return act.kind === 'wrong' && heard !== undefined
    ? { act, about, did: { notAt: heard.at } }
    : { act, about };
}

function readTimesAct({
  who,
  offer,
  action,
  label,
  picked,
  insteadOf,
}: {
  readonly who: string;
  readonly offer: number;
  readonly action: Action;
  readonly label: string;
  readonly picked: string | undefined;
  readonly insteadOf: number | null;
}): Act {
  switch (action.key) {
    case 'choose':
    case 'unmark':
    case 'take':
      return { kind: action.key, who, offer, at: readTimes(label, home) };
    case 'give':
    case 'none':
    case 'leave':
    case 'withdraw':
    case 'wrong':
      return { kind: action.key, who, offer };
    case 'own': {
      const [date = '', time = ''] = (picked ?? '').split('T');
      if (picked === undefined) return { kind: 'none', who, offer };
      return { kind: 'own', who, offer, at: instantOf(date, time, home).getTime(), insteadOf };
    }
    default:
      return nothing;
  }
}

function readSeat(who: string, { ref, key, value }: Action, known: RecordRead): Meaning {
  const number = known.numberOf.get(ref);
  if (number === undefined) return { act: nothing, about: null };
  if (key === 'pair') return { act: readPair(who, number, value), about: number };
  if (key === 'absence') return { act: readAbsence(who, number, value), about: number };
  if (key !== 'cannot') return { act: nothing, about: number };
  const [what = '', date = ''] = value.split('.');
  const revision = Number(date);
  // Under a former date it is known, and answered, as what it is.
  const isOfNow = known.truth.meetings.some((one) => one.number === number && one.revision === revision);
  switch (what) {
    case 'tell': {
      const act = { kind: 'cannot', who, number, revision } as const;
      return isOfNow ? { act, about: number, did: 'cannot' } : { act, about: number };
    }
    case 'undo':
      return { act: { kind: 'comes', who, number, revision }, about: number };
    default:
      return { act: nothing, about: number };
  }
}

/** What is chosen stands before the date it is chosen for. */
function readPair(who: string, number: number, value: string): Act {
  const [what = '', revision = ''] = value.split('.');
  return what === 'skip' ? { kind: 'cancel', who, number, revision: Number(revision) } : nothing;
}

/** What is said stands before the date it is said of. */
function readAbsence(who: string, number: number, value: string): Act {
  const [what = '', revision = ''] = value.split('.');
  const about = { kind: 'away', who, number, revision: Number(revision) } as const;
  switch (what) {
    case 'say':
      return { ...about, says: 'absent' };
    case 'back':
    case 'alone':
    case 'move':
    case 'skip':
      return { ...about, says: what };
    default:
      return nothing;
  }
}
