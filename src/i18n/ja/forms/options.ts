import type { OptionText } from '../../params.ts';

type Score = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/** A session's rating: the tap carries its digit, so that a typed digit needs no explanation. */
export const rating = {
  5: {
    label: '5 とてもよかった',
    synonyms: ['とても良かった', 'とてもよい', 'とても良い', '大変よかった', '最高'],
  },
  4: { label: '4 よかった', synonyms: ['良かった', 'よい', '良い'] },
  3: { label: '3 どちらともいえない', synonyms: ['どちらとも言えない', 'どちらでもない', 'ふつう', '普通'] },
  2: { label: '2 あまりよくなかった', synonyms: ['あまり良くなかった', 'あまりよくない', 'あまり良くない'] },
  1: { label: '1 よくなかった', synonyms: ['良くなかった', 'よくない', '良くない'] },
};

export const notMet = {
  label: '会えなかった',
  synonyms: ['あえなかった', '会えませんでした', '会っていない'],
};

/** Why a session did not take place. */
export const reasons = {
  moved: { label: '日を変えた', synonyms: ['日をかえた', '日程変更', '延期', '延期した'] },
  errand: { label: '急な用事があった', synonyms: ['急な用事', '急用', '用事', '用事があった'] },
  no_connection: {
    label: 'つながらなかった',
    synonyms: ['繋がらなかった', '接続できなかった', '入れなかった'],
  },
};

export const topics = {
  running: { label: '運営のこと', synonyms: ['運営', '団体の運営', '団体のこと'] },
  work: { label: '自分の仕事', synonyms: ['仕事', '自分の仕事のこと', '仕事のこと'] },
  career: { label: 'キャリア', synonyms: ['キャリアのこと', 'これからのキャリア'] },
};

/** 0 to 10; the label is the number. */
export const recommendation: Readonly<Record<Score, OptionText>> = {
  0: { label: '0', synonyms: ['ゼロ', 'まったく'] },
  1: { label: '1', synonyms: [] },
  2: { label: '2', synonyms: [] },
  3: { label: '3', synonyms: [] },
  4: { label: '4', synonyms: [] },
  5: { label: '5', synonyms: [] },
  6: { label: '6', synonyms: [] },
  7: { label: '7', synonyms: [] },
  8: { label: '8', synonyms: [] },
  9: { label: '9', synonyms: [] },
  10: { label: '10', synonyms: ['ぜひ'] },
};
