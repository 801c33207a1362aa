import type { DaySpan, Moment } from '../../params.ts';
import { dates } from '../dates.ts';

/** `team`: its name as this reader calls it. */
type Line = {
  readonly team: string;
  /** When it met. */
  readonly met: string;
  /** How long it has stood still, or why; null while it meets. */
  readonly still: string | null;
  /** Null where the first session has no date yet, which `met` says. */
  readonly next: string | null;
};

/** What somebody who looks after teams reads of their week: dates and known reasons, nobody's name and nobody's word. */
export const supporters = {
  header: (days: DaySpan) => `担当チームの週のまとめ（${dates.span(days)}）`,
  /** チーム07：前回 11/4。メンターの不在 12/1まで。次回の日時はこれから */
  line: ({ team, met, still, next }: Line) =>
    [`${team}：${met}`, still, next].filter((part) => part !== null).join('。'),
  held: ({ starts, zone }: { readonly starts: readonly Date[]; readonly zone: string }) =>
    `${starts.map((at) => dates.shortDay(at, zone)).join('・')} 実施`,
  /** Also where nobody has said yet whether it took place. */
  before: ({ at, zone }: Moment) => `前回 ${dates.shortDay(at, zone)}`,
  notYet: '最初の回はこれから',
  still: {
    days: ({ days }: { readonly days: number }) => `${days}日あいています`,
    /** Before the first session. */
    sinceStart: ({ days }: { readonly days: number }) => `始まりから${days}日`,
    /** `at`: the last day. Whose pause it is stands nowhere. */
    pause: ({ at, zone }: Moment) => `お休み ${dates.shortDay(at, zone)}まで`,
  },
  next: {
    set: ({ at, zone }: Moment) => `次回 ${dates.shortDayOfWeekTime(at, zone)}`,
    offered: ({ since }: { readonly since: string }) => `次回は日程の相談中（${since}）`,
    arranging: '次回は日程の相談中',
    none: '次回の日時はこれから',
    done: '予定の回は、すべて終わりました',
    over: 'メンタリングの期間は終わりました',
  },
  more: ({ count }: { readonly count: number }) => `ほか${count}チーム（「くわしく」で見られます）`,
  note: '人数が少ないため、満足度と回答数は載せていません。',
  slackButtons: { desk: '事務局に話す', details: 'くわしく' },
  details: {
    heading: '担当チームのいま',
    done: ({ done }: { readonly done: number }) => `これまで${done}回`,
  },
  /** `hours`: when the coordinators read. */
  deskTold: ({ hours }: { readonly hours: string }) =>
    `話したいことがあると、事務局に伝えました。いつも見ているわけではなく、${hours}に読みます。`,
};
