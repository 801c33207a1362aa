import type { SlackAnswer } from '../../../src/use-cases/ports/slack.ts';
import type { Received } from '../platforms/ledger.ts';
import { cast } from '../world/cast.ts';
import { createMentor } from './mentor.ts';
import { createParticipant, type Participant } from './participant.ts';

/** Everybody of the cast who does something. */
export type Actors = {
  readonly participants: readonly Participant[];
  readonly onReceived: (received: Received) => void;
  readonly onShown: (userId: string, answer: SlackAnswer) => void;
};

export function createActors(
  world: Parameters<typeof createParticipant>[1] & Parameters<typeof createMentor>[1],
): Actors {
  const codesOf = (role: string): readonly string[] =>
    cast.filter((one) => one.role === role).map(({ code }) => code);
  const participants = codesOf('participant').map((code) => createParticipant(code, world));
  const mentors = codesOf('mentor').map((code) => createMentor(code, world));
  return {
    participants,
    onReceived: (received) => {
      for (const actor of [...participants, ...mentors]) actor.onReceived(received);
    },
    onShown: (userId, answer) => {
      for (const mentor of mentors) mentor.onShown(userId, answer);
    },
  };
}
