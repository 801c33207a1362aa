import type { DeliveryState } from '../../../domain/messaging/delivery.ts';
import type { Texts } from '../../texts.ts';
import { dates } from '../dates.ts';
import { names } from '../names.ts';

const outcomes = { held: 'held', missed: 'not met' } as const;

const deliveryStates: Readonly<Record<DeliveryState, string>> = {
  planned: 'planned',
  sending: 'on their way',
  unknown: 'being checked',
  sent: 'sent',
  cancelled: 'dropped',
  skipped: 'left out',
  expired: 'time passed',
  failed: 'not received',
};

export const desk: Texts['cli']['desk'] = {
  programme: {
    created: ({ name, key, ...days }) => `Made ${name} (${key}), ${dates.span(days)}.`,
    exists: ({ key }) => `${key} is already there. Nothing has changed.`,
    updated: ({ key }) => `The settings of ${key} are changed.`,
    unknown: ({ key }) => `There is no programme ${key}.`,
    unknownTemplate: ({ key }) => `There is no template ${key}.`,
  },
  session: {
    moved: ({ team, wasAt, ...session }) =>
      `${names.team({ team })}, ${names.session(session)}: moved from ${dates.dayTime(wasAt, session.zone)} to ${dates.dayTime(session.at, session.zone)}.`,
    cancelled: ({ team, ...session }) => `${names.team({ team })}, ${names.title(session)}: called off.`,
    marked: ({ team, outcome, ...session }) =>
      `${names.team({ team })}, ${names.title(session)}: marked as ${outcomes[outcome]}.`,
    unchanged: 'It is like that already. Nothing has changed.',
    unknown: 'There is no such meeting.',
    over: 'This meeting is over and cannot be moved. It can be called off, or marked as held or not met.',
    notOver: 'This meeting is not over. Please mark it afterwards.',
    generated: ({ count }) => `${count} meetings have a date now.`,
    short: ({ team, missing }) =>
      `${names.team({ team })}: the phase has too few free days, ${missing} still without a date.`,
  },
  digest: {
    none: 'There is no digest of this week so far.',
    preview: ({ week }) => `A draft of week ${week}. It is not sent.`,
    trace: ({ figure, ids }) => `${figure} (${ids.length}): ${ids.length === 0 ? '–' : ids.join(' ')}`,
  },
  status: {
    heading: ({ name, at, zone }) => `${name}, as of ${dates.dayTime(at, zone)} (${dates.zoneTime(zone)})`,
    people: ({ teams, participants, joined, agreed, mentorsInAll, found }) =>
      `Teams ${teams}, participants ${participants} (LINE ${joined}, agreed ${agreed}), mentors ${mentorsInAll} (Slack ${found})`,
    sessions: ({ states }) =>
      `Meetings: planned ${states.planned}, unsettled ${states.unsettled}, held ${states.held}, not met ${states.missed}, called off ${states.cancelled}`,
    next: (session) =>
      `Next: ${dates.dayTime(session.at, session.zone)}, ${names.team(session)}, ${names.session(session)}`,
    noNext: 'Next: nothing planned',
    delivery: ({ state, count }) => `Notices ${deliveryStates[state]}: ${count}`,
    inbox: ({ waiting, parked }) => `Received: waiting ${waiting}, to be looked at ${parked}`,
    pushes: ({ month, used, target }) =>
      `LINE: ${dates.month(new Date(Date.UTC(2024, month - 1, 15)), 'UTC')} ${used}/${target}`,
  },
  unknownCommand: ({ value }) => `There is no command '${value}'. --help lists them.`,
  needsOption: ({ option }) => `Please add ${option}.`,
  badOption: ({ option, value }) => `'${value}' cannot be read as ${option}.`,
};
