import { type Action, isPossibleId } from '../../../domain/messaging/actions.ts';
import type { LineContent } from '../../../domain/messaging/incoming.ts';
import { act, anyRef } from '../../messages/controls.ts';
import { wordsQuestion } from '../../messages/times/words-about-date.ts';
import type { MurmurView } from '../../ports/records/views.ts';
import { passOnWords, takeBackWords } from '../../scheduling/answers/pass-on-words.ts';
import type { Deps } from '../linked.ts';
import { keepMurmur } from '../murmur-turns.ts';
import { say, type TalkContext, type Turn } from '../turn.ts';
import { closedTurn } from './times-turns.ts';

/** As long as a free text is taken for one about the times that were shown last. */
const aboutTimesMs = 24 * 60 * 60_000;

/**
 * T6 (CONVERSATIONS 2): the last thing shown was times to choose, and the text is none of them. Kept as a murmur; one tap
 * gives it to the mentors as it is. Null where the text is about something else.
 */
export async function aboutTimesTurn(
  talk: TalkContext,
  text: Extract<LineContent, { kind: 'text' }>,
  deps: Deps,
): Promise<Turn | null> {
  const { pointer } = talk.talk;
  if (pointer?.kind !== 'times' && pointer?.kind !== 'own') return null;
  if (talk.now.getTime() - pointer.shownAt.getTime() > aboutTimesMs) return null;
  const proposal = await talk.records.proposals.find(pointer.proposalId);
  const membership = talk.memberships.find(({ team }) => team?.id === proposal?.teamId);
  if (proposal?.state !== 'open' || membership === undefined) return null;
  const { burst, murmurId } = await keepMurmur({ ...talk, membership }, text.text, {
    messageId: text.messageId,
    reflectionId: null,
    newId: deps.ids.next(),
  });
  const question = wordsQuestion({ proposalId: proposal.id, murmurId }, talk.person.language);
  return { messages: [question], talk: { burst } };
}

/** メンターに渡す or つぶやきにする, of now or long ago: each sets, so that the other takes it back. */
export async function wordsTurn(
  talk: TalkContext,
  { ref: proposalId, key, value: murmurId }: Action,
): Promise<Turn> {
  const { records, texts, person } = talk;
  if (!isPossibleId(murmurId)) return say(texts.edge.oldButton.unknown);
  const murmur = await records.murmurs.find(murmurId);
  if (murmur === null) return say(texts.murmurs.gone);
  if (murmur.personId !== person.id) return say(texts.edge.oldButton.notYours);
  return key === 'pass' ? passTurn(talk, proposalId, murmur) : keepTurn(talk, proposalId, murmur);
}

async function passTurn(talk: TalkContext, proposalId: string, murmur: MurmurView): Promise<Turn> {
  const { records, texts, now } = talk;
  const { text } = texts.times;
  switch (await passOnWords(records, { proposalId, murmur, now })) {
    case 'unknown':
      return say(texts.edge.oldButton.unknown);
    case 'passed':
      return {
        ...say(text.passed, [act(texts.murmurs.shortcuts.takeBack, 't', proposalId, 'keep', murmur.id)]),
        // What is written from now on is the person's own again.
        talk: { burst: null },
      };
    case 'over': {
      const turn = await closedTurn(talk, proposalId);
      return murmur.passedOnAt === null ? under(text.notPassed, turn) : turn;
    }
  }
}

async function keepTurn(
  { records, texts, now }: TalkContext,
  proposalId: string,
  murmur: MurmurView,
): Promise<Turn> {
  const { murmurs, times, reflections } = texts;
  const shortcuts = [
    act(murmurs.shortcuts.tell, 'm', murmur.burstId, 'murmur', 'tell'),
    act(murmurs.shortcuts.remove, 'm', murmur.burstId, 'murmur', 'remove'),
    act(murmurs.shortcuts.whereToTurn, 'k', anyRef, 'help', 'open'),
  ];
  if (murmur.passedOnAt === null) return say(reflections.which.keptAsMurmur, shortcuts);
  await takeBackWords(records, murmur.id, now);
  return say(times.text.takenBack, [
    act(times.text.buttons.pass, 't', proposalId, 'pass', murmur.id),
    ...shortcuts,
  ]);
}

/** What is true now in the same bubble, below the line that says what became of the words. */
function under(text: string, turn: Turn): Turn {
  const [first, ...rest] = turn.messages;
  if (first === undefined) return turn;
  return { ...turn, messages: [{ ...first, parts: [{ kind: 'text', text }, ...first.parts] }, ...rest] };
}
