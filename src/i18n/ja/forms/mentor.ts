import { notMet, rating, reasons } from './options.ts';

const reason = {
  ask: 'わかりました。よければ、どうだったか教えてください。',
  label: '会えなかった理由',
  options: reasons,
};
const q1 = { ask: '{title}は、いかがでしたか。', label: '満足度', options: { ...rating, not_met: notMet } };
const worry = { ask: '気がかりがあれば、書いてください。', label: '気がかり' };

const closingQuestions = {
  q1,
  reason,
  takeaway: { ask: '持ち帰ることがあれば、書いてください。', label: '持ち帰ること' },
  change: { ask: '次の季節に変えたいことがあれば、書いてください。', label: '次の季節に変えたいこと' },
  worry,
};

/** After a mentoring session; `note` only for who led it. */
export const mentoring = {
  q1,
  reason,
  sorted: { ask: '整理できたことがあれば、書いてください。', label: '整理できたこと' },
  next: { ask: '次の一歩があれば、書いてください。', label: '次の一歩' },
  worry,
  note: { ask: '次の進行の方への申し送りがあれば、書いてください。', label: '申し送り' },
};

export const closing = closingQuestions;
export const mentorsClosing = closingQuestions;

export const training = {
  q1: {
    ask: '研修は、役に立ちそうですか。',
    label: '研修の役立ち',
    options: {
      5: { label: '5 とても', synonyms: ['とても役に立つ', 'とても役立つ'] },
      4: { label: '4 役に立つ', synonyms: ['役立つ', 'はい'] },
      3: {
        label: '3 どちらともいえない',
        synonyms: ['どちらとも言えない', 'どちらでもない', 'ふつう', '普通'],
      },
      2: { label: '2 あまり', synonyms: ['あまり役に立たない', 'あまり役立たない'] },
      1: { label: '1 役に立たない', synonyms: ['役立たない', 'いいえ'] },
      not_met: { label: '出られなかった', synonyms: ['でられなかった', '欠席', '欠席した', '出ていない'] },
    },
  },
  curious: {
    ask: 'はじめる前に知りたいことがあれば、書いてください。',
    label: 'はじめる前に知りたいこと',
  },
};
