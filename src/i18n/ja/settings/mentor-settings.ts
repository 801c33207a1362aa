import type { Moment } from '../../params.ts';
import { dates } from '../dates.ts';

/** What mentors and supporters set for themselves in Slack. */
export const mentorSettings = {
  slackButtons: {
    fewer: 'お知らせを減らす',
    usual: 'お知らせをもとに戻す',
    pause: 'しばらくお休み',
    resume: '再開する',
    leave: '登録をやめる',
  },
  modalTitles: { pause: 'しばらくお休み', leave: '登録をやめる' },
  hours: {
    preset: 'よくある形から選ぶ',
    presetHint: '選ぶと、その形になります。選ばないときは、下に書いた時間になります。',
    presets: {
      parents: '18–21時と23–7時はお休み（21–23時に届く。子育て中の方に）',
      night: '21–8時はお休み',
      none: 'いつでも届く',
    },
    zone: '住んでいるところ',
    zoneHint: '時刻はすべて、ここの時刻でお伝えします。',
  },
  fewer: {
    on: '振り返りのお願いはお送りしていません。前日と直前のお知らせはそのままです。',
    off: '振り返りのお願いも、またお届けします。',
  },
  pause: {
    label: 'いつまでお休みしますか',
    hint: 'その日まで、お知らせは送りません。ペアの相手には、お休みとだけ伝えます。',
    on: ({ at, zone }: Moment) =>
      `${dates.monthDay(at, zone)}までお休みです。お知らせは送りません。ペアの相手には、お休みとだけ伝えます。`,
    past: 'その日は過ぎています。',
    tooFar: ({ at, zone }: Moment) => `${dates.monthDay(at, zone)}までの日を選んでください。`,
    off: 'おかえりなさい。お知らせを再開します。',
  },
  leave: {
    ask: ({ months }: { readonly months: number }) =>
      `登録をやめますか。これからの回とお知らせがなくなり、参加者さんの言葉は読めなくなります。ペアの相手と事務局に伝わります。これまでの振り返りは${months}か月後に消します。`,
    left: '登録を終えました。ありがとうございました。',
  },
};
