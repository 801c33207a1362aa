import { notMet, rating, reasons, recommendation, topics } from './options.ts';

const reason = {
  ask: 'わかりました。よければ、どうだったか教えてください。',
  label: '会えなかった理由',
  options: reasons,
};

const words = {
  ask: '心に残った言葉があれば、そのまま送ってください。短くてかまいません。',
  label: '心に残った言葉',
};

const next = { ask: '次の一歩があれば教えてください。小さなことで十分です。', label: '次の一歩' };

/** After a mentoring session. */
export const mentoring = {
  q1: {
    ask: '{title}は、いかがでしたか。',
    label: '満足度',
    options: { ...rating, not_met: notMet },
  },
  reason,
  topics: {
    ask: '話したことを、いくつでも押してください。',
    label: '話したこと',
    options: { ...topics, other: { label: 'その他', synonyms: ['ほか', 'そのほか'] } },
  },
  words,
  next,
};

/** After the joint closing: about the programme as a whole. */
export const closing = {
  q1: {
    ask: '3か月のメンタリング全体では、いかがでしたか。',
    label: '全体の満足度',
    options: { ...rating, not_met: notMet },
  },
  reason,
  topics: {
    ask: '役に立ったことを、いくつでも押してください。',
    label: '役に立ったこと',
    options: { ...topics, talk: { label: '話せる場', synonyms: ['話せる場所', '話せたこと', '場'] } },
  },
  words,
  next,
  recommend: {
    ask: '同じような活動をしている人に、このプログラムをすすめたいと思いますか。0はまったく、10はぜひ。',
    label: 'すすめたい気持ち',
    options: recommendation,
  },
};

/** Right after consent, so that before and after can be compared. */
export const before = {
  before1: {
    ask: 'いま、仕事のことを自分なりに整理できていると感じますか。',
    label: '仕事の整理',
    options: {
      5: { label: '5 よくできている', synonyms: ['よく出来ている', 'できている', '出来ている'] },
      4: { label: '4 だいたいできている', synonyms: ['だいたい出来ている', 'だいたい'] },
      3: {
        label: '3 どちらともいえない',
        synonyms: ['どちらとも言えない', 'どちらでもない', 'ふつう', '普通'],
      },
      2: { label: '2 あまりできていない', synonyms: ['あまり出来ていない', 'あまり'] },
      1: { label: '1 これから', synonyms: ['できていない', '出来ていない'] },
    },
  },
  before2: {
    ask: '仕事のことを、話したり相談したりできる人がいますか。',
    label: '相談できる人',
    options: {
      5: { label: '5 いつでも話せる人がいる', synonyms: ['いつでもいる', 'いる', 'います'] },
      4: { label: '4 だいたいいる', synonyms: ['だいたい'] },
      3: {
        label: '3 どちらともいえない',
        synonyms: ['どちらとも言えない', 'どちらでもない', 'ふつう', '普通'],
      },
      2: { label: '2 あまりいない', synonyms: ['あまり'] },
      1: { label: '1 いまはいない', synonyms: ['いない', 'いません'] },
    },
  },
};
