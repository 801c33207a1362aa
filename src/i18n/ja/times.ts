import { fitLabel, labelLimits } from '../clipping.ts';
import type { Moment, SessionAt, SessionName, SharedMoment } from '../params.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

type Named = { readonly name: string };
type Names = { readonly names: readonly string[] };
type Left = { readonly left: number; readonly days: number };
/** `zone`: named where readers have other clocks, else null. */
type Usual = { readonly weekdays: readonly number[]; readonly hour: number; readonly zone: string | null };
type Ends = { readonly endsOn: Date; readonly zone: string };

/** Finding a date: times are offered, chosen, confirmed, moved. */
export const times = {
  /** What a participant reads on LINE. */
  ask: (session: SessionName) =>
    `次回（${names.session(session)}）の日時の候補です。都合のよいものを押してください。`,
  askSeveral: (session: SessionName) =>
    `次回（${names.session(session)}）の日時の候補です。大丈夫なものを、いくつでも押してください。`,
  askMove: (session: SessionName) =>
    `メンターから、${names.session(session)}の日を変えたいと連絡がありました。候補から選んでください。`,
  summary: '日時の候補です',
  buttons: {
    start: ({ at, zone }: Moment) => dates.dayTime(at, zone),
    /** A time that the participant has marked. */
    marked: ({ at, zone }: Moment) => `✓ ${dates.dayTime(at, zone)}`,
    none: 'どれも難しい',
    give: 'これで返す',
    fine: 'これで大丈夫',
    right: '合っています',
    wrong: 'ちがいます',
  },
  own: ({ zone }: { readonly zone: string }) => `別の日時を選べます（${dates.zoneTime(zone)}）。`,
  ownShortcuts: {
    pick: '日時を選ぶ',
    leave: 'メンターにまかせる',
    another: 'もう1つ選ぶ',
    change: '直す',
    done: 'これでよい',
  },
  /** Somebody else has another session then; nobody is named. */
  otherTime: 'この日時は、みなさんの都合が合いませんでした。別の日時をお願いできますか。',
  /** No further own time is taken; the shortcuts stay. */
  ownFull: '選べる日時は3つまでです。いまの3つを、メンターのおふたりに聞いています。',
  ownDone: 'わかりました。おふたりの返事をお待ちください。日時が決まると、メニューの「次回」で見られます。',
  picked: ({ at, zone }: Moment) =>
    `${dates.dayTime(at, zone)}（${dates.zoneTime(zone)}）ですね。メンターのおふたりに聞いてみます。`,
  left: 'わかりました。メンターのおふたりに伝えます。日時が決まると、メニューの「次回」で見られます。',
  given: 'もうおひとりの返事で決まります。メニューの「次回」で見られます。',
  noCommonTime: 'ありがとうございます。おふたりに合う候補がなかったので、メンターに伝えました。',
  confirmed: (session: SessionAt) =>
    `${names.session(session)}は${dates.dayTime(session.at, session.zone)}に決まりました。メニューの「次回」でいつでも見られます。`,
  confirmedSummary: ({ at, zone }: Moment) => `${dates.dayTime(at, zone)}に決まりました`,
  lost: ({ at, zone }: Moment) =>
    `ひと足先に、${dates.dayTime(at, zone)}に決まりました。難しいときは教えてください。`,
  heard: ({ at, zone }: Moment) => `次回は${dates.dayTime(at, zone)}とうかがいました。合っていますか。`,
  /** To whoever counts on a date that somebody else said is not right. */
  reopened: (session: SessionAt) =>
    `${names.session(session)}（${dates.dayTime(session.at, session.zone)}）の日時は、もう一度相談することになりました。決まりましたら、お知らせします。`,
  heardRight: 'ありがとうございます。メニューの「次回」でいつでも見られます。',
  fine: 'わかりました。この日時でお待ちしています。',
  replaced: 'この候補は入れかわりました。今はこちらです。',
  withdrawn: 'この候補は取り下げになりました。次回の日時は、メニューの「次回」で見られます。',
  /** Typed after times were shown, and no choice of them: the person's own, or for the mentors (CONVERSATIONS 2, T6). */
  text: {
    ask: '日程のお返事でしたら、このままメンターのおふたりに渡せます。',
    summary: '日程のお返事について',
    buttons: { pass: 'メンターに渡す', murmur: 'つぶやきにする' },
    passed: 'メンターのおふたりに渡しました。日時が決まると、メニューの「次回」で見られます。',
    takenBack: '取り消しました。メンターのおふたりからは、もう読めません。',
    /** Before what is true now: the times are settled, replaced or taken back. */
    notPassed: 'この文章は渡さず、つぶやきとして、あなただけに残しています。',
  },

  /** Why a time cannot be taken, for whoever chose it. */
  refused: {
    past: '過ぎた日時です',
    soon: '開始が近すぎます。もう少し先の日時をお願いします',
    outside: ({ endsOn, zone }: Ends) => `プログラムの期間（〜${dates.monthDay(endsOn, zone)}）の外です`,
    overlaps: ({ name }: Named) => `${name}さんの別の回と重なります`,
    closed: ({ from, to, zone }: { readonly from: Date; readonly to: Date; readonly zone: string }) =>
      `${dates.span({ from, to, zone })}はお休みです`,
    away: ({ name }: Named) => `${name}さんのお休みの日です`,
    gap: '夏時間の切りかえのため、この時刻はありません',
    twice: '夏時間の切りかえのため、この時刻は2回あります。別の時刻をお願いします',
    same: '同じ日時が入っています',
    missing: '日時を1つ以上入れてください',
    link: 'https:// ではじまるリンクを入れてください',
    minutes: ({ least, most }: { readonly least: number; readonly most: number }) =>
      `長さは${least}〜${most}分で入れてください`,
    enough: 'このチームの回は、すべて日時が決まっています',
    over: 'この回はもう終わっています',
    /** To a mentor whose partner, or a participant, was first. */
    settled: ({ at, zones, ...session }: SessionName & SharedMoment) =>
      `ひと足先に、${names.session(session)}は${dates.bothZones({ at, zones })}に決まりました。ほかの日を出すときは、もう一度開いてください`,
  },

  /** What the pair reads in Slack. */
  pair: {
    summary: (session: SessionName) => `${names.session(session)}の日時について`,
    offered: (session: SessionName) => `${names.session(session)}の日時の候補を送りました。`,
    offeredMove: (session: SessionName) =>
      `${names.session(session)}の日を変える候補を送りました。もとの日時のお知らせは止めてあります。`,
    start: ({ at, zones }: SharedMoment) => `・${dates.bothZones({ at, zones })}`,
    waiting: (people: Names) => `お返事待ち：${names.people(people)}`,
    unreachable: (people: Names) =>
      `${names.people(people)}には、LINEでお届けできない状態です。いつもの連絡先でお伝えいただけますか。`,
    own: ({ name }: Named) => `${name}さんから、別の日時の希望がありました。`,
    noneFits: ({ name }: Named) => `${name}さんは、どの候補も難しいとのことです。`,
    noCommonTime: 'みなさんに合う候補がありませんでした。',
    /** Above the participant's own words. */
    words: ({ name, ...session }: SessionName & Named) =>
      `${names.session(session)}の日時について、${name}さんからのことばです。`,
    notRight: ({ name }: Named) => `${name}さんから、聞いていた日時とちがうと連絡がありました。`,
    confirmed: ({ at, zones, ...session }: SessionName & SharedMoment) =>
      `${names.session(session)}は${dates.bothZones({ at, zones })}に決まりました。`,
    settled: '日時が決まりました。',
    withdrawn: 'この候補は取り下げました。',
    replaced: '新しい候補を送りました。',
    paceSummary: '次回の日時について',
    pace: ({ left, days }: Left) => `残り${left}回・あと${days}日です。次回の候補を出しませんか。`,
    /** Weekdays from 1 (Monday). */
    paceAtUsualHour: ({ left, days, weekdays, hour, zone }: Left & Usual) =>
      `残り${left}回・あと${days}日です。おふたりの空きやすい${dates.weekdays(weekdays)}の${hour}時台${zone === null ? '' : `（${dates.zoneTime(zone)}）`}はいかがですか。`,
    buttons: {
      notNow: '今はしない',
      offer: '候補を出す',
      offerOthers: '別の候補を出す',
      move: '日時を変える',
      withdraw: '取り下げる',
    },
    slackButtons: {
      take: ({ at, zones }: SharedMoment) =>
        fitLabel(`${dates.bothZones({ at, zones })}にする`, labelLimits.slackButtons),
    },
    /** Answered to the mentor who acted. */
    said: {
      withdrawn: '候補を取り下げました。',
      taken: 'この日時に決めました。',
      asked: 'もうおひとりの参加者さんにも聞いています。',
      already: 'この候補は、もう決まったか入れかわっています。',
      cancelAsk: ({ at, zones, ...session }: SessionName & SharedMoment) =>
        `${names.session(session)}（${dates.bothZones({ at, zones })}）を見送りますか。みなさんにお知らせします。`,
      later: 'わかりました。1週間は、こちらからお声がけしません。',
      noTeam: 'いま担当しているチームはありません。',
    },
  },

  /** The modal in which a mentor offers times. */
  modal: {
    title: '次回の日時',
    titleMove: '日時を変える',
    submit: '送る',
    close: 'やめる',
    mode: '決め方',
    modes: { offer: '候補を出す', agreed: 'その場で決まった' },
    start: ({ number }: { readonly number: number }) => `候補${number}`,
    startHint: 'あなたの時間帯で入れてください',
    minutes: '長さ（分）',
    link: 'ミーティングのリンク',
    theirs: ({ at, zones }: SharedMoment) => `参加者の時間：${dates.bothZones({ at, zones })}`,
    theirsIn: ({ zones }: Pick<SharedMoment, 'zones'>) =>
      `参加者は${zones.map(dates.zoneTime).join('と')}です。`,
  },
};
