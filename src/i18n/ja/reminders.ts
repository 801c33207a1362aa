import type { SessionKind, Stance } from '../../domain/sessions/sessions.ts';
import { dayWord } from '../local-days.ts';
import type { Moment, SessionAt, SessionName, SharedMoment, SoonMoment } from '../params.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

const stances: Readonly<Record<Stance, string>> = {
  listen: 'まず聴いてほしい',
  sort: '一緒に整理したい',
  advice: '助言がほしい',
};

const stanceDays = { today: '今日', tonight: '今夜', tomorrow: '明日', later: '当日' } as const;

function meetingName(kind: SessionKind): string {
  switch (kind) {
    case 'mentoring':
      return 'メンタリング';
    case 'training':
      return '研修';
    case 'closing':
      return '振り返りの会';
    case 'mentors_closing':
      return 'メンター振り返り会';
  }
}

type Meeting = { readonly mentors: readonly string[]; readonly minutes: number };

/** The one reminder of a participant on LINE, and the two of a pair in Slack. */
export const reminders = {
  participant: {
    /** Lock screen: date and time only. */
    summary: ({ at, zone }: Moment) => `${dates.dayTime(at, zone)}のご案内です`,
    heading: (moment: SoonMoment) => dates.relativeDayTime(moment),
    mentoring: ({ number, programme, mentors, minutes }: Omit<SessionName, 'kind'> & Meeting) =>
      `メンタリング（${names.session({ kind: 'mentoring', number, programme })}）です。${names.mentors({ mentors })}がお話をうかがいます。${minutes}分ほどです。`,
    closing: ({ mentors, minutes }: Meeting) =>
      `振り返りの会です。${names.mentors({ mentors })}と一緒に、これまでを振り返ります。${minutes}分ほどです。`,
    /** Instead of the button while no link is known. */
    noLink: 'ミーティングのリンクは、メニューの「次回」で見られるようになります。',
    buttons: {
      open: 'ミーティングを開く',
      cannot: '行けなくなった',
      reflect: '終わったら振り返る',
    },
    reflectBefore: ({ kind }: { readonly kind: SessionKind }) =>
      `${meetingName(kind)}が終わったら、もう一度このボタンを押してください。`,
  },

  stance: {
    ask: (moment: SoonMoment) =>
      `${stanceDays[dayWord(moment)]}は、どんなふうに聴いてほしいですか。押さなくてもかまいません。`,
    buttons: stances,
    kept: ({ stance }: { readonly stance: Stance }) =>
      `「${stances[stance]}」ですね。メンターのおふたりに伝えます。`,
    shortcuts: { change: '別のものにする', takeBack: 'やっぱりなし' },
    takenBack: 'わかりました。聴いてほしい形は、なしに戻しました。',
  },

  /** In the pair's group, or in a mentor's own DM when one message cannot serve both. */
  pair: {
    summary: ({ kind, number, programme, at, zones }: SessionName & SharedMoment) =>
      `${dates.bothZones({ at, zones })} ${names.session({ kind, number, programme })}のご案内です`,
    /** For readers whose clocks agree: 明日 11月12日(火) 21:00 第2回 */
    heading: ({ kind, number, programme, at, zone, now }: SessionName & SoonMoment) =>
      `${dates.relativeDayTime({ at, zone, now })} ${names.session({ kind, number, programme })}`,
    /** For readers whose clocks differ: 第2回 日本 … ／ ロサンゼルス … */
    headingInZones: ({ kind, number, programme, at, zones }: SessionName & SharedMoment) =>
      `${names.session({ kind, number, programme })} ${dates.bothZones({ at, zones })}`,
    participants: ({ names: people }: { readonly names: readonly string[] }) =>
      `参加者 ${people.length === 0 ? '–' : names.people({ names: people })}`,
    stance: ({ stance }: { readonly stance: Stance }) => `今日の聴き方 ${stances[stance]}`,
    /** When the team has several participants. */
    stanceOf: ({ name, stance }: { readonly name: string; readonly stance: Stance }) =>
      `今日の聴き方（${name}さん） ${stances[stance]}`,
    minutes: ({ minutes }: { readonly minutes: number }) => `${minutes}分ほどです。`,
    notJoined: ({ name }: { readonly name: string }) =>
      `${name}さんはLINEにつながっていません。ご案内は、いつもの連絡先でお願いします。`,
    /** In the second reminder, an hour before. */
    atTheEnd:
      '終わるときに「通話を切ったあと、LINEの『終わったら振り返る』を押してください」とお伝えください。',
    buttons: { open: 'ミーティングを開く' },
    noLink: 'ミーティングのリンクは、まだ登録されていません。',
  },

  /** Where a session is listed on its own, such as a summary for screen readers. */
  line: (session: SessionAt) => `${dates.dayTime(session.at, session.zone)} ${names.session(session)}`,
};
