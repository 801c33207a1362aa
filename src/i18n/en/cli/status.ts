import type { DeliveryState } from '../../../domain/messaging/delivery.ts';
import type { Texts } from '../../texts.ts';
import { dates } from '../dates.ts';
import { kinds } from '../digest.ts';
import { names } from '../names.ts';
import { whose } from './whose.ts';

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

function some({
  names: shown,
  count,
}: {
  readonly names: readonly string[];
  readonly count: number;
}): string {
  const more = count - shown.length;
  return `${count} (${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''})`;
}

export const status: Texts['cli']['status'] = {
  heading: ({ name, at, zone }) => `${name}, as of ${dates.dayTime(at, zone)} (${dates.zoneTime(zone)})`,
  people: ({ teams, participants, joined, agreed, mentorsInAll, found }) =>
    `Teams ${teams}, participants ${participants} (LINE ${joined}, agreed ${agreed}), mentors ${mentorsInAll} (Slack ${found})`,
  unreached: {
    notJoined: (who) => `Still to join on LINE: ${some(who)}`,
    lineClosed: (who) => `Out of reach on LINE: ${some(who)}`,
    notFound: (who) => `Not found in Slack: ${some(who)}`,
    slackClosed: (who) => `Out of reach in Slack: ${some(who)}`,
  },
  sessions: ({ states }) =>
    `Meetings: planned ${states.planned}, unsettled ${states.unsettled}, held ${states.held}, not met ${states.missed}, called off ${states.cancelled}`,
  next: (session) =>
    `Next: ${dates.dayTime(session.at, session.zone)}, ${whose(session)}, ${names.session(session)}`,
  noNext: 'Next: nothing planned',
  awaiting: (session) =>
    `Nobody has said yet whether it was held: ${whose(session)}, ${names.title(session)}. You can record it with session mark.`,
  unsettled: (session) =>
    `To be settled: ${whose(session)}, ${names.title(session)}. You can decide it with session move or session cancel.`,
  reflections: ({ count }) => `Reflections awaited: ${count}`,
  due: ({ count, at, zone }) => `Notices to come: ${count}, the next on ${dates.dayTime(at, zone)}`,
  nothingDue: 'Notices to come: none',
  late: ({ count }) =>
    `Notices waiting past their time: ${count}. Please see whether the workers are running.`,
  delivery: ({ state, count }) => `Notices ${deliveryStates[state]}: ${count}`,
  problems: ({ count }) => `Not received in the last 14 days: ${count}`,
  problem: ({ about, name, state, reason, at, zone }) =>
    `  ${dates.dayTime(at, zone)}, ${kinds[about]}${name === '' ? '' : `, ${name}`}: ${deliveryStates[state]}${reason === '' ? '' : ` (${reason})`}`,
  lastDigest: ({ week, at, zone, state }) =>
    `Last digest: week ${week} (${dates.dayTime(at, zone)}, ${deliveryStates[state]})`,
  noDigest: 'Last digest: none so far',
  inbox: ({ waiting, parked }) => `Received: waiting ${waiting}, to be looked at ${parked}`,
  pushes: ({ month, used, target }) =>
    `LINE: ${dates.month(new Date(Date.UTC(2024, month - 1, 15)), 'UTC')} ${used}/${target}`,
};
