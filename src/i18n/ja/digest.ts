import type { DeliveryKind } from '../../domain/messaging/delivery.ts';
import type { DaySpan, Moment } from '../params.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

/** Answered of those due. */
type Share = { readonly answered: number; readonly due: number };
/** `counts` holds the answers 5, 4, 3, 2, 1 in that order. */
type Satisfaction = { readonly mean: number | null; readonly n: number; readonly counts: readonly number[] };
type Team = { readonly team: string };
type Idle = { readonly days: number; readonly why: string | null };
type Undelivered = Moment & {
  readonly kind: DeliveryKind;
  readonly why: 'relayed' | 'relayed_by_desk' | 'expired' | 'refused';
};

/** What a delivery is, in words. */
export const kinds: Readonly<Record<DeliveryKind, string>> = {
  'reminder.participant': '前日お知らせ',
  'reminder.pair': 'ペアへのお知らせ',
  'reminder.mentor': 'メンターへのお知らせ',
  'moved.participant': '日時変更のお知らせ',
  'moved.pair': 'ペアへの日時変更のお知らせ',
  'cancelled.participant': '見送りのお知らせ',
  'cancelled.pair': 'ペアへの見送りのお知らせ',
  'cannot.pair': '行けなくなったという連絡',
  'change.pair': '日時を変えたいという連絡',
  'relay.pair': 'ペアへの伝言のお願い',
  'relay.desk': '事務局への伝言のお願い',
  'times.participant': '日時の候補',
  'times.pair': 'ペアへの日時の連絡',
  'wish.pair': '参加者からの日時の希望',
  'words.pair': '参加者からの日程についてのことば',
  'heard.participant': '日時の確認',
  'reopened.participant': '日時を決め直すお知らせ',
  'settled.participant': '決まった日時のお知らせ',
  'settled.pair': 'ペアへの決まった日時のお知らせ',
  'offer.pair': '次回の日時の声かけ',
  'absence.pair': 'メンターが出られないという連絡',
  'absence.participant': 'メンターの都合のお知らせ',
  'absence.desk': 'メンターの都合の連絡',
  'away.mentor': 'お休みの期間の確認',
  'joined.pair': 'つながったという連絡',
  'reachable.pair': 'また届くという連絡',
  'paused.pair': 'お休みという連絡',
  'left.pair': '登録を終えたという連絡',
  'mentors.participant': '新しいメンターのお知らせ',
  'ask.participant': '振り返りのお願い',
  'ask.mentor': 'メンターへの振り返りのお願い',
  'nudge.participant': '最後のお知らせ',
  'nudge.mentor': 'メンターへの最後のお知らせ',
  'shared.mentor': 'メンターへの振り返りの言葉',
  'handover.mentor': '進行の申し送り',
  'greeting.mentor': 'メンターへのあいさつ',
  'greeting.pair': 'ペアへのあいさつ',
  'worry.desk': '気がかりの連絡',
  'murmur.ack': 'つぶやきの控え',
  'murmur.desk': 'つぶやきの連絡',
  'nocontact.desk': '連絡先がわからないという連絡',
  'contact.desk': '連絡の希望',
  'left.desk': '登録を終えたという連絡',
  'quota.desk': 'LINE送信数の連絡',
  'mixup.desk': 'LINEの重なりの連絡',
  digest: '週のまとめ',
  'digest.supporter': 'サポーターへの週のまとめ',
};

const reasons = {
  relayed: 'ペアに連絡を頼みました',
  relayed_by_desk: '事務局に連絡を頼みました',
  expired: '時間が過ぎたため止めました',
  refused: '相手先で受け取れませんでした',
} as const;

function share({ answered, due }: Share): string {
  return due === 0 ? '0/0' : `${answered}/${due}（${Math.round((100 * answered) / due)}%）`;
}

function satisfaction(role: string, { mean, n, counts }: Satisfaction): string {
  if (mean === null) return `満足度・${role}：5人に満たないため平均は出していません（n=${n}）`;
  const distribution = counts.map((count, index) => `${5 - index}:${count}`).join('　');
  return `満足度・${role}：平均${mean.toFixed(1)}（n=${n}）　${distribution}`;
}

/** One function per line of the week's message to the coordinators; no names, at most 20 lines. */
export const digest = {
  header: ({ programme, week, ...days }: DaySpan & { readonly programme: string; readonly week: number }) =>
    `${programme} 週のまとめ 第${week}週（${dates.span(days)}）`,

  decisions: {
    heading: ({ count }: { readonly count: number }) =>
      count === 0 ? '*先に決めたいこと* はありません' : `*先に決めたいこと*（${count}件）`,
    line: ({ position, text }: { readonly position: number; readonly text: string }) =>
      `${position}. ${text}`,
    more: ({ count }: { readonly count: number }) => `ほか${count}件`,
    /** `at`: the last session. `why`: the reason, if one is known. */
    idle: ({ team, days, at, zone, why }: Team & Moment & Idle) =>
      `${names.team({ team })}：${days}日あいています（前回${dates.shortDay(at, zone)}${why === null ? '' : `、理由：${why}`}）`,
    idleSinceStart: ({ team, days, why }: Team & Idle) =>
      `${names.team({ team })}：始まりから${days}日、最初の回がこれからです${why === null ? '' : `（理由：${why}）`}`,
    contradiction: ({ team, at, zone }: Team & Moment) =>
      `${names.team({ team })}：${dates.shortDay(at, zone)}の回、会えたかどうかの答えが分かれています`,
    unsettled: ({ team, at, zone }: Team & Moment) =>
      `${names.team({ team })}：${dates.shortDay(at, zone)}の回、日時の相談中です`,
    awaiting: ({ team, at, zone }: Team & Moment) =>
      `${names.team({ team })}：${dates.shortDay(at, zone)}の回、行われたかどうかの確認待ちです`,
    worries: ({ team, count }: Team & { readonly count: number }) =>
      `${names.team({ team })}：メンターの気がかりが${count}件`,
    murmurs: ({ count }: { readonly count: number }) => `渡されたつぶやきが${count}件`,
    contacts: ({ count }: { readonly count: number }) => `連絡がほしいという希望が${count}件`,
  },

  numbers: '*今週の数字*',
  sessions: ({
    planned,
    held,
    notMet,
    unsettled,
    awaiting,
  }: Readonly<Record<'planned' | 'held' | 'notMet' | 'unsettled' | 'awaiting', number>>) =>
    `メンタリング：予定${planned}　実施${held}　会えず${notMet}　相談中${unsettled}　確認待ち${awaiting}`,
  /** `lastWeek`: last week's reflections as they stand now, null in the first week. */
  reflections: ({
    ofMentors,
    ofParticipants,
    lastWeek,
    late,
    corrected,
  }: {
    readonly ofMentors: Share;
    readonly ofParticipants: Share;
    readonly lastWeek: Share | null;
    readonly late: number;
    readonly corrected: number;
  }) =>
    `振り返り：メンター${share(ofMentors)}　参加者${share(ofParticipants)}${
      lastWeek === null ? '' : `　先週の最終${lastWeek.answered}/${lastWeek.due}`
    }　後着${late}　訂正${corrected}`,
  /** `mean` is null when fewer than 5 people answered. */
  participantSatisfaction: (figures: Satisfaction) => satisfaction('参加者', figures),
  mentorSatisfaction: (figures: Satisfaction) => satisfaction('メンター', figures),
  soFar: ({ held, planned, idleTeams }: Readonly<Record<'held' | 'planned' | 'idleTeams', number>>) =>
    `これまで：実施${held}/${planned}　21日以上あいたチーム${idleTeams}`,

  /** Up to three are told apart, `count` says how many there are in all. */
  undelivered: ({ count, items }: { readonly count: number; readonly items: readonly Undelivered[] }) => {
    if (count === 0) return '*届かなかったもの* 0件';
    const shown = items
      .slice(0, 3)
      .map(({ kind, why, at, zone }) => `${dates.shortDay(at, zone)}の${kinds[kind]}（${reasons[why]}）`);
    const more = count > shown.length ? `、ほか${count - shown.length}件` : '';
    return `*届かなかったもの* ${count}件：${shown.join('、')}${more}`;
  },
  unreachable: ({
    line,
    slack,
    notJoined,
    remindersOnly,
  }: Readonly<Record<'line' | 'slack' | 'notJoined' | 'remindersOnly', number>>) =>
    `つながらない方：LINE${line}人　Slack${slack}人　これから参加${notJoined}人　お知らせだけ${remindersOnly}人`,
  /** `monthly`: the closing month first where a week touches two; `limit` null: no limit set at LINE. */
  pushes: ({
    monthly,
    target,
    limit,
    forecast,
  }: {
    readonly monthly: readonly { readonly month: number; readonly used: number }[];
    readonly target: number;
    readonly limit: number | null;
    readonly forecast: number;
  }) => {
    const counts = monthly.map(({ month, used }, index) =>
      index === 0
        ? `${month}月${used}/${target}（${limit === null ? '上限なし' : `上限${limit}`}）`
        : `${month}月${used}`,
    );
    return `LINE：${counts.join('　')}　月末見込み${forecast}`;
  },
  nextWeek: ({ count, undated, ...days }: DaySpan & { readonly count: number; readonly undated: number }) =>
    `*来週（${dates.span(days)}）* ${count}回　うち日時未確定${undated}`,
  asOf: ({ at, zone }: Moment) => `${dates.shortDayTime(at, zone)}時点（${dates.zoneTime(zone)}）`,
  asOfWithDetails: ({ at, zone }: Moment) =>
    `${dates.shortDayTime(at, zone)}時点（${dates.zoneTime(zone)}）。数字の元は「くわしく」から`,
  slackButtons: { details: 'くわしく' },
};
