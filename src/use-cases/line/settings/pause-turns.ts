import { type Message, plainMessage } from '../../../domain/messaging/message.ts';
import { isPaused, pauseBounds, pauseEnd, readPauseDay } from '../../../domain/people/pauses.ts';
import type { Person } from '../../../domain/people/people.ts';
import { type PlainDate, startOfDay } from '../../../domain/time.ts';
import { act, anyRef, controls, pick } from '../../messages/controls.ts';
import { pausePerson, resumePerson } from '../../people/pause-person.ts';
import { say, type TalkContext, type Turn, textsOf, withEcho } from '../turn.ts';

/** しばらくお休み: for two weeks, a month or until a day, and back again. */
export async function pauseTurn(talk: TalkContext, value: string): Promise<Turn> {
  const { person, now } = talk;
  switch (value) {
    case 'weeks2':
    case 'month1':
      return pauseUntil(talk, pauseEnd(value, now, person.zone));
    case 'pick':
      return pickTurn(talk);
    case 'off':
      return resumeTurn(talk);
    default:
      return askUntilWhen(talk);
  }
}

/** How long the pause lasts, and the way back: every reply ends with it while nothing is asked. */
export function pauseNotice({ language, zone }: Person, lastDay: PlainDate): Message {
  const { pause } = textsOf({ language }).settings;
  const resume = act(pause.shortcuts.resume, 'k', anyRef, 'pause', 'off');
  return plainMessage(pause.on({ at: startOfDay(lastDay, zone), zone }), [resume]);
}

function askUntilWhen({ texts, person, now }: TalkContext): Turn {
  const { pause } = texts.settings;
  const { first, last } = pauseBounds(now, person.zone);
  const initial = isPaused(person, now) ? person.pausedUntil : null;
  return {
    messages: [
      {
        summary: pause.ask,
        parts: [
          { kind: 'text', text: pause.ask },
          ...controls(
            act(pause.buttons.weeks2, 'k', anyRef, 'pause', 'weeks2'),
            act(pause.buttons.month1, 'k', anyRef, 'pause', 'month1'),
            pick(act(pause.buttons.pick, 'k', anyRef, 'pause', 'pick'), {
              mode: 'date',
              initial: initial ?? pauseEnd('weeks2', now, person.zone),
              min: first,
              max: last,
            }),
          ),
        ],
      },
    ],
  };
}

/** The picker has no zone: its day is one of the person's own. Typed or from an old picker it may be no good any more. */
async function pickTurn(talk: TalkContext): Promise<Turn> {
  const { texts, person, incoming, now } = talk;
  const { pause } = texts.settings;
  const picked = incoming.content.kind === 'action' ? (incoming.content.picked ?? '') : '';
  const day = readPauseDay(picked, now, person.zone);
  if (day.ok) return pauseUntil(talk, day.value);
  switch (day.error) {
    case 'malformed':
      return askUntilWhen(talk);
    case 'past':
      return withEcho(pause.past, askUntilWhen(talk));
    case 'too_far': {
      const at = startOfDay(pauseBounds(now, person.zone).last, person.zone);
      return withEcho(pause.tooFar({ at, zone: person.zone }), askUntilWhen(talk));
    }
  }
}

async function pauseUntil(talk: TalkContext, lastDay: PlainDate): Promise<Turn> {
  const { records, person, incoming, now } = talk;
  await pausePerson({ records, person, now, eventId: incoming.eventId }, lastDay);
  return { messages: [pauseNotice(person, lastDay)] };
}

async function resumeTurn({ records, texts, person, incoming, now }: TalkContext): Promise<Turn> {
  const { pause } = texts.settings;
  const resumed = await resumePerson({ records, person, now, eventId: incoming.eventId });
  return say(resumed ? pause.off : pause.none);
}
