import type { SessionAt, SessionName, SharedMoment } from '../../params.ts';
import { dates } from '../dates.ts';
import { names } from '../names.ts';

type Named = { readonly name: string };

/** A participant would like another date. Nobody is marked as absent: the former date stands until another does. */
export const change = {
  button: '日時を変えたい',
  ask: (session: SessionAt) =>
    `${names.session(session)}（${dates.dayTime(session.at, session.zone)}）の日時を変えたいことを、メンターのおふたりに伝えますか。理由は書かなくて大丈夫です。`,
  buttons: {
    tell: '伝える',
    mistake: '間違えて押した',
    keep: 'やっぱりこのままでよい',
    cannot: 'この日時は行けない',
  },
  mistake: 'わかりました。何も伝えていません。',
  told: (session: SessionAt) =>
    `伝えました。おふたりから別の候補が届きます。決まるまでは、${dates.dayTime(session.at, session.zone)}のままです。`,
  kept: (session: SessionAt) =>
    `わかりました。${dates.dayTime(session.at, session.zone)}のままでよいと、メンターのおふたりに伝えます。`,
  /** The date is open already, and other times have not come yet. */
  open: 'この回の日時は相談中です。候補が届くまでお待ちください。',

  pair: {
    summary: (session: SessionName) => `${names.session(session)}の日時についての連絡です`,
    wants: ({ name, at, zones, ...session }: Named & SessionName & SharedMoment) =>
      `${name}さんから、${names.session(session)}（${dates.bothZones({ at, zones })}）の日時を変えたいと連絡がありました。理由は聞いていません。候補を出していただけますか。決まるまで、この日時のお知らせは続きます。`,
    keeps: ({ name, at, zones, ...session }: Named & SessionName & SharedMoment) =>
      `${name}さんは、${names.session(session)}を${dates.bothZones({ at, zones })}のままでよいとのことです。`,
    buttons: { offerDays: '別の日を出す' },
  },
};
