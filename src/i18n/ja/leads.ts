import type { SessionName, SharedMoment } from '../params.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

type Named = { readonly name: string };

/** Who leads a session, and what the last lead hands over. */
export const leads = {
  /** In the pair's reminder, and where sessions are listed: the name alone. */
  field: ({ name }: Named) => `進行 ${name}さん`,
  /** In the next lead's own DM; the note itself stands as a quotation. */
  handover: {
    summary: (session: SessionName) => `${names.session(session)}の進行について`,
    title: ({ at, zones, ...session }: SessionName & SharedMoment) =>
      `${names.session(session)} ${dates.bothZones({ at, zones })}`,
    leads: ({ name }: Named) => `今回の進行は${name}さんです。`,
    leadsWithNote: ({ name }: Named) => `今回の進行は${name}さんです。前回の申し送り：`,
  },
  buttons: { swap: '進行を交代する' },
  /** Answered to whoever tapped. */
  said: {
    swapped: ({ name, ...session }: SessionName & Named) =>
      `わかりました。${names.session(session)}の進行は${name}さんです。`,
    leads: ({ name, ...session }: SessionName & Named) =>
      `${names.session(session)}の進行は${name}さんです。`,
    alone: ({ name, ...session }: SessionName & Named) =>
      `${names.session(session)}は${name}さんだけが参加する予定のため、進行は${name}さんのままです。`,
    unsettled: 'この回は日時の相談中です。進行は、日時が決まってから交代できます。',
  },
};
