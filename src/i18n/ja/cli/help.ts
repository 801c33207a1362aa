/** One line per command, for `--help`. */
export const help = {
  heading: '使い方：npm run bansou -- <コマンド> [オプション]',
  language: '表示のことば（ja、en）',
  dryRun: '確認だけをして、何も書きこまない',
  commands: {
    programmeCreate: 'ひな型からプログラムを作る（もうあるときは、付けた設定だけを変える）',
    rosterImport: '名簿のCSVを取りこむ（同じファイルを2回入れても変わりません）',
    sessionsImport: '日時のCSVを取りこむ',
    sessionsGenerate: 'ひな型の回数と間隔から日時を作る',
    sessionMove: '回の日時を変える（お知らせも組みなおします）',
    sessionCancel: '回を見送りにする',
    sessionMark: '回を実施・会えずと記録する',
    joinCodeIssue: '参加コードを出し、メールの文面を表示する',
    calendarIssue: 'カレンダーのアドレスを表示する',
    calendarRevoke: 'カレンダーのアドレスを使えなくする（次のアドレスに替わります）',
    mentorReplace: 'メンターを交代する（新しい方は --name と --email も。これまでの記録はチームに残ります）',
    digestPreview: '週のまとめの下書きを見る（--trace で数字の元も）',
    lineSetup: 'LINEのトークの下のメニューを作る（2回目は何も変わりません）',
    lineRemove: 'そのメニューをLINEから外す',
    status: 'いまの様子を見る',
  },
};
