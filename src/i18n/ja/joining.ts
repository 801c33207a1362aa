import type { Moment, Passage } from '../params.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

type Contact = { readonly contact: string };

/** From adding the account as a friend to the first agreed terms. */
export const joining = {
  hello:
    'はじめまして。NPOメンタリングの連絡係のボット、伴走です。お知らせを届けたり、ひとことを預かったりします。事務局からお届けした参加コードを送ってください（例：KX7M2-9QTHR）。',
  ask: '事務局からお届けした参加コードを送ってください（例：KX7M2-9QTHR）。',
  shortcuts: { noCode: 'コードがわからない', whereToTurn: '相談先' },
  noCode: ({ contact }: Contact) =>
    `参加コードは、事務局からのご案内に書いてあります。見つからないときは ${contact} へどうぞ。`,
  wrong: 'このコードでは見つかりませんでした。お届けしたコードを、もう一度ご確認ください。',
  /** From the third wrong code on. */
  wrongAgain: ({ contact }: Contact) =>
    `このコードでは見つかりませんでした。お届けしたコードを、もう一度ご確認ください。事務局でもお調べできます。${contact}`,
  /** `at` is the end of the lock. A good code during the lock gets the same text. */
  locked: ({ at, zone, contact }: Moment & Contact) =>
    `少し時間をおいて、${dates.time(at, zone)}以降にもう一度送ってください。お急ぎのときは事務局へ：${contact}`,
  /** Expired and used alike: a stranger learns nothing. */
  unusable: ({ contact }: Contact) =>
    `このコードは、いまは使えません。新しいコードは事務局でお出しします：${contact}`,
  alreadyConnected: 'もうつながっています。このままお使いください。',
  alsoConnected: ({ programme }: { readonly programme: string }) => `${programme}にもつながりました。`,
  sharedPhone: 'このLINEは、別の方のお名前でつながっています。事務局にお知らせしました。',

  consent: {
    text: ({ name, months }: { readonly name: string; readonly months: number }) =>
      [
        `${name}さん、つながりました。はじめる前に、だれが何を読むかをお伝えします。`,
        '■メンターのおふたりと事務局：話したこと、心に残った言葉、次の一歩、聴いてほしい形',
        '■事務局だけ：会えたかどうか、満足度',
        '■あなただけ：つぶやき（「事務局に伝える」を押すまで）',
        '■所属団体・助成元・ほかの参加者：言葉は読みません（人数と平均だけ）',
        '■言葉を外で紹介するときは、そのたびに一つずつ確認します',
        `メンターと事務局はSlack（米国の会社のサービス）で読みます。記録は終了から${months}か月で消します。見る・直す・消すは、いつでもできます。`,
        '利用者の方のお名前など、どなたのことかわかる内容は書かないでください。',
      ].join('\n'),
    ask: 'この内容ではじめてよいですか。お知らせだけを受け取ることもできます。',
    buttons: {
      agree: '同意してはじめる',
      remindersOnly: 'お知らせだけにする',
      readInFull: 'くわしく読む',
    },
    done: ({ at, zone, mentors }: Moment & { readonly mentors: readonly string[] }) =>
      `ありがとうございます。準備ができました。次のメンタリングは${dates.dayTime(at, zone)}、メンターは${names.mentors({ mentors })}です。`,
    doneUnplanned: 'ありがとうございます。準備ができました。日時が決まると、メニューの「次回」で見られます。',
    /** The same yes, given later in the settings. */
    nowAgreed: 'ありがとうございます。これからは、振り返りもお預かりします。',
    later: 'わかりました。お知らせだけをお届けします。いつでも変えられます。',
    again: 'はじめる前に、こちらのお返事をお願いします。お返事の前に書かれたことは残しません。',
    onlyReminders: 'いまはお知らせだけをお届けしています。書かれたことは残していません。',
    shortcuts: { useReflections: '振り返りも使う', next: '次回', whereToTurn: '相談先' },
    already: 'お返事はいただいています。「設定」からいつでも変えられます。',
  },

  /** The page behind くわしく読む; stored with its version when somebody agrees. */
  reading: {
    version: '1',
    title: 'だれが何を読むか',
    passages: ({
      months,
      contact,
      hours,
    }: Contact & { readonly months: number; readonly hours: string }): readonly Passage[] => [
      {
        heading: '伴走について',
        text: '伴走は、NPOメンタリングの連絡係のボットです。お知らせを届け、ひとことを預かります。相談の窓口ではなく、いつも人が見ているわけではありません。',
      },
      {
        heading: 'メンターのおふたりと事務局が読むもの',
        text: '話したこと、心に残った言葉、次の一歩、聴いてほしい形。「これで送る」を押したあとに届きます。',
      },
      {
        heading: '事務局だけが読むもの',
        text: '会えたかどうか、満足度、会えなかったときの様子、すすめたいかどうかの数字、はじめの2つの質問。メンターには見えません。',
      },
      {
        heading: 'あなただけのもの',
        text: 'つぶやきは、「事務局に伝える」を押すまで、だれも読みません。押したあとは、事務局の担当者だけが読みます。',
      },
      {
        heading: '言葉を読まない人',
        text: '所属団体、助成元、ほかの参加者、サポーターは、言葉を読みません。伝わるのは人数と平均だけで、5人より少ないときは平均も出しません。',
      },
      {
        heading: '言葉の紹介',
        text: '言葉を外で紹介するときは、そのたびに一つずつ確認します。お返事がなければ紹介しません。',
      },
      {
        heading: '残す場所と期間',
        text: `記録は事務局のデータベースに残します。メンターと事務局は、Slack（米国の会社のサービス）で読みます。プログラムの終了から${months}か月で消します。`,
      },
      {
        heading: 'いつでもできること',
        text: `書いたものを見る、直す、消す。お知らせだけにする。登録をやめる。ボタンで見つからないときは、事務局へどうぞ：${contact}（${hours}）`,
      },
      {
        heading: 'お願い',
        text: '利用者の方のお名前など、どなたのことかわかる内容は書かないでください。',
      },
    ],
  },

  /** The two questions that follow consent: before and after can only be compared if they are asked now. */
  before: {
    ask: 'よければ、はじめる前の様子を2つだけ教えてください。押さなくてもかまいません。',
    done: 'ありがとうございます。ここから始めましょう。',
  },
};
