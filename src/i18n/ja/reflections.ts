import { fitLabel, headOf, labelLimits } from '../clipping.ts';
import type { AnswerText, Moment, SessionAt, SessionName } from '../params.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

type Answers = { readonly answers: readonly AnswerText[] };

function answerLine(answer: AnswerText): string {
  switch (answer.kind) {
    case 'choices':
      return `${answer.label}：${answer.labels.length === 0 ? '–' : answer.labels.join('・')}`;
    case 'words':
      return `${answer.label}：「${headOf(answer.text)}」`;
    case 'none':
      return `${answer.label}：–`;
  }
}

/** A participant's form on LINE: everything around the questions, whose own wording is `forms`. */
export const reflections = {
  /** Lock screen of ask, nudge and every question. */
  summary: ({ at, zone }: Moment) => `${dates.monthDay(at, zone)}の回のひとこと`,
  summaryOfBefore: 'はじめる前の様子',
  /** First line of the ask. */
  opening: 'ひとこと、お預かりします。書かなくてもかまいません。',
  nudge: ({ at, zone }: Moment) =>
    `${dates.monthDay(at, zone)}の回のひとことは、まだ残せます。書かないままでも大丈夫です。お知らせはこれで最後です。`,

  /** The fixed choices of every form: all of the same size. */
  buttons: {
    send: 'これで送る',
    wordThenSend: 'ひとこと残して送る',
    later: 'あとにする',
    never: '今回は書かない',
    change: '直す',
    forward: '次へ',
    reflect: '振り返りを書く',
  },
  shortcuts: {
    skip: 'とばす',
    back: 'もどる',
    later: 'あとにする',
    never: '今回は書かない',
    forward: '次へ',
    startOver: '書き直す',
    makeMurmur: 'つぶやきにする',
    useEarlier: 'さっきの言葉を使う',
    undecided: 'まだ決めていない',
    change: '直す',
    next: '次回',
    goOn: '振り返りの続き',
    deleteSoFar: 'ここまでを消す',
  },

  /** A chosen row of a question with several answers. */
  chosen: ({ label }: { readonly label: string }) => fitLabel(`✓ ${label}`, labelLimits.buttons),
  /** After a text: more may follow until 次へ. */
  kept: ({ text }: { readonly text: string }) =>
    `「${headOf(text)}」を残しました。続けて送ると書き足せます。`,
  /** Over 1,000 signs; `count` as the person sees it. */
  keptLong: ({ count }: { readonly count: number }) =>
    `長い文章も、そのまま預かりました（${count.toLocaleString('ja-JP')}文字）。`,
  startedOver: '消しました。もう一度どうぞ。',
  madeMurmur: 'つぶやきとして、あなただけに残しました。',
  range: ({ min, max }: { readonly min: number; readonly max: number }) =>
    `${min}〜${max}の数字か、ボタンでどうぞ。`,

  check: ({ answers }: Answers) => ['これで送りますか。', ...answers.map(answerLine)].join('\n'),
  /** Without any choice (all skipped but the words) the thanks alone. */
  done: ({ answers }: Answers) => {
    const chosen = names.choices({ answers });
    return chosen === ''
      ? '受け取りました。ありがとうございます。あとからでも直せます。'
      : `受け取りました。ありがとうございます。${chosen}。あとからでも直せます。`;
  },
  whichToChange: 'どれを直しますか。',
  echo: ({ answer }: { readonly answer: string }) => `「${answer}」に直しました。`,
  /** The reflection already stands in a digest. */
  echoLate: '直しました。人数や平均には、次の週の集計で反映します。',

  later: {
    ok: 'わかりました。メニューの「振り返り」から、いつでも続けられます。',
    okWithAnswers:
      'わかりました。メニューの「振り返り」から、いつでも続けられます。ここまでの答えは預かっています。',
    deleted: 'ここまでの答えを消しました。',
  },
  never: 'わかりました。この回のお知らせはもうしません。気が変わったら、メニューの「振り返り」からどうぞ。',

  resume: (session: SessionAt & Answers) => {
    const soFar = names.choices(session);
    return soFar === ''
      ? `${names.title(session)}の続きです。`
      : `${names.title(session)}の続きです。ここまで：${soFar}。`;
  },
  several: 'どの回のことを書きますか。',
  /** The label of one of several open forms. */
  openForm: (session: SessionAt) => fitLabel(names.title(session), labelLimits.buttons),
  none: 'いま書ける振り返りはありません。',
  /** 21 days after the session. */
  closed: (session: SessionName) =>
    `${names.session(session)}の受付は終わりました。いま思うことは、つぶやきで預かれます。`,

  /** A text that came long after its question was shown. */
  which: {
    ask: ({ label, ...session }: SessionName & { readonly label: string }) =>
      `今の文章は、${names.session(session)}の「${label}」の答えですか。`,
    buttons: { answer: '答えにする', murmur: 'つぶやきにする' },
    answered: ({ label }: { readonly label: string }) => `「${label}」の答えにしました。`,
    keptAsMurmur: 'つぶやきとして、あなただけに残しました。',
  },
};
