import type { Language } from '../../seasons/season.ts';

/** What people see on buttons and fields when they look for a date, as CONVERSATIONS has it. */
export type DateLabels = {
  /** A mentor's buttons. */
  readonly offer: string;
  readonly offerOthers: string;
  readonly changeDate: string;
  readonly offerDays: string;
  readonly skipThis: string;
  /** The modal's fields and choices. */
  readonly mode: string;
  readonly agreed: string;
  readonly start: string;
  readonly link: string;
  /** A participant's buttons. */
  readonly none: string;
  readonly give: string;
  readonly pick: string;
  readonly leave: string;
  readonly right: string;
  readonly wrong: string;
  readonly mark: string;
  /** What is typed after `/bansou`. */
  readonly commands: Readonly<Record<'schedule' | 'move' | 'cancel', string>>;
};

export const dateLabels: Readonly<Record<Language, DateLabels>> = {
  ja: {
    offer: '候補を出す',
    offerOthers: '別の候補を出す',
    changeDate: '日時を変える',
    offerDays: '別の日を出す',
    skipThis: 'この回は見送る',
    mode: '決め方',
    agreed: 'その場で決まった',
    start: '候補',
    link: 'ミーティングのリンク',
    none: 'どれも難しい',
    give: 'これで返す',
    pick: '日時を選ぶ',
    leave: 'メンターにまかせる',
    right: '合っています',
    wrong: 'ちがいます',
    mark: '✓ ',
    commands: { schedule: '日程', move: '変更', cancel: '見送り' },
  },
  en: {
    offer: 'Offer times',
    offerOthers: 'Offer others',
    changeDate: 'Change the date',
    offerDays: 'Offer other days',
    skipThis: 'Skip this one',
    mode: 'How',
    agreed: 'Agreed in the meeting',
    start: 'Time ',
    link: 'Meeting link',
    none: 'None of these',
    give: 'Send this',
    pick: 'Pick a time',
    leave: 'Leave it to them',
    right: "That's right",
    wrong: 'Not right',
    mark: '✓ ',
    commands: { schedule: 'schedule', move: 'move', cancel: 'cancel' },
  },
};

/** Times to choose from. */
export const asksTimes =
  /日時の候補です。|日を変えたいと連絡がありました|Possible times for|Your mentors would like to move/u;
/** Whether what was agreed in the meeting is right. */
export const asksHeard = /とうかがいました。合っていますか|I heard that the next meeting is/u;
/** LINE does not reach a participant to whom times were offered. */
export const tellsUnreachable =
  /LINEでお届けできない状態です。いつもの連絡先でお伝えいただけますか。$|LINE does not reach .*by your usual contact\?$/mu;
/** The modal's answer to a start in a break, and to one beyond the phase. */
export const refusesBreak = /お休みです|No meetings/u;
export const refusesEnd = /の外です|Outside the programme/u;

/** A mentor cannot come: what the one taps, and what the other answers. */
export const absenceLabels: Readonly<
  Record<Language, Readonly<Record<'say' | 'alone' | 'move' | 'skip', string>>>
> = {
  ja: {
    say: '急な都合で出られません',
    alone: 'ひとりで行います',
    move: '日を変えましょう',
    skip: '見送りましょう',
  },
  en: { say: "I can't make it", alone: "I'll go alone", move: "Let's move it", skip: "Let's skip it" },
};
