import type { Topic } from '../seasons/answers.ts';
import type { Language, NotHeldReason } from '../seasons/season.ts';

/** What people see on buttons and fields, as CONVERSATIONS has it: they look for words, never for what is behind them. */
export type Labels = {
  readonly agree: string;
  readonly reflectAfterwards: string;
  readonly cannotCome: string;
  readonly tellThem: string;
  readonly anotherDay: string;
  readonly skipThisOne: string;
  readonly stances: readonly string[];
  readonly notMet: string;
  readonly reasons: Readonly<Record<NotHeldReason, string>>;
  readonly topics: Readonly<Record<Topic, string>>;
  readonly send: string;
  readonly wordThenSend: string;
  readonly later: string;
  readonly never: string;
  readonly skip: string;
  readonly forward: string;
  readonly undecided: string;
  readonly change: string;
  readonly writeRest: string;
  readonly tellCoordinators: string;
  readonly passedOn: string;
  /** Of a new mentor. */
  readonly newMentor: readonly string[];
  /** What is typed for the menu's item. */
  readonly reflectCommand: string;
  /** Fields of a mentor's modal. */
  readonly fields: Readonly<
    Record<'sorted' | 'next' | 'worry' | 'takeaway' | 'change' | 'curious' | 'note', string>
  >;
};

export const labels: Readonly<Record<Language, Labels>> = {
  ja: {
    agree: '同意してはじめる',
    reflectAfterwards: '終わったら振り返る',
    cannotCome: '行けなくなった',
    tellThem: '伝える',
    anotherDay: '別の日にしたい',
    skipThisOne: '今回は見送る',
    stances: ['まず聴いてほしい', '一緒に整理したい', '助言がほしい'],
    notMet: '会えなかった',
    reasons: { moved: '日を変えた', errand: '急な用事があった', no_connection: 'つながらなかった' },
    topics: {
      running: '運営のこと',
      work: '自分の仕事',
      career: 'キャリア',
      other: 'その他',
      talk: '話せる場',
    },
    send: 'これで送る',
    wordThenSend: 'ひとこと残して送る',
    later: 'あとにする',
    never: '今回は書かない',
    skip: 'とばす',
    forward: '次へ',
    undecided: 'まだ決めていない',
    change: '直す',
    writeRest: '続きを書く',
    tellCoordinators: '事務局に伝える',
    passedOn: '伝えました',
    newMentor: ['わかりました', 'これまでの分は見せない'],
    reflectCommand: '振り返り',
    fields: {
      sorted: '整理できたこと',
      next: '次の一歩',
      worry: '気がかり',
      takeaway: '持ち帰ること',
      change: '次の季節に変えたいこと',
      curious: 'はじめる前に知りたいこと',
      note: '申し送り',
    },
  },
  en: {
    agree: 'Agree and start',
    reflectAfterwards: 'Reflect afterwards',
    cannotCome: "I can't make it",
    tellThem: 'Tell them',
    anotherDay: 'Another day',
    skipThisOne: 'Skip this one',
    stances: ['Just listen, please', 'Sort it out together', "I'd like advice"],
    notMet: 'We did not meet',
    reasons: {
      moved: 'We changed the day',
      errand: 'Something came up',
      no_connection: 'No connection',
    },
    topics: {
      running: 'Running the group',
      work: 'My own work',
      career: 'Career',
      other: 'Something else',
      talk: 'A place to talk',
    },
    send: 'Send this',
    wordThenSend: 'Add a word, then send',
    later: 'Later',
    never: 'Not this time',
    skip: 'Skip',
    forward: 'Next',
    undecided: 'Not decided yet',
    change: 'Change',
    writeRest: 'Write the rest',
    tellCoordinators: 'Tell the coordinators',
    passedOn: 'Passed on',
    newMentor: ["That's fine", 'Not the earlier ones'],
    reflectCommand: 'Reflect',
    fields: {
      sorted: 'What was sorted out',
      next: 'Next step',
      worry: 'A worry',
      takeaway: 'What you take with you',
      change: 'What to change next season',
      curious: 'What you would like to know before you start',
      note: 'Note for the next lead',
    },
  },
};

/** What a message asks of its reader. */
export type Asks =
  | 'q1'
  | 'reason'
  | 'topics'
  | 'words'
  | 'next'
  | 'recommend'
  | 'kept'
  | 'check'
  | 'done'
  | 'before1'
  | 'before2'
  | 'consent'
  | 'code'
  | 'several';

/** The first that fits wins: what stands at the end of a flow comes before what may be quoted in it. */
const asking: readonly (readonly [Asks, RegExp])[] = [
  ['consent', /この内容ではじめてよいですか|May we start on these terms/u],
  ['code', /参加コードを送ってください|send the join code/iu],
  ['check', /これで送りますか|Shall I send this\?/u],
  ['done', /受け取りました。ありがとうございます|Received, thank you/u],
  ['several', /どの回のことを書きますか|Which meeting would you like/u],
  ['kept', /続けて送ると書き足せます|長い文章も、そのまま|Send more to add|Kept in full/u],
  ['before1', /自分なりに整理できていると|you have your work in order/u],
  ['before2', /相談したりできる人が|someone you can talk to/u],
  ['recommend', /すすめたいと思いますか|Would you recommend/u],
  ['next', /次の一歩があれば|a next small step/u],
  ['words', /心に残った言葉があれば|If some words stayed/u],
  ['topics', /話したことを、いくつでも|役に立ったことを、いくつでも|Tap what you talked|What was useful\?/u],
  ['reason', /どうだったか教えてください|say what happened/u],
  ['q1', /いかがでしたか|How was meeting|How was the|how were these three/u],
];

/** What a message asks, or null when it only tells something. */
export function findAsked(text: string): Asks | null {
  return asking.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
