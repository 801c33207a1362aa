import type { DaySpan, SessionAt } from '../../params.ts';
import { dates } from '../dates.ts';
import { names } from '../names.ts';
import { whose } from './whose.ts';

type Team = { readonly team: string };
type Key = { readonly key: string };

const outcomes = { held: '実施', missed: '会えず' } as const;

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
      `${whose({ team })} ${names.session(session)}：${dates.dayTime(wasAt, session.zone)} から ${dates.dayTime(session.at, session.zone)} に変えました。`,
    cancelled: ({ team, ...session }: SessionAt & Team) =>
      `${whose({ team })} ${names.title(session)}を見送りにしました。`,
    marked: ({ team, outcome, ...session }: SessionAt & Team & { readonly outcome: 'held' | 'missed' }) =>
      `${whose({ team })} ${names.title(session)}を「${outcomes[outcome]}」にしました。`,
    unchanged: 'もうその状態です。何も変えていません。',
    unknown: 'その回は見つかりません。',
    over: 'この回は終わっているため、日時は変えられません。見送りか、実施・会えずの記録ができます。',
    notOver: 'この回は終わっていないため、実施・会えずはあとで記録してください。',
    /** A date that `sessions generate` found. */
    dated: ({ team, ...session }: SessionAt & Team) =>
      `${whose({ team })} ${names.session(session)}：${dates.dayTime(session.at, session.zone)}`,
    generated: ({ count }: { readonly count: number }) => `${count}回の日時を作りました。`,
    short: ({ team, missing }: Team & { readonly missing: number }) =>
      `${whose({ team })}：期間の中に空いた日が足りず、${missing}回の日時がまだありません。`,
  },
  digest: {
    preview: ({ week }: { readonly week: number }) => `第${week}週の下書きです。送っていません。`,
    /** The ids behind a figure. */
    trace: ({ figure, ids }: { readonly figure: string; readonly ids: readonly string[] }) =>
      `${figure}（${ids.length}）：${ids.length === 0 ? '–' : ids.join(' ')}`,
  },
  unknownCommand: ({ value }: { readonly value: string }) =>
    `「${value}」というコマンドはありません。--help で一覧が見られます。`,
  needsOption: ({ option }: { readonly option: string }) => `${option} を付けてください。`,
  badOption: ({ option, value }: { readonly option: string; readonly value: string }) =>
    `${option} の「${value}」は読めません。--help で書き方が見られます。`,
  unknownOption: ({ option }: { readonly option: string }) =>
    `${option} というオプションはありません。--help で書き方が見られます。`,
  /** More was typed than the command takes. */
  superfluous: ({ value }: { readonly value: string }) =>
    `「${value}」は余分です。空白をふくむ値は "" で囲んでください。`,
  needsValue: ({ option }: { readonly option: string }) => `${option} のあとに値を入れてください。`,
};
