import type { Texts } from '../../texts.ts';
import { dates } from '../dates.ts';
import { names } from '../names.ts';

export const change: Texts['change'] = {
  button: 'Change the date',
  ask: (session) =>
    `Shall I tell your mentors that you would like another date for ${names.session(session)} (${dates.dayTime(session.at, session.zone)})? No reason needed.`,
  buttons: {
    tell: 'Tell them',
    mistake: 'Tapped by mistake',
    keep: 'It can stay after all',
    cannot: "I can't make this date",
  },
  mistake: 'All right. Nobody was told.',
  told: (session) =>
    `They know. Other times will come from your mentors. Until one is settled, ${dates.dayTime(session.at, session.zone)} stands.`,
  kept: (session) =>
    `All right. Your mentors will learn that ${dates.dayTime(session.at, session.zone)} can stay.`,
  open: 'The date of this meeting is being arranged. Possible times will follow.',

  pair: {
    summary: (session) => `About the date of ${names.session(session)}`,
    wants: ({ name, at, zones, ...session }) =>
      `${name} would like another date for ${names.session(session)} (${dates.bothZones({ at, zones })}). No reason was asked. Could you offer times? Until one is settled, notices of this date go on.`,
    keeps: ({ name, at, zones, ...session }) =>
      `For ${name}, ${names.session(session)} can stay at ${dates.bothZones({ at, zones })}.`,
    buttons: { offerDays: 'Offer other days' },
  },
};
