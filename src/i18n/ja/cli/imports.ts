import type { DaySpan, Moment } from '../../params.ts';
import { dates } from '../dates.ts';
import { names } from '../names.ts';
import { whose } from './whose.ts';

type Value = { readonly value: string };
type Earlier = { readonly earlierLine: number };

/** What an import of a roster or of sessions prints. A bad row is told with line, column and reason. */
export const imports = {
  /** Lines count from 1, the header's; `column` is the header as it stands in the file. */
  problem: ({
    line,
    column,
    reason,
  }: {
    readonly line: number;
    readonly column: string;
    readonly reason: string;
  }) => `${line}行目「${column}」：${reason}`,
  rowProblem: ({ line, reason }: { readonly line: number; readonly reason: string }) =>
    `${line}行目：${reason}`,
  fileProblem: ({ reason }: { readonly reason: string }) => `ファイル：${reason}`,

  file: {
    empty: '中身がありません。1行目に見出し、2行目から内容を入れてください。',
    onlyHeader: '見出しのほかに行がありません。',
    noColumn: ({ column }: { readonly column: string }) => `「${column}」の列がありません。`,
    unknownColumn: ({ column }: { readonly column: string }) => `「${column}」という列はありません。`,
    columnTwice: ({ column }: { readonly column: string }) => `「${column}」の列が2つあります。`,
    unreadable: '文字を読み取れません。ExcelのCSV（UTF-8またはShift_JIS）で保存してください。',
    quotes: 'とじていない引用符（"）があります。',
    notFound: ({ path }: { readonly path: string }) => `${path} を開けません。`,
  },

  row: {
    cells: ({ expected, found }: { readonly expected: number; readonly found: number }) =>
      `列の数が見出しと合いません（見出し${expected}、この行${found}）。`,
    empty: '空です。値を入れてください。',
    tooLong: ({ max }: { readonly max: number }) => `長すぎます。${max}文字までにしてください。`,
    differs: ({ earlierLine }: Earlier) => `同じコードの${earlierLine}行目と内容がちがいます。`,
  },

  person: {
    duplicateCode: ({ value, earlierLine }: Value & Earlier) =>
      `コード「${value}」は${earlierLine}行目にもあります。`,
    duplicateEmail: ({ value, earlierLine }: Value & Earlier) =>
      `メール「${value}」は${earlierLine}行目にもあります。`,
    emailTaken: ({ value, code }: Value & { readonly code: string }) =>
      `メール「${value}」は、コード「${code}」の方のものとして登録されています。`,
    badEmail: ({ value }: Value) => `「${value}」はメールアドレスの形ではありません。`,
    noEmail: 'メンターと事務局の方には、メールを入れてください（Slackでさがすために使います）。',
    badCode: ({ value }: Value) => `「${value}」は使えません。コードは英数字と「-」「_」で書いてください。`,
    unknownRole: ({ value }: Value) =>
      `「${value}」という役割はありません（参加者、メンター、サポーター、事務局）。`,
    unknownZone: ({ value }: Value) => `「${value}」というタイムゾーンはありません（例：Asia/Tokyo）。`,
    unknownLanguage: ({ value }: Value) => `「${value}」という言語はありません（日本語、英語、ja、en）。`,
    badQuiet: ({ value }: Value) =>
      `「${value}」は時間帯として読めません（例：21:00-8:00、いくつかあるときは「、」で区切る）。`,
    quietAllDay: '一日じゅうになっていて、お知らせを届ける時間がありません。',
    noTeam: 'チームを入れてください。',
    tooManyMentors: ({ team }: { readonly team: string }) =>
      `${names.team({ team })}のメンターが3人以上になります。交代のときは mentor replace を使ってください。`,
    replaced: ({ code, team }: { readonly code: string; readonly team: string }) =>
      `${code}の方は、${names.team({ team })}のメンターを交代しています。名簿からこの行を外してください。`,
    twoTeams: ({ value }: Value) => `「${value}」：この役割のチームは1つにしてください。`,
  },

  session: {
    unknownTeam: ({ value }: Value) => `「${value}」というチームは名簿にありません。`,
    teamForAll: '全員の回なので、チームは空にしてください。',
    unknownKind: ({ value }: Value) =>
      `「${value}」という種別はありません（メンタリング、研修、振り返りの会、メンター振り返り会）。`,
    badNumber: ({ value }: Value) => `「${value}」は回として読めません（1、2、3…）。`,
    badDate: ({ value }: Value) => `「${value}」は日付として読めません（例：2024/11/12）。`,
    badTime: ({ value }: Value) => `「${value}」は時刻として読めません（例：21:00）。`,
    noSuchTime: ({ value }: Value) => `夏時間の切りかえのため、この時刻はありません（${value}）。`,
    badMinutes: ({ value }: Value) => `「${value}」は分として読めません（例：40）。`,
    badLink: 'https:// ではじまるリンクを入れてください。',
    past: ({ at, zone }: Moment) => `過ぎた日時です（${dates.dayTime(at, zone)}）。`,
    outside: (days: DaySpan) => `プログラムの期間（${dates.span(days)}）の外です。`,
    duplicate: ({ earlierLine }: Earlier) => `同じチーム・種別・回が${earlierLine}行目にもあります。`,
    overlapsRow: ({ earlierLine }: Earlier) => `${earlierLine}行目の回と時間が重なります。`,
    overlaps: ({ team, at, zone }: Moment & { readonly team: string }) =>
      `${whose({ team })}の別の回（${dates.dayTime(at, zone)}）と時間が重なります。`,
    over: 'この回は終わっているため、変えられません。',
  },

  columns: {
    team: 'チーム',
    name: '氏名',
    organisation: '団体',
    email: 'メール',
    zone: 'タイムゾーン',
    language: '言語',
    quiet: 'お知らせを控える時間',
    date: '日付',
    start: '開始',
    minutes: '分',
    link: 'リンク',
  },

  created: ({ key }: { readonly key: string }) => `追加：${key}`,
  /** `columns` names the cells that changed. */
  updated: ({ key, columns }: { readonly key: string; readonly columns: readonly string[] }) =>
    `変更：${key}（${columns.join('、')}）`,
  absent: ({ key }: { readonly key: string }) => `ファイルにない（そのまま残ります）：${key}`,
  /** Somebody who has left stands in the file still. */
  left: ({ key, at, zone }: Moment & { readonly key: string }) =>
    `登録を終えた方（${dates.day(at, zone)}）：${key}　取りこんでも登録は戻りません。ファイルからこの行を外してください。`,
  summary: ({ created, updated, unchanged }: Readonly<Record<'created' | 'updated' | 'unchanged', number>>) =>
    `追加${created}件、変更${updated}件、そのまま${unchanged}件。`,
  dryRun: '確認だけをしました。何も書きこんでいません。',
  /** All or nothing. */
  nothingWritten: ({ count }: { readonly count: number }) =>
    `直すところが${count}か所あります。何も書きこんでいません。`,
};
