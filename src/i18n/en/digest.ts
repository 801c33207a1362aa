import type { DeliveryKind } from '../../domain/messaging/delivery.ts';
import type { Texts } from '../texts.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

/** What a delivery is, in words. */
export const kinds: Readonly<Record<DeliveryKind, string>> = {
  'reminder.participant': 'reminder the evening before',
  'reminder.pair': "pair's reminder",
  'reminder.mentor': "mentor's reminder",
  'moved.participant': 'notice of a new date',
  'moved.pair': "pair's notice of a new date",
  'cancelled.participant': 'notice of a meeting called off',
  'cancelled.pair': "pair's notice of a meeting called off",
  'change.pair': 'the wish for another date',
  'cannot.pair': "word that somebody can't make it",
  'relay.pair': 'request to pass on details',
  'relay.desk': 'request to the desk to pass on details',
  'times.participant': 'times to choose from',
  'times.pair': 'times for the pair',
  'wish.pair': 'a wish for another time',
  'words.pair': 'words about a date',
  'heard.participant': 'the question about a date',
  'reopened.participant': 'notice of a date that is open again',
  'settled.participant': 'the date that was set',
  'settled.pair': 'the date that was set, for the pair',
  'offer.pair': 'the offer to find the next date',
  'absence.pair': 'word that a mentor cannot come',
  'absence.participant': "notice of a change on the mentors' side",
  'absence.desk': 'notice that a mentor cannot come',
  'away.mentor': 'question about days away',
  'joined.pair': 'word that somebody is connected',
  'reachable.pair': 'word that LINE reaches somebody again',
  'paused.pair': 'word that somebody pauses',
  'left.pair': 'word that somebody has left',
  'mentors.participant': 'news of a new mentor',
  'ask.participant': 'ask for a reflection',
  'ask.mentor': "mentor's ask for a reflection",
  'nudge.participant': 'last notice',
  'nudge.mentor': "mentor's last notice",
  'shared.mentor': "participant's words to a mentor",
  'handover.mentor': 'a note for the next lead',
  'greeting.mentor': "mentor's greeting",
  'greeting.pair': "pair's greeting",
  'worry.desk': 'notice of a worry',
  'murmur.ack': 'receipt of a murmur',
  'murmur.desk': 'notice of a murmur',
  'nocontact.desk': 'notice that no contact is known',
  'contact.desk': 'wish to be contacted',
  'left.desk': 'notice that somebody has left',
  'quota.desk': 'notice about LINE pushes',
  'mixup.desk': 'notice of a shared LINE account',
  digest: 'weekly digest',
  'digest.supporter': "supporter's weekly digest",
};

const reasons = {
  relayed: 'the pair was asked to pass it on',
  relayed_by_desk: 'the coordinators were asked to pass it on',
  expired: 'its time had passed',
  refused: 'it could not be received',
} as const;

type Share = { readonly answered: number; readonly due: number };
type Satisfaction = { readonly mean: number | null; readonly n: number; readonly counts: readonly number[] };

function share({ answered, due }: Share): string {
  return due === 0 ? '0/0' : `${answered}/${due} (${Math.round((100 * answered) / due)} %)`;
}

function satisfaction(role: string, { mean, n, counts }: Satisfaction): string {
  if (mean === null) return `Satisfaction, ${role}: fewer than 5 answers, no average shown (n=${n})`;
  const distribution = counts.map((count, index) => `${5 - index}:${count}`).join('  ');
  return `Satisfaction, ${role}: mean ${mean.toFixed(1)} (n=${n})  ${distribution}`;
}

export const digest: Texts['digest'] = {
  header: ({ programme, week, ...days }) => `${programme}: week ${week} (${dates.span(days)})`,

  decisions: {
    heading: ({ count }) => (count === 0 ? '*Decide first*: nothing' : `*Decide first* (${count})`),
    line: ({ position, text }) => `${position}. ${text}`,
    more: ({ count }) => `and ${count} more`,
    idle: ({ team, days, at, zone, why }) =>
      `${names.team({ team })}: idle for ${days} days (last met ${dates.shortDay(at, zone)}${why === null ? '' : `, reason: ${why}`})`,
    idleSinceStart: ({ team, days, why }) =>
      `${names.team({ team })}: first meeting still to come, ${days} days after the start${why === null ? '' : ` (reason: ${why})`}`,
    contradiction: ({ team, at, zone }) =>
      `${names.team({ team })}: ${dates.shortDay(at, zone)}, answers differ on whether they met`,
    unsettled: ({ team, at, zone }) =>
      `${names.team({ team })}: ${dates.shortDay(at, zone)}, a new date is being arranged`,
    awaiting: ({ team, at, zone }) =>
      `${names.team({ team })}: ${dates.shortDay(at, zone)}, awaiting word on whether it was held`,
    worries: ({ team, count }) =>
      `${names.team({ team })}: ${count} ${count === 1 ? 'worry' : 'worries'} of a mentor`,
    murmurs: ({ count }) => `${count} ${count === 1 ? 'murmur' : 'murmurs'} sent on`,
    contacts: ({ count }) => `${count} ${count === 1 ? 'wish' : 'wishes'} to be contacted`,
  },

  numbers: '*This week*',
  sessions: ({ planned, held, notMet, unsettled, awaiting }) =>
    `Mentoring: planned ${planned}, held ${held}, not met ${notMet}, unsettled ${unsettled}, awaiting word ${awaiting}`,
  reflections: ({ ofMentors, ofParticipants, lastWeek, late, corrected }) =>
    `Reflections: mentors ${share(ofMentors)}, participants ${share(ofParticipants)}${
      lastWeek === null ? '' : `, last week in the end ${lastWeek.answered}/${lastWeek.due}`
    }, late ${late}, corrected ${corrected}`,
  participantSatisfaction: (figures) => satisfaction('participants', figures),
  mentorSatisfaction: (figures) => satisfaction('mentors', figures),
  soFar: ({ held, planned, idleTeams }) =>
    `So far: ${held}/${planned} held, teams idle > 21 days ${idleTeams}`,

  undelivered: ({ count, items }) => {
    if (count === 0) return '*Not delivered*: 0';
    const shown = items
      .slice(0, 3)
      .map(({ kind, why, at, zone }) => `${kinds[kind]}, ${dates.shortDay(at, zone)} (${reasons[why]})`);
    const more = count > shown.length ? `; and ${count - shown.length} more` : '';
    return `*Not delivered*: ${count}: ${shown.join('; ')}${more}`;
  },
  unreachable: ({ line, slack, notJoined, remindersOnly }) =>
    `Cannot be reached: LINE ${line}, Slack ${slack}, still to join ${notJoined}, reminders only ${remindersOnly}`,
  pushes: ({ monthly, target, limit, forecast }) => {
    const counts = monthly.map(({ month, used }, index) => {
      const name = dates.month(new Date(Date.UTC(2024, month - 1, 15)), 'UTC');
      const bound = limit === null ? 'no limit' : `limit ${limit}`;
      return index === 0 ? `${name} ${used}/${target} (${bound})` : `${name} ${used}`;
    });
    return `LINE: ${counts.join(', ')}, forecast ${forecast}`;
  },
  nextWeek: ({ count, undated, ...days }) =>
    `*Next week (${dates.span(days)})* ${count}, ${undated} without a date`,
  asOf: ({ at, zone }) => `As of ${dates.shortDayTime(at, zone)} (${dates.zoneTime(zone)})`,
  asOfWithDetails: ({ at, zone }) =>
    `As of ${dates.shortDayTime(at, zone)} (${dates.zoneTime(zone)}). Where the figures come from: 'Details'`,
  slackButtons: { details: 'Details' },
};
