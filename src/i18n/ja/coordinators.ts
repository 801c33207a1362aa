import type { Moment, SessionAt } from '../params.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

type Named = { readonly name: string };
type Team = { readonly team: string };

/** Notices to the coordination desk: words never stand in a channel, only behind a button. */
export const coordinators = {
  murmur: {
    notice: 'つぶやきが1件、渡されました。',
    heading: ({ name, at, zone }: Named & Moment) => `${name}さん（${dates.dayTime(at, zone)}）`,
    /** The writer took it back, or erased it. */
    gone: 'このつぶやきは取り消されました。',
  },
  worry: {
    notice: '気がかりが1件あります',
    heading: ({ team, name, ...session }: SessionAt & Team & Named) =>
      `${names.team({ team })} ${names.title(session)}：${name}さん`,
    gone: 'この気がかりは取り消されました。',
  },
  slackButtons: { read: '読む', contacted: '連絡しました' },
  modalTitles: { murmur: '渡されたつぶやき', worry: '気がかり', close: '閉じる' },
  notAllowed: '事務局の担当者だけが読めます。',

  contact: ({ team, name }: Team & Named) =>
    `${names.team({ team })}の${name}さんから、連絡がほしいとのことです。`,
  contactOfSupporter: ({ name }: Named) => `サポーターの${name}さんから、話したいことがあるとのことです。`,
  contacted: ({ name }: Named) => `${name}さんが「連絡しました」を押しました。`,
  /** One LINE account, two people of the roster: both names are the desk's to sort out. */
  sharedPhone: ({ name, other }: Named & { readonly other: string }) =>
    `${name}さんの参加コードが、${other}さんとしてつながっているLINEから送られました。何も変えていません。`,
  contradiction: ({ team, ...session }: SessionAt & Team) =>
    `${names.team({ team })}：${names.title(session)}は、会えたかどうかの答えが分かれています。実施として数えています。`,
  unsettled: ({ team, at, zone, ...session }: SessionAt & Team) =>
    `${names.team({ team })}：${dates.dayTime(at, zone)}の${names.session(session)}は、参加者さん全員が行けなくなりました。お知らせは止めてあります。`,
  noContact: ({ team, name, at, zone, ...session }: SessionAt & Team & Named) =>
    `${names.team({ team })}：${name}さんの連絡先がわからないと、ペアから連絡がありました。${dates.dayTime(at, zone)}の${names.session(session)}のことを伝えられるとたすかります。`,
  /** LINE does not reach a participant, and no mentor of the team is there to pass it on. */
  relay: ({ team, name, at, zone, ...session }: SessionAt & Team & Named) =>
    `${names.team({ team })}：${name}さんに、LINEでお届けできない状態です。いまお願いできるメンターがいないため、${dates.dayTime(at, zone)}の${names.session(session)}のことを、事務局からいつもの連絡先でお伝えいただけますか。文例をつけました。`,
  mentorNotFound: ({ team, name, email }: Team & Named & { readonly email: string }) =>
    `${names.team({ team })}：${name}さん（${email}）は、Slackで見つかっていません。毎日さがします。`,
  quotaNear: ({ used, target }: { readonly used: number; readonly target: number }) =>
    `LINEの送信が今月の目安に近づきました（${used}/${target}）。これからの最後のお知らせと振り返りのお願いは、返信に乗せて届けます。`,
};
