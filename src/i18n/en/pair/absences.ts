import { differingZones } from '../../local-days.ts';
import type { SharedMoment } from '../../params.ts';
import type { Texts } from '../../texts.ts';
import { dates } from '../dates.ts';
import { names, startOf } from '../names.ts';

/** Tonight, Tue 12 Nov, 21:00; in every clock where they differ. */
function when({ at, zones, now }: SharedMoment & { readonly now: Date }): string {
  const [zone = 'Asia/Tokyo', ...others] = differingZones(at, zones);
  return others.length > 0 ? dates.bothZones({ at, zones }) : dates.relativeDayTime({ at, zone, now });
}

function people(list: readonly string[]): string {
  return names.people({ names: list });
}

export const absences: Texts['absences'] = {
  slackButtons: {
    say: "I can't make it",
    alone: "I'll go alone",
    move: "Let's move it",
    skip: "Let's skip it",
    back: 'I can come after all',
    offerDays: 'Offer other days',
  },

  pair: {
    summary: ({ at, zones }) => `News about ${dates.bothZones({ at, zones })}`,
    asked: ({ absent, coming, ...shared }) =>
      `${people(absent)} cannot come (${when(shared)}). ${people(coming)}, what shall we do?`,
    askedAway: ({ absent, coming, ...shared }) =>
      `${people(absent)} is away on that day (${when(shared)}). ${people(coming)}, what shall we do?`,
    alone: ({ coming, ...shared }) =>
      `${people(coming)} will go alone (${when(shared)}). Your participant is told.`,
    move: (shared) => `The meeting (${when(shared)}) is to be moved. Could you offer other days?`,
    moveAfterAll: ({ absent, ...shared }) =>
      `${people(absent)} cannot come, so the meeting (${when(shared)}) is to be moved. Could you offer other days?`,
    unreachable: ({ names: list }) =>
      `LINE does not reach ${people(list)} at the moment. Could you tell them by your usual contact?`,
    skipped: (shared) => `The meeting (${when(shared)}) was called off.`,
    stands: (shared) => `The meeting (${when(shared)}) stands with both of you.`,
    changed: 'This meeting has another date by now.',
    over: 'This meeting is over.',
    notComing: ({ absent }) => `Not coming: ${people(absent)}`,
  },

  said: {
    told: 'All right. Your partner is told. No reason is asked.',
    noted: 'All right. It is noted that you cannot come. No reason is asked.',
    back: 'All right. Your partner is told that you can come.',
    alone: 'All right. Your participant is told that you come alone.',
    move: 'All right. Your participant is told that we would like another day. Could you offer some?',
    skip: 'All right. This meeting is called off.',
  },

  truths: {
    asking: ({ coming }) => `We are waiting for ${people(coming)}.`,
    alone: ({ coming }) => `${people(coming)} will go alone.`,
    move: 'This meeting is to be moved to another day.',
    unsettled: 'The date of this meeting is being arranged.',
    begun: 'This meeting has begun.',
  },

  participant: {
    alone: ({ coming, ...moment }) =>
      `${dates.relativeDayTime(moment)}: ${people(coming)} will meet you alone; time and link stay.`,
    move: (moment) =>
      `On the mentors' side something came up. May we find another day for the meeting (${dates.relativeDayTime(moment)})? Times follow.`,
    nobodyComes: (moment) =>
      `On the mentors' side something came up: the meeting (${dates.relativeDayTime(moment)}) cannot take place. The coordinators will be in touch.`,
    summary: ({ at, zone }) => `About ${dates.dayTime(at, zone)}`,
    otherDay: 'Your mentors cannot both make that day. Could you choose another time?',
    copyMove: (session) =>
      `On the mentors' side something came up. May we find another day for ${names.session(session)} (${dates.dayTime(session.at, session.zone)})? Times follow.`,
    copyNobodyComes: (session) =>
      `On the mentors' side something came up: ${names.session(session)} (${dates.dayTime(session.at, session.zone)}) cannot take place. The coordinators will be in touch.`,
  },

  desk: {
    waiting: ({ team, absent, coming, ...session }) =>
      `${names.team({ team })}, ${names.session(session)} (${dates.dayTime(session.at, session.zone)}): ${people(absent)} cannot come. Waiting for ${people(coming)}.`,
    moved: ({ team, ...session }) =>
      `${names.team({ team })}, ${names.session(session)} (${dates.dayTime(session.at, session.zone)}) is to be moved, on the mentors' side.`,
    nobodyComes: ({ sessions }) =>
      `No mentor can come to: ${sessions.map((one) => `${names.session(one)} (${dates.dayTime(one.at, one.zone)})`).join(', ')}. Participants are told on LINE.`,
    deskFollows: 'They are told that the coordinators will be in touch.',
    settled: ({ team, ...session }) =>
      `${names.team({ team })}, ${names.session(session)} (${dates.dayTime(session.at, session.zone)}): the pair has settled it.`,
  },

  away: {
    slackButtons: {
      open: 'Tell your days away',
      end: (span) => `Take back ${dates.span(span)}`,
      alone: 'Partner alone',
      move: 'Move it',
    },
    modalTitles: { away: 'Days away' },
    from: 'First day away',
    to: 'Last day away',
    hint: 'No meeting is proposed on these days. No reason is asked.',
    notices: 'Notices',
    noticesHint: 'Without notices: none from today to the last day.',
    noticeChoices: { keep: 'Keep my notices', pause: 'No notices either' },
    past: 'That day is over.',
    order: 'Please choose a day after the first one.',
    tooFar: ({ at, zone }) => `Please choose a day up to ${dates.monthDay(at, zone)}.`,
    summary: 'About your days away',
    asked: ({ count, ...span }) =>
      count === 1
        ? `Away ${dates.span(span)}: one meeting falls in it. What shall we do?`
        : `Away ${dates.span(span)}: ${count} meetings fall in it. What shall we do?`,
    none: (span) => `Away ${dates.span(span)}: no meeting falls in it.`,
    ended: (span) => `${dates.span(span)} is taken back.`,
    session: ({ at, zones, ...session }) =>
      `${startOf(names.session(session))}: ${dates.bothZones({ at, zones })}`,
    left: ({ name }) => `${name} is told.`,
    standing: (span) => `Away: ${dates.span(span)}`,
  },
};
