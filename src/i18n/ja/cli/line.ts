import type { Language } from '../../../domain/people/people.ts';

type Count = { readonly count: number };

const languages: Readonly<Record<Language, string>> = { ja: '日本語', en: '英語' };

/** What `line setup` and `line remove` print. */
export const line = {
  menus: {
    made: ({ language }: { readonly language: Language }) => `${languages[language]}のメニューを作りました。`,
    shownToAll: '日本語のメニューを、みなさんのトークの下に出しました。',
    /** People who were given the menu of their language. */
    given: ({ count }: Count) => `${count}人のメニューを、その方のことばに合わせました。`,
    former: ({ count }: Count) => `前のメニュー${count}つを片づけました。`,
    unchanged: 'メニューはもうそろっています。何も変えていません。',
    removed: ({ count }: Count) => `メニュー${count}つをLINEから外しました。`,
  },
  dryRun: '上は「こうなります」という確認です。LINEでは何も変えていません。',
  problems: {
    token:
      'LINEがアクセストークンを受けつけませんでした。LINE Developersのチャネルで発行しなおして、.env の LINE_CHANNEL_ACCESS_TOKEN に入れてください。',
    limited:
      'LINEの回数の上限に達しました（メニューの作成と削除は1時間に100回まで）。1時間ほどおいて、もう一度どうぞ。',
    away: 'LINEにつながりません。ネットワークと LINE_API_URL を確かめて、もう一度どうぞ。途中までの分はむだになりません。',
    refused: ({ reason }: { readonly reason: string }) =>
      `LINEが受けつけませんでした（${reason}）。もう一度実行しても同じときは、この行をそえてお知らせください。`,
  },
};
