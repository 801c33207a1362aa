import type { SessionName, SharedMoment } from '../../params.ts';
import { dates } from '../dates.ts';
import { names } from '../names.ts';

const addToCalendar = 'カレンダーに入れる';

/** What stands in people's own calendars, and where they get it. */
export const calendar = {
  name: '伴走',
  /** Calendars show it on lock screens and to colleagues: no organisation, nobody's name, no programme. */
  entry: ({ kind, number }: Omit<SessionName, 'programme'>) => `伴走：${names.session({ kind, number })}`,
  buttons: { add: addToCalendar },
  slackButtons: { add: addToCalendar },
  /** Answered to the mentor who asks for one session. */
  at: ({ at, zones, ...session }: SessionName & SharedMoment) =>
    `${names.session(session)}：${dates.bothZones({ at, zones })}`,
  none: 'いまはカレンダーのアドレスをお渡しできません。',

  home: {
    text: 'ご自分のカレンダーアプリに、日時をそのまま映せます。アプリの「URLで追加」に、次のアドレスを入れてください。変更と見送りも映ります。',
    secret:
      'このアドレスを知っている人は、あなたの日時とミーティングのリンクを見られます。作り直すと、前のアドレスは使えなくなります。',
    slackButtons: { open: 'カレンダー', renew: '作り直す' },
  },
};
