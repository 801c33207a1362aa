type Hours = { readonly hours: string };

/** Anything said outside a form, by participants on LINE and by mentors in their DM. */
export const murmurs = {
  kept: '預かりました。あなただけに残ります。「事務局に伝える」を押すまで、だれも読みません。',
  buttons: {
    tell: '事務局に伝える',
    next: '次回を見る',
    reflect: '振り返りを書く',
    whereToTurn: '相談先を見る',
  },
  keptMore: 'これも、あなただけに残しました。',
  shortcuts: {
    tell: '事務局に伝える',
    remove: '消す',
    whereToTurn: '相談先',
    /** While a form is open. */
    tellFromForm: 'つぶやきを事務局に',
    contactMe: '連絡がほしい',
    takeBack: '取り消す',
    neverMind: 'やめる',
  },
  keptInForm: 'つぶやきとして、あなただけに残しました。振り返りは続きからどうぞ。',
  /** The menu's つぶやき. */
  invite: 'どうぞ、そのまま送ってください。あなただけに残ります。',
  neverMind: 'わかりました。何も残していません。',
  removed: '消しました。',
  /** `hours`: when the coordinators read, a setting of the programme such as 平日10時〜17時. */
  sent: ({ hours }: Hours) =>
    `事務局に渡しました。いつも見ているわけではなく、${hours}に読みます。急ぐときは「相談先」を見てください。`,
  takenBack: '取り消しました。事務局からは、もう読めません。',
  contactAsked: ({ hours }: Hours) =>
    `連絡がほしいと、事務局に伝えました。いつも見ているわけではなく、${hours}に読みます。`,
  /** The button's murmur was deleted or taken back meanwhile. */
  gone: 'このつぶやきは、もう残っていません。',
};
