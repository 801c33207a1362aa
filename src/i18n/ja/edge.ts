import type { SessionAt } from '../params.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

/** What is said when something unexpected arrives, or when time has passed. */
export const edge = {
  media: {
    image: '写真はここでは受け取れず、保存もしていません。ひとことか、ボタンでどうぞ。',
    video: '動画はここでは受け取れず、保存もしていません。ひとことか、ボタンでどうぞ。',
    audio: '音声はここでは受け取れず、保存もしていません。ひとことか、ボタンでどうぞ。',
    file: 'ファイルはここでは受け取れず、保存もしていません。ひとことか、ボタンでどうぞ。',
    location: '位置情報はここでは受け取れず、保存もしていません。ひとことか、ボタンでどうぞ。',
    sticker: 'スタンプ、ありがとうございます。',
    shortcuts: { next: '次回', reflect: '振り返り', whereToTurn: '相談先' },
  },
  /** The next reply after a message was taken back begins with it. */
  unsendNote: '取り消された文章は、こちらからも消しました。',
  backHello: 'おかえりなさい。これまでの記録はそのままです。',

  /** Old buttons tell today's truth. */
  oldButton: {
    moved: (session: SessionAt) => `この回は${dates.dayTime(session.at, session.zone)}に変わっています。`,
    cancelled: 'この回は見送りになりました。',
    past: 'この回は終わっています。',
    notYours: 'このボタンは、別の方あてのものでした。何も変わっていません。',
    unknown: 'このボタンの内容は、もう残っていません。',
    stands: (session: SessionAt) =>
      `${names.session(session)}は${dates.dayTime(session.at, session.zone)}の予定です。`,
  },

  /** Stored, but a later step did not work. Never said when nothing was stored. */
  trouble: '送ってくださったものは預かりました。表示に少し時間がかかっています。',
  group: '伴走は、1対1のトークでお使いください。',
  erased: '記録をすべて消しました。このトークの履歴は、お手元で消せます。',
  /** Who has left, or whose programme is over. */
  noProgramme: ({ contact }: { readonly contact: string }) =>
    `いまご参加のプログラムはありません。事務局：${contact}`,
};
