import { startOfDay } from '../../domain/time.ts';
import type { Moment, SessionAt, SessionName, SharedMoment } from '../params.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

type Team = { readonly team: string };
type InProgramme = Team & { readonly programme: string };
type Left = { readonly left: number; readonly endsOn: string; readonly zone: string };

function team({ team: code, programme }: Team & { readonly programme?: string | undefined }): string {
  const name = names.team({ team: code });
  return programme === undefined ? name : `${name}（${programme}）`;
}

/** Teams and what comes next for them: the home tab, and what /bansou answers. */
export const home = {
  /** With the programme's short name for who is in several. */
  team,
  next: ({ at, zones, ...session }: SessionName & SharedMoment) =>
    `次回（${names.session(session)}）は${dates.bothZones({ at, zones })}です。`,
  undated: '次回の日時は相談中です。',
  /** A later session of the same team. */
  later: ({ at, zones, ...session }: SessionName & SharedMoment) =>
    `・${names.session(session)} ${dates.bothZones({ at, zones })}`,
  pace: ({ left, endsOn, zone }: Left) =>
    left === 0
      ? '予定の回は、すべて終わりました。'
      : `あと${left}回(${dates.monthDay(startOfDay(endsOn, zone), zone)}まで)`,
  /** A reflection that can be written. */
  reflection: ({ team: of, ...session }: SessionAt & { readonly team: string | null }) =>
    of === null ? names.title(session) : `${of} ${names.title(session)}`,

  supported: {
    heading: '担当チーム',
    none: 'いま担当しているチームはありません。',
    /** チーム04：11/26 実施。次回 12/10(火) 21:00 */
    line: ({
      name,
      held,
      next,
    }: {
      readonly name: string;
      readonly held: Moment | null;
      readonly next: SharedMoment | null;
    }) =>
      `${name}：${held === null ? '' : `${dates.shortDay(held.at, held.zone)} 実施。`}${
        next === null ? '次回は日程の相談中' : `次回 ${dates.bothZones(next)}`
      }`,
    note: '人数が少ないため、満足度と回答数は載せていません。',
  },

  /** Who is neither mentor nor supporter. */
  coordinator:
    '事務局のみなさんへのお知らせは、事務局のチャンネルに届きます。チームの日時と進み具合は、月曜の週のまとめで見られます。',

  /** Somebody in several teams: which one a command is about. */
  choose: {
    schedule: 'どのチームの日時を探しますか。',
    move: 'どのチームの日時を変えますか。',
    met: 'どの回のことですか。',
    button: (which: Team & { readonly programme?: string | undefined }) => team(which),
    skip: (which: InProgramme | Team) => `${team(which)}の回を見送る`,
  },
};
