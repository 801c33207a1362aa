import type { LineMedia } from '../../domain/messaging/incoming.ts';
import { act, anyRef } from '../messages/controls.ts';
import { openQuestionAgain } from './forms/form-turns.ts';
import { say, type TalkContext, type Turn, withEcho } from './turn.ts';

/** Stickers, pictures and the like: never stored, never an answer; an open question is shown again. */
export async function mediaTurn(talk: TalkContext, media: LineMedia): Promise<Turn> {
  const { edge } = talk.texts;
  const question = await openQuestionAgain(talk);
  if (media === 'sticker') {
    return (
      question ??
      say(edge.media.sticker, [
        act(edge.media.shortcuts.next, 'k', anyRef, 'next', 'open'),
        act(edge.media.shortcuts.reflect, 'k', anyRef, 'reflect', 'open'),
        act(edge.media.shortcuts.whereToTurn, 'k', anyRef, 'help', 'open'),
      ])
    );
  }
  const note = edge.media[media];
  return question === null ? say(note) : withEcho(note, question);
}
