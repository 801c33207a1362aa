type Named = { readonly name: string };

/** What `calendar issue` and `calendar revoke` print. */
export const calendars = {
  address: ({ name, link }: Named & { readonly link: string }) =>
    `${name}さんのカレンダーのアドレス：\n${link}`,
  secret:
    'このアドレスを知っている人は、日時とミーティングのリンクを見られます。ご本人だけに渡してください。',
  revoked: ({ name }: Named) =>
    `${name}さんの前のアドレスは使えなくなりました。新しいアドレスは calendar issue で表示できます。`,
  /** Of a dry run, which ends nothing. */
  revocable: ({ name }: Named) => `${name}さんのアドレスを使えなくできます。`,
  unknown: ({ name }: Named) => `${name} という方は、このプログラムにいません。`,
};
