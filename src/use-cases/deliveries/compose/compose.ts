import { composeAbsence } from './compose-absence.ts';
import { composeDeskNotice } from './compose-desk-notice.ts';
import { composeDigest } from './compose-digest.ts';
import { composeHandover } from './compose-handover.ts';
import { composeMentorsNews } from './compose-mentors-news.ts';
import { composeNews } from './compose-news.ts';
import { composePairNotice } from './compose-pair-notice.ts';
import { composeReflection } from './compose-reflection.ts';
import { composeSupporterDigest } from './compose-supporter-digest.ts';
import { composeTimes } from './compose-times.ts';
import type { Composed, Composing } from './composed.ts';

/** Draws a delivery from current data (never from stored text); also used to draw a sent message again. */
export function composeDelivery(composing: Composing): Promise<Composed> {
  const { records, ...speaking } = composing;
  const { subject } = composing.delivery;
  switch (subject.kind) {
    case 'reminder.participant':
    case 'reminder.pair':
    case 'reminder.mentor':
    case 'moved.participant':
    case 'moved.pair':
    case 'cancelled.participant':
    case 'cancelled.pair':
      return composeNews({ ...speaking, sessions: records.sessions, leads: records.leads }, subject);
    case 'times.participant':
    case 'times.pair':
    case 'wish.pair':
    case 'words.pair':
    case 'heard.participant':
    case 'reopened.participant':
    case 'settled.participant':
    case 'settled.pair':
    case 'offer.pair':
      return composeTimes(composing, subject);
    case 'absence.pair':
    case 'absence.participant':
    case 'absence.desk':
    case 'away.mentor':
      return composeAbsence(composing, subject);
    case 'cannot.pair':
    case 'change.pair':
    case 'relay.pair':
    case 'joined.pair':
    case 'reachable.pair':
    case 'paused.pair':
    case 'left.pair':
    case 'greeting.pair':
    case 'greeting.mentor':
      return composePairNotice(composing, subject);
    case 'ask.participant':
    case 'ask.mentor':
    case 'nudge.participant':
    case 'nudge.mentor':
    case 'shared.mentor':
    case 'murmur.ack':
      return composeReflection(composing, subject);
    case 'mentors.participant':
      return composeMentorsNews(composing, subject);
    case 'worry.desk':
    case 'murmur.desk':
    case 'nocontact.desk':
    case 'relay.desk':
    case 'contact.desk':
    case 'left.desk':
    case 'mixup.desk':
    case 'quota.desk':
      return composeDeskNotice(composing, subject);
    case 'handover.mentor':
      return composeHandover(composing, subject);
    case 'digest':
      return composeDigest(composing, subject);
    case 'digest.supporter':
      return composeSupporterDigest(composing, subject);
  }
}
