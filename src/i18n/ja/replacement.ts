import type { SessionAt } from '../params.ts';
import { names } from './names.ts';

type Named = { readonly name: string };
type Names = { readonly names: readonly string[] };
type Team = { readonly team: string };

/** A mentor takes another's place: what the participant, the new mentor and the former one read. */
export const replacement = {
  participant: {
    summary: 'メンターのお知らせです',
    told: ({ names: pair }: Names) => `これからのメンターは${names.people({ names: pair })}です。`,
    earlier: ({ name }: Named) =>
      `これまでの振り返りのうち、メンターに見せていたものは${name}さんも読めるようになります。`,
    ask: ({ name }: Named) => `これまでの振り返りを、${name}さんに見せますか。`,
    buttons: {
      fine: 'わかりました',
      hide: 'これまでの分は見せない',
      show: 'これまでの分も見せる',
      settings: 'これまでの分の見せかた',
    },
    shown: ({ name }: Named) =>
      `わかりました。これまでの分は、${name}さんも読めます。「設定」からいつでも変えられます。`,
    hidden: ({ name }: Named) =>
      `わかりました。これまでの分は、${name}さんには見せません。「設定」からいつでも変えられます。`,
    /** That mentor has been replaced in turn. */
    over: ({ name }: Named) => `${name}さんの担当は終わりました。これまでの分は、もう読めません。`,
  },

  mentor: {
    welcome: ({ team, names: partners }: Team & Names) =>
      partners.length === 0
        ? `${names.team({ team })}を引き継いでいただきます。`
        : `${names.team({ team })}を引き継いでいただきます。ペアの相手は${names.people({ names: partners })}です。`,
    earlier:
      'これまでの振り返りのうち、参加者さんが見せてよいとされたものと、ペアの記録を読めます。参加者さんにお伝えしてから1日は、お返事を待ちます。',
    slackButtons: { read: 'これまでの記録を読む' },
    modalTitles: { earlier: 'これまでの記録' },
    heading: ({ name, ...session }: SessionAt & Named) => `${name}さん：${names.title(session)}`,
    none: 'いま読める記録はありません。',
    note: 'メンターのおふたりと事務局が読みます。所属団体には見えません。',
  },

  former: {
    /** In place of a message to somebody whose part has ended. */
    withdrawn: '担当の期間が終わったため、ここにあった内容は閉じました。',
    /** In the group of the former pair, which both still see. */
    withdrawnInGroup:
      'ペアの交代により、ここにあった内容は閉じました。これからのご連絡は別の場所に届きます。',
    button: ({ team, contact }: Team & { readonly contact: string }) =>
      `${names.team({ team })}のメンターとしての担当は終わっています。何も変わっていません。事務局：${contact}`,
  },
};
