import type { Language, QuietRange } from '../../domain/people/people.ts';
import { fitLabel, labelLimits } from '../clipping.ts';
import type { Moment, SessionAt } from '../params.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

type Desk = { readonly contact: string; readonly hours: string };
type Ranges = { readonly ranges: readonly QuietRange[] };
type Next = SessionAt & { readonly mentors: readonly string[]; readonly left: number };

/** Languages are named in themselves. */
const languages: Readonly<Record<Language, string>> = { ja: '日本語', en: 'English' };

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

  /** `left`: mentoring sessions still to come, this one included. */
  next: (session: Next) => {
    const start = dates.dayTime(session.at, session.zone);
    const who = names.mentors(session);
    return session.kind === 'mentoring'
      ? `次回（${names.session(session)}）は${start}です。メンターは${who}。残り${session.left}回です。`
      : `次回（${names.session(session)}）は${start}です。メンターは${who}。`;
  },
  nextSummary: ({ at, zone }: Moment) => `次回は${dates.dayTime(at, zone)}です`,
  nextNone: '次回の日時は相談中です。',

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

  settings: {
    ask: '何を変えますか。',
    buttons: { hours: 'お知らせの時間', consent: '預かる内容', language: 'ことば' },
    hours: {
      ask: ({ ranges }: Ranges) =>
        ranges.length === 0
          ? 'いつお届けするとよいですか。いまは時間を決めていません。'
          : `いつお届けするとよいですか。いまは${dates.ranges(ranges)}にはお届けしません。`,
      buttons: {
        day: '8時〜21時に届く',
        office: '9時〜18時に届く',
        noon: '12時〜13時に届く',
      },
      saved: ({ ranges }: Ranges) => `わかりました。${dates.ranges(ranges)}にはお届けしません。`,
    },
    consent: {
      agreed: 'いまは、お知らせと振り返りを使っています。',
      remindersOnly: 'いまは、お知らせだけをお届けしています。',
      buttons: { agree: '振り返りも使う', remindersOnly: 'お知らせだけにする', readInFull: 'くわしく読む' },
      nowRemindersOnly:
        'わかりました。お知らせだけをお届けします。これまでの記録はそのままです。いつでも変えられます。',
    },
    language: {
      ask: 'どのことばにしますか。',
      buttons: languages,
      saved: 'わかりました。これからは日本語でお届けします。',
    },
    /** What no button does yet: pausing, leaving, seeing or erasing one's records. */
    throughDesk: ({ contact }: { readonly contact: string }) =>
      `お休み、登録をやめること、記録を見る・消すことは、事務局でうけたまわります：${contact}`,
  },
};
