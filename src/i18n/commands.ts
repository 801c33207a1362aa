/**
 * What may be typed instead of tapping, in both languages whatever the reader's own is.
 * Words are in normalised form: NFKC, lower case, no spaces, no trailing full stop or です.
 */
export const commands = {
  /** Understood everywhere. */
  anywhere: {
    menu: ['メニュー', 'menu'],
    usage: ['使い方', 'つかいかた', 'ヘルプ', 'help', 'howto'],
    settings: ['設定', 'せってい', 'settings'],
    reflect: [
      '振り返り',
      'ふりかえり',
      '振返り',
      '振り返りを書く',
      '振り返りの続き',
      'reflect',
      'reflection',
    ],
    reflectAfterwards: ['終わったら振り返る', 'reflectafterwards'],
    cannotCome: ['行けなくなった', 'いけなくなった', '行けない', '行けません', "ican'tmakeit", "can'tmakeit"],
    nextSession: ['次回', 'じかい', 'next', 'nextmeeting'],
    murmur: ['つぶやき', 'murmur'],
    whereToTurn: ['相談先', 'そうだんさき', 'wheretoturn'],
    pause: ['お休み', 'おやすみ', '休み', 'pause'],
    resume: ['再開', '再開する', 'resume'],
  },
  /** Understood while a form is open, before those above: there "next" goes on in the form. */
  inForm: {
    skip: ['とばす', '飛ばす', 'パス', 'skip', 'pass'],
    back: ['もどる', '戻る', 'back'],
    later: ['あとにする', '後にする', 'あとで', '後で', 'later'],
    never: ['今回は書かない', '書かない', 'notthistime'],
    send: ['これで送る', '送る', '送信', 'send', 'sendthis'],
    addWords: ['ひとこと残して送る', 'ひとこと残す', 'addaword,thensend'],
    change: ['直す', 'なおす', '訂正', 'change'],
    forward: ['次へ', 'つぎへ', 'next', 'goon'],
  },
  /** The first word after /bansou; the rest belongs to the command. */
  slash: {
    next: ['次回', 'じかい', 'つぎ', 'next', 'nextmeeting'],
    schedule: ['日程', '日時', 'にってい', '候補', 'schedule', 'propose', 'times', 'date'],
    move: ['変更', '移動', '日程変更', '日時変更', 'へんこう', 'move', 'change', 'reschedule'],
    cancel: ['中止', '見送り', '見送る', 'ちゅうし', 'みおくり', 'cancel', 'skip'],
    met: ['会えた', '会えました', 'あえた', 'met'],
    notMet: ['会えなかった', '会えませんでした', 'あえなかった', 'notmet', "didn'tmeet", 'missed'],
    away: ['お休み', 'おやすみ', '休み', '不在', 'away', 'absent', 'vacation'],
    help: ['使い方', 'つかいかた', 'ヘルプ', 'help', 'usage', 'howto'],
  },
  /** Understood while somebody has not agreed. */
  consent: {
    agreed: [
      '同意してはじめる',
      '同意する',
      '同意',
      'agree',
      'agreeandstart',
      '振り返りも使う',
      'usereflectionstoo',
    ],
    reminders_only: ['お知らせだけにする', 'お知らせだけ', 'remindersonly'],
    read: ['くわしく読む', '詳しく読む', 'readinfull'],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export type Command = keyof typeof commands.anywhere;
export type ConsentCommand = keyof typeof commands.consent;
export type SlashCommand = keyof typeof commands.slash;
export type FormCommand = keyof typeof commands.inForm;
