import { joinLink } from '../../join-link.ts';
import type { Moment } from '../../params.ts';
import { dates } from '../dates.ts';

type Invitation = Moment & {
  readonly name: string;
  readonly programme: string;
  readonly code: string;
  readonly account: string;
  readonly contact: string;
};

/** What `join-code issue` prints, once: a code is stored only as a hash. `at` is the code's end. */
export const joinCodes = {
  once: 'コードが表示されるのは、この一度だけです。',
  code: ({ name, code }: { readonly name: string; readonly code: string }) => `${name}さん：${code}`,
  expires: ({ at, zone }: Moment) => `${dates.dayTime(at, zone)}まで使えます（1回だけ）。`,
  friend: ({ link }: { readonly link: string }) => `友だち追加：${link}`,
  mailHeading: 'メールの文面（そのまま送れます）',
  mail: {
    subject: ({ programme }: { readonly programme: string }) => `${programme}：LINEの参加コードのご案内`,
    body: ({ name, programme, code, account, contact, at, zone }: Invitation) =>
      [
        `${name}さん`,
        '',
        `${programme}の事務局です。`,
        'メンタリングのご案内は、LINEの連絡係のボット「伴走」からお届けします。',
        '',
        '次のリンクをスマートフォンで開くと、参加コードが入力された画面になります。そのまま送ってください。',
        joinLink({ account, code }),
        '',
        `参加コード：${code}`,
        `${dates.dayTime(at, zone)}まで、1回だけ使えます。`,
        '',
        'はじめに、だれが何を読むかをお伝えします。お知らせだけを受け取ることもできます。',
        `わからないことがあれば、事務局へどうぞ：${contact}`,
      ].join('\n'),
  },
  /** Of a dry run, which makes no code. */
  possible: ({ name }: { readonly name: string }) => `${name}さんにコードを出せます。`,
  alreadyConnected: ({ name }: { readonly name: string }) =>
    `${name}さんは、もうLINEにつながっています。コードは出していません。`,
  replaced: ({ name }: { readonly name: string }) => `${name}さんの前のコードは使えなくなりました。`,
  notParticipant: ({ name }: { readonly name: string }) =>
    `${name}さんは参加者ではありません。参加コードはLINEを使う参加者のためのものです。`,
  noAccount: 'LINEのアカウントが設定されていません。プログラムの設定に入れてください。',
};
