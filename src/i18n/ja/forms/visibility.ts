/** Who sees this: exactly one line, printed with the question. The letters are the policy's own ids. */
export const visibility = {
  /** Participant: rating, whether they met, reason, recommendation, before-form. */
  a: '事務局だけが読みます。メンターには見えません。',
  /** Participant: topics, words, next step, stance. */
  b: 'メンターのおふたりと事務局が読みます。所属団体には見えません。',
  /** Mentor: rating, whether they met, reason. */
  c: '事務局だけが読みます。ペアの相手と参加者には見えません。',
  /** Mentor: what was sorted out, next step, note. */
  d: 'ペアの相手と事務局が読みます。参加者には見えません。',
  /** Mentor: worry; training form. */
  e: '事務局の担当者だけが読みます。ペア、サポーター、参加者には見えません。',
  /** Murmur of anyone. */
  f: 'あなただけに残ります。「事務局に伝える」を押すまで、だれも読みません。',
  /** Can't make it. */
  g: 'メンターのおふたりと事務局に伝わります。理由は聞きません。',
  /** Times and own proposal. */
  h: 'メンターのおふたりと、日程を合わせる方に伝わります。',
  /** A worry or murmur that was sent on. */
  i: '事務局の担当者だけが読みます。',
};
