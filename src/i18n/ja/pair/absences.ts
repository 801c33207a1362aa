import { differingZones } from '../../local-days.ts';
import type { DaySpan, Moment, SessionAt, SessionName, SharedMoment, SoonMoment } from '../../params.ts';
import { dates } from '../dates.ts';
import { names } from '../names.ts';

type Absent = { readonly absent: readonly string[] };
type Coming = { readonly coming: readonly string[] };
type Shared = SharedMoment & { readonly now: Date };
type Named = { readonly name: string };

/** 今夜 11月12日(火) 21:00, in every clock where they differ. */
function when({ at, zones, now }: Shared): string {
  const [zone = 'Asia/Tokyo', ...others] = differingZones(at, zones);
  return others.length > 0 ? dates.bothZones({ at, zones }) : dates.relativeDayTime({ at, zone, now });
}

function people(list: readonly string[]): string {
  return names.people({ names: list });
}

/** A mentor cannot come, to one session or from day to day. Nobody is asked for a reason, and none is shown. */
export const absences = {
  slackButtons: {
    say: '急な都合で出られません',
    alone: 'ひとりで行います',
    move: '日を変えましょう',
    skip: '見送りましょう',
    back: 'やっぱり出られます',
    offerDays: '別の日を出す',
  },

  /** What the pair reads; drawn again as it is decided. */
  pair: {
    summary: ({ at, zones }: SharedMoment) => `${dates.bothZones({ at, zones })}の回についての連絡です`,
    asked: ({ absent, coming, ...shared }: Absent & Coming & Shared) =>
      `${people(absent)}は急な都合で出られなくなりました（${when(shared)}の回）。${people(coming)}、どうしましょうか。`,
    /** The session falls into days away. */
    askedAway: ({ absent, coming, ...shared }: Absent & Coming & Shared) =>
      `${people(absent)}はお休みの日のため、${when(shared)}の回に出られません。${people(coming)}、どうしましょうか。`,
    alone: ({ coming, ...shared }: Coming & Shared) =>
      `${when(shared)}の回は、${people(coming)}がひとりで行います。参加者さんにもお伝えします。`,
    /** The partner wants another day. */
    move: (shared: Shared) =>
      `${when(shared)}の回は、別の日にすることになりました。候補を出していただけますか。`,
    /** Nobody answered in time. */
    moveAfterAll: ({ absent, ...shared }: Absent & Shared) =>
      `${people(absent)}が出られなくなったため、${when(shared)}の回は別の日にします。候補を出していただけますか。`,
    unreachable: ({ names: list }: { readonly names: readonly string[] }) =>
      `${people(list)}には、LINEでお届けできない状態です。いつもの連絡先でお伝えいただけますか。`,
    skipped: (shared: Shared) => `${when(shared)}の回は見送りになりました。`,
    stands: (shared: Shared) => `${when(shared)}の回は、予定どおりおふたりで行います。`,
    changed: 'この回の日時は、もう変わっています。',
    over: 'この回は終わっています。',
    /** In the reminder. */
    notComing: ({ absent }: Absent) => `出られない方 ${people(absent)}`,
  },

  /** Answered to the mentor who tapped. */
  said: {
    told: 'わかりました。ペアの相手に伝えます。理由はお聞きしません。',
    noted: 'わかりました。出られないこととして預かりました。理由はお聞きしません。',
    back: 'わかりました。予定どおり出られると伝えます。',
    alone: 'わかりました。参加者さんには、おひとりでうかがうと伝えます。',
    move: 'わかりました。参加者さんには、別の日にしたいと伝えます。候補を出していただけますか。',
    skip: 'わかりました。この回は見送りにしました。',
  },

  /** What is true now, for a button of long ago or of somebody else. */
  truths: {
    asking: ({ coming }: Coming) => `${people(coming)}のお返事を待っています。`,
    alone: ({ coming }: Coming) => `この回は、${people(coming)}がひとりで行うことになっています。`,
    move: 'この回は、別の日にすることになっています。',
    unsettled: 'この回の日時は、相談中です。',
    begun: 'この回は始まっています。',
  },

  /** The one line of a participant: never why. */
  participant: {
    alone: ({ coming, ...moment }: Coming & SoonMoment) =>
      `${dates.relativeDayTime(moment)}の回は、${people(coming)}がひとりでうかがいます。時間とリンクはそのままです。`,
    move: (moment: SoonMoment) =>
      `メンターの都合で、${dates.relativeDayTime(moment)}の回は別の日にお願いできますか。候補をお送りします。`,
    /** No mentor is left in the team. */
    nobodyComes: (moment: SoonMoment) =>
      `メンターの都合で、${dates.relativeDayTime(moment)}の回は行えなくなりました。これからのことは、事務局からご連絡します。`,
    summary: ({ at, zone }: Moment) => `${dates.dayTime(at, zone)}の回についてのお知らせです`,
    /** A day that the participant asked for, on which a mentor is away. */
    otherDay: 'この日は、おふたりの都合が合いませんでした。別の日時をお願いできますか',
    /** To copy, where LINE does not reach. */
    copyMove: (session: SessionAt) =>
      `メンターの都合で、${dates.dayTime(session.at, session.zone)}の${names.session(session)}は別の日にお願いできますか。候補は、あらためてお送りします。`,
    copyNobodyComes: (session: SessionAt) =>
      `メンターの都合で、${dates.dayTime(session.at, session.zone)}の${names.session(session)}は行えなくなりました。これからのことは、事務局からご連絡します。`,
  },

  desk: {
    waiting: ({
      team,
      absent,
      coming,
      ...session
    }: SessionAt & Absent & Coming & { readonly team: string }) =>
      `${names.team({ team })}：${dates.dayTime(session.at, session.zone)}の${names.session(session)}は、${people(absent)}が出られなくなりました。お返事待ち：${people(coming)}`,
    moved: ({ team, ...session }: SessionAt & { readonly team: string }) =>
      `${names.team({ team })}：${dates.dayTime(session.at, session.zone)}の${names.session(session)}は、メンターの都合で別の日になります。`,
    /** Below the word that a mentor has left. */
    nobodyComes: ({ sessions }: { readonly sessions: readonly SessionAt[] }) =>
      `うかがえるメンターがいなくなった回：${sessions.map((one) => `${names.session(one)} ${dates.dayTime(one.at, one.zone)}`).join('、')}。参加者さんには、LINEでお伝えします。`,
    deskFollows: 'このあとのことは、事務局からご連絡するとお伝えします。',
    settled: ({ team, ...session }: SessionAt & { readonly team: string }) =>
      `${names.team({ team })}：${dates.dayTime(session.at, session.zone)}の${names.session(session)}のことは、ペアで決まりました。`,
  },

  /** Days on which a mentor does not meet. */
  away: {
    slackButtons: {
      open: 'お休みの期間を伝える',
      end: ({ from, to, zone }: DaySpan) => `${dates.span({ from, to, zone })}のお休みを取り消す`,
      alone: '相手にまかせる',
      move: '日を変える',
    },
    modalTitles: { away: 'お休みの期間' },
    from: 'お休みの最初の日',
    to: 'お休みの最後の日',
    hint: 'この間の日時は、候補に出しません。理由はお聞きしません。',
    notices: 'お知らせ',
    noticesHint: '止めるときは、今日から最後の日まで、お知らせを送りません。',
    noticeChoices: { keep: 'お知らせは受け取る', pause: 'お知らせも止める' },
    past: 'その日は過ぎています。',
    order: '最初の日より後の日を選んでください。',
    tooFar: ({ at, zone }: Moment) => `${dates.monthDay(at, zone)}までの日を選んでください。`,
    summary: 'お休みの期間について',
    asked: ({ count, ...span }: DaySpan & { readonly count: number }) =>
      `${dates.span(span)}はお休みですね。この間の回：${count}回。どうしますか。`,
    none: (span: DaySpan) => `${dates.span(span)}はお休みですね。この間の回はありません。`,
    ended: (span: DaySpan) => `${dates.span(span)}のお休みは取り消しました。`,
    session: ({ at, zones, ...session }: SessionName & SharedMoment) =>
      `${names.session(session)} ${dates.bothZones({ at, zones })}`,
    left: ({ name }: Named) => `${name}さんに伝えました。`,
    standing: (span: DaySpan) => `お休みの期間：${dates.span(span)}`,
  },
};
