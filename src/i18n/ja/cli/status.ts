import type { DeliveryKind, DeliveryState } from '../../../domain/messaging/delivery.ts';
import type { SessionState } from '../../../domain/sessions/sessions.ts';
import type { Moment, SessionAt } from '../../params.ts';
import { dates } from '../dates.ts';
import { kinds } from '../digest.ts';
import { names } from '../names.ts';
import { whose } from './whose.ts';

type Team = { readonly team: string };
/** Some of `count`, by name. */
type Some = { readonly names: readonly string[]; readonly count: number };

const deliveryStates: Readonly<Record<DeliveryState, string>> = {
  planned: '予定',
  sending: '送信中',
  unknown: '確認中',
  sent: '届けた',
  cancelled: '取りやめ',
  skipped: '見合わせ',
  expired: '時間切れ',
  failed: '届かず',
};

function some({ names: shown, count }: Some): string {
  const more = count - shown.length;
  return `${count}人（${shown.join('、')}${more > 0 ? `、ほか${more}人` : ''}）`;
}

/** How a programme stands, for the terminal of a coordinator. */
export const status = {
  heading: ({ name, at, zone }: Moment & { readonly name: string }) =>
    `${name}：${dates.dayTime(at, zone)}時点（${dates.zoneTime(zone)}）`,
  people: ({
    teams,
    participants,
    joined,
    agreed,
    mentorsInAll,
    found,
  }: Readonly<Record<'teams' | 'participants' | 'joined' | 'agreed' | 'mentorsInAll' | 'found', number>>) =>
    `チーム${teams}　参加者${participants}人（LINE${joined}人、同意${agreed}人）　メンター${mentorsInAll}人（Slack${found}人）`,
  /** Who cannot be reached, and why. */
  unreached: {
    notJoined: (who: Some) => `これから参加する方：${some(who)}`,
    lineClosed: (who: Some) => `LINEが届かない方：${some(who)}`,
    notFound: (who: Some) => `Slackで見つからない方：${some(who)}`,
    slackClosed: (who: Some) => `Slackが届かない方：${some(who)}`,
  },
  sessions: ({ states }: { readonly states: Readonly<Record<SessionState, number>> }) =>
    `回：予定${states.planned}　相談中${states.unsettled}　実施${states.held}　会えず${states.missed}　見送り${states.cancelled}`,
  next: (session: SessionAt & Team) =>
    `次：${dates.dayTime(session.at, session.zone)} ${whose(session)} ${names.session(session)}`,
  noNext: '次：予定なし',
  /** Over, and nobody has said whether it took place. */
  awaiting: (session: SessionAt & Team) =>
    `確認待ち：${whose(session)} ${names.title(session)}。session mark で記録できます。`,
  unsettled: (session: SessionAt & Team) =>
    `相談中：${whose(session)} ${names.title(session)}。session move か session cancel で決められます。`,
  reflections: ({ count }: { readonly count: number }) => `振り返り：答えを待っているもの${count}件`,
  /** `at`: when the next is sent. */
  due: ({ count, at, zone }: Moment & { readonly count: number }) =>
    `これから届けるお知らせ：${count}件、次は${dates.dayTime(at, zone)}`,
  nothingDue: 'これから届けるお知らせ：なし',
  late: ({ count }: { readonly count: number }) =>
    `時刻を過ぎて待っているお知らせ：${count}件。workers が動いているか、ご確認ください。`,
  delivery: ({ state, count }: { readonly state: DeliveryState; readonly count: number }) =>
    `お知らせ・${deliveryStates[state]}：${count}`,
  problems: ({ count }: { readonly count: number }) => `届かなかったもの（この14日）：${count}件`,
  problem: ({
    about,
    name,
    state,
    reason,
    at,
    zone,
  }: Moment & {
    readonly about: DeliveryKind;
    readonly name: string;
    readonly state: DeliveryState;
    readonly reason: string;
  }) =>
    `　${dates.dayTime(at, zone)} ${kinds[about]}${name === '' ? '' : `、${name}`}：${deliveryStates[state]}${reason === '' ? '' : `（${reason}）`}`,
  lastDigest: ({
    week,
    at,
    zone,
    state,
  }: Moment & { readonly week: number; readonly state: DeliveryState }) =>
    `最後のまとめ：第${week}週（${dates.dayTime(at, zone)}、${deliveryStates[state]}）`,
  noDigest: '最後のまとめ：これからです',
  inbox: ({ waiting, parked }: Readonly<Record<'waiting' | 'parked', number>>) =>
    `受け取り：処理待ち${waiting}　見てほしいもの${parked}`,
  pushes: ({ month, used, target }: Readonly<Record<'month' | 'used' | 'target', number>>) =>
    `LINE：${month}月${used}/${target}`,
};
