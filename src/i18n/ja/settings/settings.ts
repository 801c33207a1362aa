import type { Language, QuietRange } from '../../../domain/people/people.ts';
import type { Moment } from '../../params.ts';
import { dates } from '../dates.ts';
import { names } from '../names.ts';

type Named = { readonly name: string };
type Ranges = { readonly ranges: readonly QuietRange[] };
type Zone = { readonly zone: string };

/** Languages are named in themselves. */
const languages: Readonly<Record<Language, string>> = { ja: '日本語', en: 'English' };

/** What people decide for themselves; `at` is always within the last day of a pause. */
export const settings = {
  ask: '何を変えますか。',
  buttons: {
    hours: 'お知らせの時間',
    fewer: 'お知らせを減らす',
    usual: 'お知らせをもとに戻す',
    pause: 'しばらくお休み',
    resume: '再開する',
    language: 'ことば',
    consent: '預かる内容',
    leave: '登録をやめる',
    records: '記録を見る',
  },
  /** No button erases: the desk does. */
  eraseAtDesk: ({ contact }: { readonly contact: string }) =>
    `記録を消すことは、事務局でうけたまわります：${contact}`,

  hours: {
    ask: ({ ranges, zone }: Ranges & Zone) =>
      ranges.length === 0
        ? 'いつお届けするとよいですか。いまは時間を決めていません。'
        : `いつお届けするとよいですか。いまは${dates.ranges(ranges)}（${dates.zoneTime(zone)}）にはお届けしません。`,
    buttons: {
      day: '8時〜21時に届く',
      office: '9時〜18時に届く',
      noon: '12時〜13時に届く',
      zone: '住んでいるところを変える',
    },
    saved: ({ ranges }: Ranges) => `わかりました。${dates.ranges(ranges)}にはお届けしません。`,
  },
  zone: {
    ask: ({ zone }: Zone) => `どこの時刻でお伝えしますか。いまは${dates.zoneTime(zone)}です。`,
    buttons: { elsewhere: 'ほかのところ' },
    saved: ({ zone }: Zone) => `わかりました。これからは${dates.zoneTime(zone)}でお伝えします。`,
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
  /** Neither ask nor nudge; what is before a session stays. */
  fewer: {
    on: 'わかりました。振り返りのお願いはお送りしません。前日のご案内はそのままです。振り返りは、メニューからいつでも書けます。',
    off: 'わかりました。振り返りのお願いも、またお届けします。',
  },
  pause: {
    ask: 'いつまでお休みしますか。',
    buttons: { weeks2: '2週間', month1: '1か月', pick: '日を選ぶ' },
    shortcuts: { resume: '再開する' },
    on: ({ at, zone }: Moment) =>
      `${dates.monthDay(at, zone)}までお休みです。お知らせは送りません。メンターのおふたりには、お休みとだけ伝えます。`,
    past: 'その日は過ぎています。',
    tooFar: ({ at, zone }: Moment) => `${dates.monthDay(at, zone)}までの日を選んでください。`,
    off: 'おかえりなさい。お知らせを再開します。',
    none: 'いまはお休みしていません。',
  },
  leave: {
    which: 'どのプログラムの登録をやめますか。',
    ask: ({ months }: { readonly months: number }) =>
      `登録をやめますか。これまでの振り返りは${months}か月後に消します。`,
    buttons: { leave: '登録をやめる', stay: 'やめない' },
    stay: 'わかりました。このまま続けます。',
    done: '登録を終えました。ありがとうございました。',
  },
  records: {
    none: 'まだ記録はありません。',
    before: 'はじめる前の質問',
    chosen: ({ label, labels }: { readonly label: string; readonly labels: readonly string[] }) =>
      `${label}：${labels.join('・')}`,
    words: ({ label, text }: { readonly label: string; readonly text: string }) => `${label}：${text}`,
    more: '続きがあります。',
    end: '記録は、これですべてです。つぶやきは、このトークにあります。',
    buttons: { more: '前の記録を見る' },
  },

  /** What the pair reads about a participant, or one mentor about the other. */
  pair: {
    paused: ({ name }: Named) => `${names.person({ name })}は、しばらくお休みです。`,
    back: ({ name }: Named) => `${names.person({ name })}は、お休みから戻りました。`,
    /** In a reminder: whoever pauses was not told of the date. */
    resting: ({ name }: Named) => `${names.person({ name })}はお休み中です。お知らせは送っていません。`,
    left: ({ name }: Named) => `${names.person({ name })}は、登録を終えました。`,
  },
  desk: {
    left: ({ name, team }: Named & { readonly team: string }) =>
      team === ''
        ? `${names.person({ name })}が、登録を終えました。`
        : `${names.team({ team })}の${names.person({ name })}が、登録を終えました。`,
  },
};
