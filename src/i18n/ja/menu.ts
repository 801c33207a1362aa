import { fitLabel, labelLimits } from '../clipping.ts';
import type { Moment, SessionName, SharedMoment } from '../params.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

type Desk = { readonly contact: string; readonly hours: string };
/** `left`: mentoring sessions still to come, a next one included, until the day `endsOn` in `zone`. */
type Left = { readonly left: number; readonly endsOn: Date; readonly zone: string };
type Next = SessionName & SharedMoment & Left & { readonly mentors: readonly string[] };

const remaining = ({ left, endsOn, zone }: Left) =>
  `残り${left}回（${dates.monthDay(endsOn, zone)}まで）です。`;

/** What a participant can ask for at any time. */
export const menu = {
  buttons: {
    open: 'ミーティングを開く',
    cannot: '行けなくなった',
    settings: '設定',
  },
  shortcuts: {
    reflect: '振り返り',
    next: '次回',
    murmur: 'つぶやき',
    whereToTurn: '相談先',
    usage: '使い方',
    settings: '設定',
  },
  /** The menu below the talk: its bar and its four fields. */
  rich: { bar: 'メニュー', reflect: '振り返り', next: '次回', murmur: 'つぶやき', whereToTurn: '相談先' },

  next: (session: Next) => {
    const line = `次回（${names.session(session)}）は${dates.bothZones(session)}です。メンターは${names.mentors(session)}。`;
    return session.kind === 'mentoring' ? `${line}${remaining(session)}` : line;
  },
  nextSummary: ({ at, zone }: Moment) => `次回は${dates.dayTime(at, zone)}です`,
  nextNone: '次回の日時は相談中です。',
  nextNoneOf: (left: Left) => `次回の日時は相談中です。${remaining(left)}`,

  help: {
    text: ({ contact, hours }: Desk) =>
      `伴走は相談の窓口ではなく、いつも人が見ているわけではありません。事務局は${contact}、${hours}です。`,
    /** `at`: when the directory was last checked. */
    textWithPlaces: ({ contact, hours, at, zone }: Desk & Moment) =>
      `伴走は相談の窓口ではなく、いつも人が見ているわけではありません。事務局は${contact}、${hours}です。ほかに、話を聞いてくれるところです（${dates.shortDay(at, zone)}に確認）。`,
    buttons: {
      call: ({ place }: { readonly place: string }) => `${fitLabel(place, labelLimits.buttons - 3)}に電話`,
      contactMe: '事務局に連絡してほしい',
    },
  },

  usage: '下のメニューから、いつでもどうぞ。ボタンのかわりに「4」「とばす」「もどる」と書いても大丈夫です。',
};
