import type { Language, QuietRange } from '../../domain/people/people.ts';
import { clockTime } from '../local-days.ts';
import type { Moment, SessionAt, SessionName, SharedMoment } from '../params.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

type Named = { readonly name: string };
type Names = { readonly names: readonly string[] };
type Hours = { readonly ranges: readonly QuietRange[]; readonly zone: string };

/** Languages are named in themselves. */
const languages: Readonly<Record<Language, string>> = { ja: '日本語', en: 'English' };

/** 第2回（11月12日 21:00、参加者さん）; without participants the date and time alone. */
function meeting(session: SessionAt & Names): string {
  const start = `${dates.monthDay(session.at, session.zone)} ${clockTime(session.at, session.zone)}`;
  const who = session.names.length === 0 ? '' : `、${names.people(session)}`;
  return `${names.session(session)}（${start}${who}）`;
}

/** What mentors read in Slack: their own DM, the pair's group, modals and the home tab. */
export const mentors = {
  greeting: {
    summary: 'NPOメンタリングの連絡係のボット、伴走です',
    text: ({ name, ranges, zone }: Named & Hours) =>
      [
        `${name}さん、はじめまして。NPOメンタリングの連絡係のボット、伴走です。`,
        `・お知らせをお休みする時間：${dates.ranges(ranges)}（${dates.zoneName(zone)}）`,
        '・振り返りは毎回2分ほどです。満足度は事務局だけ、整理できたことと次の一歩はペアの相手と事務局、気がかりは事務局だけが読みます。',
        'この内容ではじめてよいですか。',
      ].join('\n'),
    slackButtons: {
      agree: '同意してはじめる',
      remindersOnly: 'お知らせだけにする',
      changeHours: '時間を変える',
      readInFull: 'くわしく読む',
    },
    agreed: 'ありがとうございます。準備ができました。',
    remindersOnly: 'わかりました。お知らせだけをお届けします。いつでも変えられます。',
  },

  pairGreeting: {
    summary: 'ペアと伴走の場所です',
    text: ({ names: pair }: Names) =>
      `${names.people({ names: pair })}、ペアと伴走の場所です。前日と直前のお知らせ、参加者さんからの連絡、日程の相談が届きます。満足度と気がかりは、それぞれのDMでうかがいます。`,
    slackButtons: { next: '次回を見る', usage: '使い方' },
  },
  connected: ({ name }: Named) => `参加者の${name}さんがLINEにつながりました。`,

  reflection: {
    /** Notification and screen reader text. */
    summary: (session: SessionName) => `${names.session(session)}の振り返り（2分ほど）`,
    ask: (session: SessionAt & Names) => `${meeting(session)}、おつかれさまでした。2分ほどの振り返りです。`,
    /** Training: two questions. */
    askTraining: (session: SessionAt & Names) =>
      `${meeting(session)}、おつかれさまでした。よければ、2つだけ教えてください。`,
    nudge: (session: SessionName) =>
      `${names.session(session)}の振り返りは、いつでもここに残せます。お知らせはこれで最後です。`,
    kept: ({ answer }: { readonly answer: string }) => `${answer} を預かりました。`,
    sent: '受け取りました。あとからでも直せます。',
    later: 'わかりました。このメッセージから、いつでも続けられます。',
    never: 'わかりました。この回のお知らせはもうしません。気が変わったら、このメッセージから書けます。',
    cancelled: 'この回は見送りになりました。',
    slackButtons: {
      later: 'あとにする',
      never: '今回は書かない',
      writeRest: '続きを書く',
      change: '直す',
      send: 'これで送る',
      write: '振り返りを書く',
    },
  },

  modal: {
    /** Without the programme's name: a title has 24 signs. */
    modalTitles: {
      reflection: ({ kind, number }: SessionName) => `${names.session({ kind, number })}の振り返り`,
      hours: 'お知らせの時間',
      terms: 'だれが何を読むか',
      submit: 'これで送る',
      later: 'あとにする',
      save: '保存する',
      close: '閉じる',
    },
    /** The session was called off while the modal was open. */
    cancelled: 'この回は見送りになりました。気がかりの欄だけ届きます。',
    tooLong: ({ max }: { readonly max: number }) =>
      `${max.toLocaleString('ja-JP')}文字までで、お願いします。`,
    hours: {
      label: ({ zone }: { readonly zone: string }) => `お知らせをお休みする時間（${dates.zoneName(zone)}）`,
      hint: '例：18:00-21:00、23:00-7:00',
      malformed: '「18:00-21:00」の形で書いてください。いくつかあるときは「、」で区切ってください。',
    },
  },

  /** What a participant sent, in each mentor's own DM; the words themselves stand as quotations. */
  shared: {
    summary: (session: SessionName) => `${names.session(session)}の振り返りが届きました`,
    heading: ({ name, ...session }: SessionAt & Named) =>
      `${name}さんから、${names.title(session)}の振り返りが届きました。`,
    field: ({ label }: { readonly label: string }) => `${label}：`,
    visible: 'メンターのおふたりと事務局に見せてくださった言葉です。所属団体には見えません。',
    /** Everything that stood here was taken back, or is no longer this reader's to see. */
    withdrawn: 'ここにあった言葉は、取り消されました。',
  },
  /** What the partner wrote for the pair. */
  partner: {
    heading: ({ name, ...session }: SessionAt & Named) =>
      `${name}さんの${names.title(session)}の振り返りです。`,
    visible: 'ペアの相手と事務局が読みます。参加者には見えません。',
  },

  next: {
    none: '次回の日時は相談中です。',
    slackButtons: { open: 'ミーティングを開く' },
  },

  /** The home tab, and the answer to the command. */
  home: {
    heading: '伴走',
    openReflections: 'いま書ける振り返り',
    noReflections: 'いま書ける振り返りはありません。',
    hours: ({ ranges, zone }: Hours) =>
      ranges.length === 0
        ? 'お知らせをお休みする時間は決めていません。'
        : `お知らせをお休みする時間：${dates.ranges(ranges)}（${dates.zoneName(zone)}）`,
    hoursSaved: ({ ranges, zone }: Hours) =>
      ranges.length === 0
        ? 'わかりました。お知らせをお休みする時間は決めません。'
        : `わかりました。${dates.ranges(ranges)}（${dates.zoneName(zone)}）はお休みします。`,
    remindersOnly: 'いまは、お知らせだけをお届けしています。',
    agreed: 'いまは、お知らせと振り返りを使っています。',
    languageSaved: 'わかりました。これからは日本語でお届けします。',
    slackButtons: {
      changeHours: '時間を変える',
      agree: '振り返りも使う',
      remindersOnly: 'お知らせだけにする',
      language: languages,
    },
  },
  usage:
    '前日と直前のお知らせはペアの場所に、振り返りはこのDMに届きます。次回と設定は、この画面の「ホーム」でいつでも見られます。ここに書いたことは、あなただけに残ります。',
  /** One line per word that /bansou understands. */
  commandList: [
    '/bansou 次回：次回の日時とリンクを見る',
    '/bansou 日程：次回の日時の候補を出す',
    '/bansou 変更：次回の日時を変える',
    '/bansou 中止：次回を見送る',
    '/bansou 会えた・会えなかった：会えたかどうかを残す',
    '/bansou お休み：お休みする期間を伝える',
    '/bansou 使い方：この一覧を見る',
    '英語でも使えます：next、schedule、move、cancel、met、away、help',
  ].join('\n'),

  /** An old button, or somebody else's: what is true now. */
  truth: ({ truth }: { readonly truth: string }) => `いまの状態はこちらです：${truth}`,
  truths: {
    answered: ({ answer }: { readonly answer: string }) => `${answer} を預かっています。`,
    stands: ({ at, zones, ...session }: SessionName & SharedMoment) =>
      `${names.session(session)}は${dates.bothZones({ at, zones })}の予定です。`,
    cancelled: 'この回は見送りになりました。',
    over: 'この回は終わっています。',
    closed: ({ at, zone, ...session }: SessionName & Moment) =>
      `${names.session(session)}の受付は${dates.monthDay(at, zone)}に終わりました。`,
    notYours: 'このボタンは、別の方あてのものでした。何も変わっていません。',
  },
};
