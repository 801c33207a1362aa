import type { Meant, QuestionKey, Topic } from '../../seasons/answers.ts';
import type { Language, SessionKind, Style } from '../../seasons/season.ts';
import type { Random } from '../../world/random.ts';
import { type Asks, labels } from '../labels.ts';
import type { ParticipantIntent } from './participant-intents.ts';

/** One form as its writer goes through it. */
export type FormRun = {
  /** A key of the season, or `before`. */
  readonly session: string;
  readonly kind: SessionKind | 'before';
  readonly intent: ParticipantIntent;
  readonly before: readonly [number, number] | null;
  readonly chosen: readonly Topic[];
  /** The text question they are at, and how many bubbles they sent to it. */
  readonly writing: { readonly question: 'words' | 'next'; readonly sent: number } | null;
  readonly paused: boolean;
};

/** What a hand does: a label to tap (one that ends with a space is the beginning of a label), or a text to send. */
export type HandAct =
  | { readonly by: 'tap'; readonly label: string }
  | { readonly by: 'type'; readonly text: string };

export type Move = {
  readonly act: HandAct;
  readonly says: { readonly question: QuestionKey; readonly value: Meant } | null;
  readonly run: FormRun;
};

export type Hand = { readonly style: Style; readonly language: Language; readonly random: Random };

/** What this person does next when a question stands before them; null when they leave it. */
export function nextMove(asked: Asks, run: FormRun, hand: Hand): Move | null {
  const { intent } = run;
  const words = labels[hand.language];
  switch (asked) {
    case 'q1':
      return answerFirst(run, hand);
    case 'reason':
      return intent.reason === null
        ? press(words.send, run, hand)
        : answer(run, hand, {
            question: 'reason',
            value: { kind: 'reason', value: intent.reason },
            label: words.reasons[intent.reason],
          });
    case 'topics':
      return answerTopics(run, hand);
    case 'words':
    case 'next':
      return write(asked, run, hand);
    case 'kept':
      return run.writing === null ? null : write(run.writing.question, run, hand);
    case 'recommend':
      return intent.recommend === null
        ? press(words.skip, run, hand)
        : answer(run, hand, {
            question: 'recommend',
            value: { kind: 'scale', value: intent.recommend },
            label: String(intent.recommend),
          });
    case 'check':
      return press(words.send, run, hand);
    case 'before1':
    case 'before2':
      return answerBefore(asked, run, hand);
    case 'done':
    case 'consent':
    case 'code':
    case 'several':
      return null;
  }
}

function answerFirst(run: FormRun, hand: Hand): Move {
  const { intent } = run;
  const words = labels[hand.language];
  if (intent.declines) return press(words.never, run, hand);
  if (!intent.met) {
    return answer(run, hand, { question: 'q1', value: { kind: 'not_met' }, label: words.notMet });
  }
  const value: Meant = { kind: 'rating', value: intent.rating };
  return answer(run, hand, { question: 'q1', value, label: `${intent.rating} ` });
}

function answerBefore(asked: 'before1' | 'before2', run: FormRun, hand: Hand): Move | null {
  if (run.before === null) return null;
  const chosen = run.before[asked === 'before1' ? 0 : 1];
  const value: Meant = { kind: 'choice', value: String(chosen) };
  return answer(run, hand, { question: asked, value, label: `${chosen} ` });
}

function answerTopics(run: FormRun, hand: Hand): Move {
  const { intent, chosen } = run;
  const words = labels[hand.language];
  if (intent.pauses && !run.paused) return press(words.later, { ...run, paused: true }, hand);
  const left = intent.topics.filter((topic) => !chosen.includes(topic));
  const [next] = left;
  if (next !== undefined && hand.style === 'types') {
    const all = [...chosen, ...left];
    const text = left.map((topic) => String(positionOf(topic))).join(' ');
    return said(run, { by: 'type', text }, all);
  }
  if (next !== undefined) return said(run, { by: 'tap', label: words.topics[next] }, [...chosen, next]);
  if (run.kind === 'closing') return press(words.forward, run, hand);
  const hasMore = intent.words.length > 0 || intent.next.length > 0;
  return press(hasMore ? words.wordThenSend : words.send, run, hand);
}

function said(run: FormRun, act: HandAct, chosen: readonly Topic[]): Move {
  return {
    act,
    says: { question: 'topics', value: { kind: 'topics', values: chosen } },
    run: { ...run, chosen },
  };
}

/** Counted from 1, as the choices stand below each other. */
function positionOf(topic: Topic): number {
  const order: Readonly<Record<Topic, number>> = { running: 1, work: 2, career: 3, other: 4, talk: 4 };
  return order[topic];
}

/** The next bubble of a thought, or on from here. */
function write(question: 'words' | 'next', run: FormRun, hand: Hand): Move {
  const words = labels[hand.language];
  const bubbles = run.intent[question];
  const sent = run.writing?.question === question ? run.writing.sent : 0;
  const bubble = bubbles[sent];
  if (bubble !== undefined) {
    const text = bubbles.slice(0, sent + 1).join('\n');
    return {
      act: { by: 'type', text: bubble },
      says: { question, value: { kind: 'text', text } },
      run: { ...run, writing: { question, sent: sent + 1 } },
    };
  }
  if (sent > 0) return press(words.forward, run, hand);
  const isUndecided = question === 'next' && hand.style !== 'types';
  return press(isUndecided ? words.undecided : words.skip, run, hand);
}

type Choice = { readonly question: QuestionKey; readonly value: Meant; readonly label: string };

/** One answer, by tap or typed the way people type it. */
function answer(run: FormRun, hand: Hand, { question, value, label }: Choice): Move {
  const isTyped = hand.style === 'types' || (hand.style === 'mixed' && hand.random.chance(0.1));
  const act: HandAct = isTyped ? { by: 'type', text: typed(label, hand.random) } : { by: 'tap', label };
  return { act, says: { question, value }, run };
}

/** Navigation says nothing. */
function press(label: string, run: FormRun, { style }: Hand): Move {
  const act: HandAct = style === 'types' ? { by: 'type', text: label } : { by: 'tap', label };
  return { act, says: null, run };
}

/** `4 ` becomes 4, ４ or 四; words stay words, with a full stop now and then. */
function typed(label: string, random: Random): string {
  const number = Number(label);
  if (label.trim() === '' || Number.isNaN(number)) return random.chance(0.3) ? `${label}。` : label;
  const plain = String(number);
  const wide = plain.replaceAll(/\d/gu, (digit) => String.fromCodePoint(Number(digit) + 0xff10));
  return random.pick([plain, wide, wide]);
}
