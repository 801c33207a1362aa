import type { Action } from '../../domain/messaging/actions.ts';
import type { Control, Message } from '../../domain/messaging/message.ts';
import { act, anyRef, controls } from '../messages/controls.ts';
import { planDeskNotice } from '../plan-desk-notice.ts';
import type { Talk } from '../ports/records/views.ts';
import { redrawWords } from '../scheduling/answers/pass-on-words.ts';
import { say, type TalkContext, type Turn } from './turn.ts';

const burstMs = 10 * 60_000;

type Kept = {
  readonly burst: { readonly id: string; readonly lastAt: Date };
  readonly isFirst: boolean;
  readonly murmurId: string;
};

/** Keeps a text as the person's own; the next within ten minutes belongs to the same burst. */
export async function keepMurmur(
  talk: TalkContext,
  text: string,
  options: {
    readonly messageId: string | null;
    readonly reflectionId: string | null;
    readonly newId: string;
  },
): Promise<Kept> {
  const at = talk.incoming.at;
  const former = talk.talk.burst;
  const goesOn = former !== null && at.getTime() - former.lastAt.getTime() <= burstMs;
  const id = goesOn ? former.id : options.newId;
  const murmurId = await talk.records.murmurs.add({
    personId: talk.person.id,
    programmeId: talk.membership.programme.id,
    burstId: id,
    text,
    messageId: options.messageId,
    reflectionId: options.reflectionId,
    at,
  });
  return { burst: { id, lastAt: at }, isFirst: !goesOn, murmurId };
}

/** Every murmur is answered: the first of a burst in full, the next in one line (CONVERSATIONS 2.7). */
export function murmurReply({ texts }: TalkContext, { burst, isFirst }: Kept): Turn {
  const { murmurs } = texts;
  const talk: Partial<Talk> = { burst };
  if (!isFirst) {
    return {
      ...say(murmurs.keptMore, [
        act(murmurs.shortcuts.tell, 'm', burst.id, 'murmur', 'tell'),
        act(murmurs.shortcuts.remove, 'm', burst.id, 'murmur', 'remove'),
        act(murmurs.shortcuts.whereToTurn, 'k', anyRef, 'help', 'open'),
      ]),
      talk,
    };
  }
  const message: Message = {
    summary: murmurs.kept,
    parts: [
      { kind: 'text', text: murmurs.kept },
      ...controls(
        act(murmurs.buttons.tell, 'm', burst.id, 'murmur', 'tell'),
        act(murmurs.buttons.next, 'k', anyRef, 'next', 'open'),
        act(murmurs.buttons.reflect, 'k', anyRef, 'reflect', 'open'),
        act(murmurs.buttons.whereToTurn, 'k', anyRef, 'help', 'open'),
      ),
    ],
    shortcuts: [act(murmurs.shortcuts.remove, 'm', burst.id, 'murmur', 'remove')],
  };
  return { messages: [message], talk };
}

/** The shortcut that sends a burst on from inside a form. */
export function tellFromForm({ texts }: TalkContext, burstId: string): Control {
  return act(texts.murmurs.shortcuts.tellFromForm, 'm', burstId, 'murmur', 'tell');
}

/** A tap below a murmur: send on, take back, delete, ask for contact. */
export async function murmurTurn(talk: TalkContext, action: Action): Promise<Turn> {
  const { records, texts, now, person } = talk;
  const { murmurs, edge } = texts;
  const burst = await records.murmurs.burst(action.ref);
  const [first] = burst;
  if (first === undefined) return say(murmurs.gone);
  if (first.personId !== person.id) return say(edge.oldButton.notYours);
  const hours = talk.membership.programme.settings.deskHours;
  switch (action.value) {
    case 'tell':
      // Tapped again, nothing new has been sent on.
      if (burst.some(({ sentOnAt }) => sentOnAt === null)) {
        await records.murmurs.setSentOn(action.ref, now);
        await planDeskNotice(records, {
          programme: talk.membership.programme,
          subject: { kind: 'murmur.desk', burstId: action.ref },
          key: `murmur:${action.ref}:${talk.incoming.eventId}`,
          now,
        });
      }
      return {
        ...say(murmurs.sent({ hours }), [
          act(murmurs.shortcuts.contactMe, 'k', anyRef, 'contact', 'ask'),
          act(murmurs.shortcuts.takeBack, 'm', action.ref, 'murmur', 'back'),
          act(murmurs.shortcuts.whereToTurn, 'k', anyRef, 'help', 'open'),
        ]),
        // What is written from now on is the person's own again.
        talk: { burst: null },
      };
    case 'back':
      await records.murmurs.setSentOn(action.ref, null);
      await records.deliveries.refresh({ kinds: ['murmur.desk'], subject: { burstId: action.ref } }, now);
      return say(murmurs.takenBack);
    case 'remove':
      await records.murmurs.remove(action.ref);
      await redrawWords(
        records,
        burst.map(({ id }) => id),
        now,
      );
      await records.deliveries.refresh({ kinds: ['murmur.desk'], subject: { burstId: action.ref } }, now);
      return { ...say(murmurs.removed), talk: { burst: null } };
    default:
      return say(edge.oldButton.unknown);
  }
}
