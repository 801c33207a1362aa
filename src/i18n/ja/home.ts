import type { Moment, SessionAt, SessionName, SharedMoment } from '../params.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

type Team = { readonly team: string };
/** `programme`: the short name, for who is in several. */
type Called = Team & { readonly programme?: string | undefined };
type Left = { readonly left: number; readonly endsOn: Date; readonly zone: string };

function team({ team: code, programme }: Called): string {
  const name = names.team({ team: code });
  return programme === undefined ? name : `${name}（${programme}）`;
}

/** Teams and what comes next for them: the home tab, and what /bansou answers. */
export const home = {
  /** With the programme's short name for who is in several. */
  team,
  next: ({ at, zones, ...session }: SessionName & SharedMoment) =>
    `次回（${names.session(session)}）は${dates.bothZones({ at, zones })}です。`,
  /** A later session of the same team. */
  later: ({ at, zones, ...session }: SessionName & SharedMoment) =>
    `・${names.session(session)} ${dates.bothZones({ at, zones })}`,
  pace: ({ left, endsOn, zone }: Left) =>
    left === 0 ? '予定の回は、すべて終わりました。' : `あと${left}回(${dates.monthDay(endsOn, zone)}まで)`,
  /** A reflection that can be written. */
  reflection: ({ called, ...session }: SessionAt & { readonly called: string | null }) =>
    called === null ? names.title(session) : `${called} ${names.title(session)}`,

  supported: {
    heading: '担当チーム',
    none: 'いま担当しているチームはありません。',
    /** チーム04：11/26 実施。次回 12/10(火) 21:00 */
    line: ({
      last,
      upcoming,
      ...which
    }: Called & {
      readonly last: Moment | null;
      readonly upcoming: SharedMoment | null;
    }) =>
      `${team(which)}：${last === null ? '' : `${dates.shortDay(last.at, last.zone)} 実施。`}${
        upcoming === null ? '次回は日程の相談中' : `次回 ${dates.bothZones(upcoming)}`
      }`,
  },

  /** Who is neither mentor nor supporter. */
  coordinator:
    '事務局のみなさんへのお知らせは、事務局のチャンネルに届きます。チームの日時と進み具合は、月曜の週のまとめで見られます。',

  /** Somebody in several teams: which one a command is about. */
  choose: {
    schedule: 'どのチームの日時を探しますか。',
    move: 'どのチームの日時を変えますか。',
    met: 'どの回のことですか。',
    button: team,
    skip: (which: Called) => `${team(which)}の回を見送る`,
    agree: (which: Called) => `${team(which)}：振り返りも使う`,
    remindersOnly: (which: Called) => `${team(which)}：お知らせだけにする`,
    leave: (which: Called) => `${team(which)}：登録をやめる`,
  },
};
