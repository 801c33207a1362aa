import type { Moment, SessionAt, SessionName, SharedMoment, SoonMoment } from '../params.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

type Named = { readonly name: string };

/** What changes about a session: somebody cannot come, it moves, it is called off, the news cannot be delivered. */
export const sessions = {
  /** A participant's way out, two taps because others are told. */
  cannot: {
    ask: '行けなくなったことを、メンターのおふたりに伝えますか。理由は書かなくて大丈夫です。',
    buttons: { tell: '伝える', mistake: '間違えて押した' },
    mistake: 'わかりました。何も伝えていません。',
    told: '伝えました。このあとどうしたいですか。決めなくてもかまいません。',
    wishes: {
      buttons: { anotherDay: '別の日にしたい', skip: '今回は見送る', leaveIt: 'メンターにまかせる' },
      anotherDay:
        'わかりました。別の日にしたいと、メンターのおふたりに伝えます。日時が決まると、メニューの「次回」で見られます。',
      skip: 'わかりました。今回は見送ると、メンターのおふたりに伝えます。',
      leaveIt: 'わかりました。おふたりにおまかせすると伝えます。',
    },
    undo: {
      buttons: { comeAfterAll: 'やっぱり行けます' },
      done: 'わかりました。参加の予定だと、メンターのおふたりに伝えます。',
    },
  },

  /** What the pair reads about it. */
  cannotForPair: {
    summary: ({ at, zones }: SharedMoment) => `${dates.bothZones({ at, zones })}の回についての連絡です`,
    told: ({ name, at, zones }: Named & SharedMoment) =>
      `${name}さんから、${dates.bothZones({ at, zones })}の回は行けなくなったと連絡がありました。理由は聞いていません。`,
    otherComes: ({ name }: Named) => `${name}さんは参加の予定です。`,
    wish: {
      anotherDay: ({ name }: Named) => `${name}さんは、別の日を希望しています。`,
      skip: ({ name }: Named) => `${name}さんは、今回は見送りたいとのことです。`,
      leaveIt: ({ name }: Named) => `${name}さんは、おふたりにまかせるとのことです。`,
    },
    comesAfterAll: ({ name, at, zones }: Named & SharedMoment) =>
      `${name}さんは、${dates.bothZones({ at, zones })}の回に参加できることになりました。`,
    buttons: { offerDays: '別の日を出す', goAhead: '予定どおり行う', skip: 'この回は見送る' },
    offerDays: ({ contact }: { readonly contact: string }) =>
      `参加者さんと別の日が決まりましたら、事務局にお知らせください：${contact}`,
    goAhead: ({ name }: Named) => `${name}さんが「予定どおり行う」を選びました。`,
    skipped: ({ name }: Named) =>
      `${name}さんが「この回は見送る」を選びました。この回のお知らせは止めました。`,
  },

  moved: {
    /** Alone, or above the reminder's bubble once the reminder has gone. */
    participant: (session: SessionAt) =>
      `${names.session(session)}は${dates.dayTime(session.at, session.zone)}に変わりました。`,
    summary: ({ at, zone }: Moment) => `${dates.dayTime(at, zone)}に変わりました`,
    pair: ({ kind, number, programme, at, zones }: SessionName & SharedMoment) =>
      `${names.session({ kind, number, programme })}は${dates.bothZones({ at, zones })}に変わりました。`,
  },

  cancelled: {
    participant: (session: SessionAt) =>
      `${names.title(session)}は見送りになりました。次の日時は、メニューの「次回」で見られます。`,
    summary: ({ at, zone }: Moment) => `${dates.day(at, zone)}の回についてのお知らせです`,
    pair: (session: SessionName & SharedMoment) =>
      `${names.session(session)}（${dates.bothZones(session)}）は見送りになりました。`,
  },

  /** Nobody of the participants can come. */
  unsettledForPair: ({ at, zones }: SharedMoment) =>
    `${dates.bothZones({ at, zones })}の回は、参加者さん全員が行けなくなりました。お知らせは止めてあります。`,

  /** LINE does not reach somebody: the pair passes the details on. No reason is given to anyone. */
  relay: {
    summary: ({ at, zones }: SharedMoment) => `${dates.bothZones({ at, zones })}のことを伝えるお願いです`,
    ask: ({ name, at, zone, now }: Named & SoonMoment) =>
      `${name}さんに、LINEでお届けできない状態です。${dates.relativeDayTime({ at, zone, now })}のことを、いつもの連絡先でお伝えいただけますか。文例をつけました。`,
    /** Where the readers' clocks differ. */
    askInZones: ({ name, at, zones }: Named & SharedMoment) =>
      `${name}さんに、LINEでお届けできない状態です。${dates.bothZones({ at, zones })}のことを、いつもの連絡先でお伝えいただけますか。文例をつけました。`,
    /** To copy: without relative words, nobody knows when it is passed on. */
    copy: (session: SessionAt & { readonly mentors: readonly string[]; readonly link: string }) =>
      [
        `${dates.dayTime(session.at, session.zone)}から、${names.session(session)}です。${names.mentors({ mentors: session.mentors })}がお話をうかがいます。`,
        `ミーティングはこちらから開けます：${session.link}`,
        'ご都合が変わったときは、教えてください。',
      ].join('\n'),
    copyWithoutLink: (session: SessionAt & { readonly mentors: readonly string[] }) =>
      [
        `${dates.dayTime(session.at, session.zone)}から、${names.session(session)}です。${names.mentors({ mentors: session.mentors })}がお話をうかがいます。`,
        'ご都合が変わったときは、教えてください。',
      ].join('\n'),
    copyMoved: (session: SessionAt) =>
      `${names.session(session)}は${dates.dayTime(session.at, session.zone)}に変わりました。ご都合が合わないときは、教えてください。`,
    copyCancelled: (session: SessionAt) =>
      `${dates.dayTime(session.at, session.zone)}の${names.session(session)}は見送りになりました。`,
    buttons: { passedOn: '伝えました', noContact: '連絡先がわからない' },
    passedOn: ({ name }: Named) => `${name}さんが「伝えました」を押しました。ありがとうございます。`,
    noContact: 'わかりました。事務局から連絡します。',
    reachesAgain: ({ name }: Named) => `${name}さんにまたLINEが届きます。`,
  },
};
