import { fitLabel, labelLimits } from '../clipping.ts';
import type { Texts } from '../texts.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

export const times: Texts['times'] = {
  ask: (session) => `Possible times for ${names.session(session)}. Please tap one that suits you.`,
  askSeveral: (session) => `Possible times for ${names.session(session)}. Please tap as many as suit you.`,
  askMove: (session) => `Your mentors would like to move ${names.session(session)}. Please choose.`,
  summary: 'Possible times',
  buttons: {
    start: ({ at, zone }) => dates.dayTime(at, zone),
    marked: ({ at, zone }) => `✓ ${dates.dayTime(at, zone)}`,
    none: 'None of these',
    give: 'Send this',
    fine: 'That works',
    right: "That's right",
    wrong: 'Not right',
  },
  own: ({ zone }) => `You can pick another time (${dates.zoneTime(zone)}).`,
  ownShortcuts: {
    pick: 'Pick a time',
    leave: 'Leave it to them',
    another: 'Add another',
    change: 'Change',
    done: "That's all",
  },
  otherTime: 'That time does not suit everybody. Could you choose another one?',
  ownFull: 'Three times are the most. I have asked your mentors about the three.',
  ownDone: "All right, your mentors will answer. Once there is a date you will see it under 'Next'.",
  picked: ({ at, zone }) => `${dates.dayTime(at, zone)} (${dates.zoneTime(zone)}). I will ask your mentors.`,
  left: "All right, your mentors will know. Once there is a date you will see it under 'Next'.",
  given: "It is settled when the other answer is in; see 'Next'.",
  noCommonTime: 'Thank you. No time suits you both, so your mentors have been told.',
  confirmed: (session) =>
    `${names.session(session)} is set: ${dates.dayTime(session.at, session.zone)}. You can always see it under 'Next'.`,
  confirmedSummary: ({ at, zone }) => `Set: ${dates.dayTime(at, zone)}`,
  lost: ({ at, zone }) =>
    `${dates.dayTime(at, zone)} was settled a moment earlier. Tell us if it doesn't work.`,
  heard: ({ at, zone }) => `I heard that the next meeting is ${dates.dayTime(at, zone)}. Is that right?`,
  reopened: (session) =>
    `We are looking for another time for ${names.session(session)} (${dates.dayTime(session.at, session.zone)}). You will hear when it is set.`,
  heardRight: "Thank you. You can always see it under 'Next'.",
  fine: 'All right. See you then.',
  replaced: 'These times were replaced. Now it is:',
  withdrawn: "These times were withdrawn. 'Next' shows what is planned.",
  text: {
    ask: 'If this is about the date, I can pass it on to your mentors as it is.',
    summary: 'About the date',
    buttons: { pass: 'Pass it on', murmur: 'Keep as murmur' },
    passed: "Your mentors have it. Once there is a date you will see it under 'Next'.",
    takenBack: 'Taken back. Your mentors cannot read it any more.',
    notPassed: 'This has not been passed on. It is kept as a murmur, for you only.',
  },

  refused: {
    past: 'This is in the past',
    soon: 'This is very soon. Please choose a later time',
    outside: ({ endsOn, zone }) => `Outside the programme (until ${dates.monthDay(endsOn, zone)})`,
    overlaps: ({ name }) => `Overlaps another meeting of ${name}`,
    closed: ({ from, to, zone }) => `No meetings ${dates.span({ from, to, zone })}`,
    away: ({ name }) => `${name} is away on that day`,
    gap: 'This time does not exist (clock change)',
    twice: 'The clock shows this time twice (clock change). Please choose another',
    same: 'This time is there already',
    missing: 'Please choose at least one time',
    link: 'The link must start with https://',
    minutes: ({ least, most }) => `Between ${least} and ${most} minutes, please`,
    enough: 'All meetings of this team have a date',
    over: 'This meeting is over',
    settled: ({ at, zones, ...session }) =>
      `${names.session(session)} was settled a moment earlier: ${dates.bothZones({ at, zones })}. To offer other times, please open this again`,
  },

  pair: {
    summary: (session) => `About the date of ${names.session(session)}`,
    offered: (session) => `Times for ${names.session(session)} have been offered.`,
    offeredMove: (session) =>
      `Other times for ${names.session(session)} have been offered. Notices of the former date are stopped.`,
    start: ({ at, zones }) => `- ${dates.bothZones({ at, zones })}`,
    waiting: (people) => `Answers awaited from ${names.people(people)}.`,
    unreachable: (people) =>
      `LINE does not reach ${names.people(people)}. Could you pass this on by your usual contact?`,
    own: ({ name }) => `${name} would like another time.`,
    noneFits: ({ name }) => `None of the times suits ${name}.`,
    noCommonTime: 'No time suits everybody.',
    words: ({ name, ...session }) => `${name} about the date of ${names.session(session)}:`,
    notRight: ({ name }) => `${name} says that the date is not the one agreed.`,
    confirmed: ({ at, zones, ...session }) =>
      `${names.session(session)} is set: ${dates.bothZones({ at, zones })}.`,
    settled: 'The date is set.',
    withdrawn: 'These times were withdrawn.',
    replaced: 'Other times have been offered.',
    paceSummary: 'About the next meeting',
    pace: ({ left, days }) => `${left} to go in ${days} days. Would you like to offer times?`,
    paceAtUsualHour: ({ left, days, weekdays, hour, zone }) =>
      `${left} to go in ${days} days. ${dates.weekdays(weekdays)} around ${hour}:00${zone === null ? '' : ` (${dates.zoneTime(zone)})`} has suited you before.`,
    buttons: {
      notNow: 'Not now',
      offer: 'Offer times',
      offerOthers: 'Offer others',
      move: 'Change the date',
      withdraw: 'Withdraw',
    },
    slackButtons: {
      take: ({ at, zones }) => fitLabel(`Take ${dates.bothZones({ at, zones })}`, labelLimits.slackButtons),
    },
    said: {
      withdrawn: 'The times are withdrawn.',
      taken: 'This time is set.',
      asked: 'The other participant is being asked, too.',
      already: 'These times are settled or replaced already.',
      cancelAsk: ({ at, zones, ...session }) =>
        `Skip ${names.session(session)} (${dates.bothZones({ at, zones })})? Everybody will be told.`,
      later: 'All right. No more of this for a week.',
      noTeam: 'You have no team at present.',
    },
  },

  modal: {
    title: 'Next meeting',
    titleMove: 'Change the date',
    submit: 'Send',
    close: 'Cancel',
    mode: 'How',
    modes: { offer: 'Offer times', agreed: 'Agreed in the meeting' },
    start: ({ number }) => `Time ${number}`,
    startHint: 'In your own time zone',
    minutes: 'Length (minutes)',
    link: 'Meeting link',
    theirs: ({ at, zones }) => `Participant's time: ${dates.bothZones({ at, zones })}`,
    theirsIn: ({ zones }) => `The participant is in ${zones.map(dates.zoneTime).join(' and ')}.`,
  },
};
