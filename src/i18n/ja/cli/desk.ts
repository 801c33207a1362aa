import type { DeliveryState } from '../../../domain/messaging/delivery.ts';
import type { SessionState } from '../../../domain/sessions/sessions.ts';
import type { DaySpan, Moment, SessionAt } from '../../params.ts';
import { dates } from '../dates.ts';
import { names } from '../names.ts';

type Team = { readonly team: string };
type Key = { readonly key: string };

const outcomes = { held: '実施', missed: '会えず' } as const;

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

/** What the other commands of a coordinator print. */
export const desk = {
  programme: {
    created: ({ name, key, ...days }: DaySpan & Key & { readonly name: string }) =>
      `${name}（${key}）を作りました。期間は${dates.span(days)}です。`,
    exists: ({ key }: Key) => `${key} はもうあります。何も変えていません。`,
    updated: ({ key }: Key) => `${key} の設定を変えました。`,
    unknown: ({ key }: Key) => `${key} というプログラムはありません。`,
    unknownTemplate: ({ key }: Key) => `${key} というひな型はありません。`,
  },
  session: {
    moved: ({ team, wasAt, ...session }: SessionAt & Team & { readonly wasAt: Date }) =>
      `${names.team({ team })} ${names.session(session)}：${dates.dayTime(wasAt, session.zone)} から ${dates.dayTime(session.at, session.zone)} に変えました。`,
    cancelled: ({ team, ...session }: SessionAt & Team) =>
      `${names.team({ team })} ${names.title(session)}を見送りにしました。`,
    marked: ({ team, outcome, ...session }: SessionAt & Team & { readonly outcome: 'held' | 'missed' }) =>
      `${names.team({ team })} ${names.title(session)}を「${outcomes[outcome]}」にしました。`,
    unchanged: 'もうその状態です。何も変えていません。',
    unknown: 'その回は見つかりません。',
    over: 'この回は終わっているため、日時は変えられません。見送りか、実施・会えずの記録ができます。',
    notOver: 'この回は終わっていないため、実施・会えずはあとで記録してください。',
    generated: ({ count }: { readonly count: number }) => `${count}回の日時を作りました。`,
    short: ({ team, missing }: Team & { readonly missing: number }) =>
      `${names.team({ team })}：期間の中に空いた日が足りず、${missing}回の日時がまだありません。`,
  },
  digest: {
    none: 'この週のまとめは、まだありません。',
    preview: ({ week }: { readonly week: number }) => `第${week}週の下書きです。送っていません。`,
    /** The ids behind a figure. */
    trace: ({ figure, ids }: { readonly figure: string; readonly ids: readonly string[] }) =>
      `${figure}（${ids.length}）：${ids.length === 0 ? '–' : ids.join(' ')}`,
  },
  status: {
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
    sessions: ({ states }: { readonly states: Readonly<Record<SessionState, number>> }) =>
      `回：予定${states.planned}　相談中${states.unsettled}　実施${states.held}　会えず${states.missed}　見送り${states.cancelled}`,
    /** Undated or next: what comes first. */
    next: (session: SessionAt & Team) =>
      `次：${dates.dayTime(session.at, session.zone)} ${names.team(session)} ${names.session(session)}`,
    noNext: '次：予定なし',
    delivery: ({ state, count }: { readonly state: DeliveryState; readonly count: number }) =>
      `お知らせ・${deliveryStates[state]}：${count}`,
    inbox: ({ waiting, parked }: Readonly<Record<'waiting' | 'parked', number>>) =>
      `受け取り：処理待ち${waiting}　見てほしいもの${parked}`,
    pushes: ({ month, used, target }: Readonly<Record<'month' | 'used' | 'target', number>>) =>
      `LINE：${month}月${used}/${target}`,
  },
  unknownCommand: ({ value }: { readonly value: string }) =>
    `「${value}」というコマンドはありません。--help で一覧が見られます。`,
  needsOption: ({ option }: { readonly option: string }) => `${option} を付けてください。`,
  badOption: ({ option, value }: { readonly option: string; readonly value: string }) =>
    `${option} の「${value}」は読めません。`,
};
