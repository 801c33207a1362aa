import { dayWord } from '../local-days.ts';
import type { SessionName, SoonMoment } from '../params.ts';
import type { Texts } from '../texts.ts';
import { dates } from './dates.ts';
import { names, startOf } from './names.ts';

/** Meeting 2 */
function start(session: SessionName): string {
  return startOf(names.session(session));
}

/** Whose details are to be passed on: near days by their word, the text to copy has the date. */
function details(moment: SoonMoment): string {
  switch (dayWord(moment)) {
    case 'today':
      return "today's details";
    case 'tonight':
      return "tonight's details";
    case 'tomorrow':
      return "tomorrow's details";
    case 'later':
      return `the details of ${dates.dayTime(moment.at, moment.zone)}`;
  }
}

export const sessions: Texts['sessions'] = {
  cannot: {
    ask: "Shall I tell your mentors that you can't make it? No reason needed.",
    buttons: { tell: 'Tell them', mistake: 'Tapped by mistake' },
    mistake: 'All right. I told nobody.',
    told: 'They know. What would you like next? You need not decide.',
    wishes: {
      buttons: { anotherDay: 'Another day', skip: 'Skip this one', leaveIt: 'Leave it to them' },
      anotherDay:
        "All right. I tell your mentors that you would like another day. Once it is set you will find it under 'Next'.",
      skip: 'All right. I tell your mentors that you skip this one.',
      leaveIt: 'All right. I tell them that you leave it to them.',
    },
    undo: {
      buttons: { comeAfterAll: 'I can come after all' },
      done: 'All right. I tell your mentors that you plan to come.',
    },
  },

  cannotForPair: {
    summary: ({ at, zones }) => `News about ${dates.bothZones({ at, zones })}`,
    told: ({ name, at, zones }) =>
      `${name} can't make it on ${dates.bothZones({ at, zones })}. No reason was asked.`,
    otherComes: ({ name }) => `${name} still plans to come.`,
    wish: {
      anotherDay: ({ name }) => `${name} would like another day.`,
      skip: ({ name }) => `${name} would like to skip this one.`,
      leaveIt: ({ name }) => `${name} leaves it to you.`,
    },
    comesAfterAll: ({ name, at, zones }) =>
      `${name} can come on ${dates.bothZones({ at, zones })} after all.`,
    buttons: { offerDays: 'Offer other days', goAhead: 'Go ahead', skip: 'Skip this one' },
    offerDays: ({ contact }) =>
      `Once you and your participant have found another day, please tell the coordinators: ${contact}`,
    goAhead: ({ name }) => `${name} chose 'Go ahead'.`,
    skipped: ({ name }) => `${name} chose 'Skip this one'. Its reminders are stopped.`,
  },

  moved: {
    participant: (session) => `${start(session)} has moved to ${dates.dayTime(session.at, session.zone)}.`,
    summary: ({ at, zone }) => `Moved to ${dates.dayTime(at, zone)}`,
    pair: ({ kind, number, programme, at, zones }) =>
      `${start({ kind, number, programme })} has moved to ${dates.bothZones({ at, zones })}.`,
  },

  cancelled: {
    participant: (session) =>
      `${startOf(names.title(session))} was called off. You will find the next date under 'Next' in the menu.`,
    summary: ({ at, zone }) => `About the meeting on ${dates.day(at, zone)}`,
    pair: (session) => `${start(session)} (${dates.bothZones(session)}) was called off.`,
  },

  unsettledForPair: ({ at, zones }) =>
    `None of the participants can make it on ${dates.bothZones({ at, zones })}. Its reminders are stopped.`,

  relay: {
    summary: ({ at, zones }) => `Please pass on: ${dates.bothZones({ at, zones })}`,
    ask: ({ name, at, zone, now }) =>
      `LINE does not reach ${name} at the moment. Could you pass on ${details({ at, zone, now })} by your usual contact? A text to copy is below.`,
    askInZones: ({ name, at, zones }) =>
      `LINE does not reach ${name} at the moment. Could you pass on the details of ${dates.bothZones({ at, zones })} by your usual contact? A text to copy is below.`,
    copy: (session) =>
      [
        `${dates.dayTime(session.at, session.zone)}: ${names.session(session)}, with ${names.mentors(session)}.`,
        `The meeting opens here: ${session.link}`,
        "Please tell us if it doesn't suit you any more.",
      ].join('\n'),
    copyWithoutLink: (session) =>
      [
        `${dates.dayTime(session.at, session.zone)}: ${names.session(session)}, with ${names.mentors(session)}.`,
        "Please tell us if it doesn't suit you any more.",
      ].join('\n'),
    copyMoved: (session) =>
      `${start(session)} has moved to ${dates.dayTime(session.at, session.zone)}. Please tell us if it doesn't suit you.`,
    copyCancelled: (session) =>
      `${start(session)} on ${dates.dayTime(session.at, session.zone)} was called off.`,
    buttons: { passedOn: 'Passed on', noContact: 'No contact known' },
    passedOn: ({ name }) => `${name} tapped 'Passed on'. Thank you.`,
    noContact: 'All right. The coordinators will get in touch.',
    reachesAgain: ({ name }) => `LINE reaches ${name} again.`,
  },
};
