import type { FaultRow } from './fault-row.ts';
import { postgresKilled } from './rows/database/08-postgres-killed.ts';
import { postgresSilent } from './rows/database/09-postgres-silent.ts';
import { backendsAndConflicts } from './rows/database/10-backends-and-conflicts.ts';
import { readOnlyOrFull } from './rows/database/11-read-only-or-full.ts';
import { commitUnknown } from './rows/database/12-commit-unknown.ts';
import { rollingRestart } from './rows/deploys/25-rolling-restart.ts';
import { sixteenMakers } from './rows/digests/21-sixteen-makers.ts';
import { answersMeanwhile } from './rows/digests/22-answers-meanwhile.ts';
import { redisKilled } from './rows/queue/05-redis-killed.ts';
import { redisNetwork } from './rows/queue/06-redis-network.ts';
import { redisFull } from './rows/queue/07-redis-full.ts';
import { senderKilled } from './rows/sending/01-sender-killed.ts';
import { answerLost } from './rows/sending/02-answer-lost.ts';
import { senderFrozen } from './rows/sending/03-sender-frozen.ts';
import { platformTroubles } from './rows/sending/04-platform-troubles.ts';
import { movedWhileSent } from './rows/sending/20-moved-while-sent.ts';
import { tenThousandDue } from './rows/sending/23-ten-thousand-due.ts';
import { wrongClock } from './rows/time/17-wrong-clock.ts';
import { hostZonesDiffer } from './rows/time/18-host-zones.ts';
import { outageOverNight } from './rows/time/24-outage-over-night.ts';
import { fiftyAtOnce } from './rows/webhooks/13-fifty-at-once.ts';
import { anHourLate } from './rows/webhooks/14-an-hour-late.ts';
import { notFromThePlatform } from './rows/webhooks/15-not-from-the-platform.ts';
import { handlerThrows } from './rows/webhooks/16-handler-throws.ts';

/** Every row that `npm run faults` can run, by number. */
export const faultRows: readonly FaultRow[] = [
  senderKilled,
  answerLost,
  senderFrozen,
  platformTroubles,
  redisKilled,
  redisNetwork,
  redisFull,
  postgresKilled,
  postgresSilent,
  backendsAndConflicts,
  readOnlyOrFull,
  commitUnknown,
  fiftyAtOnce,
  anHourLate,
  notFromThePlatform,
  handlerThrows,
  wrongClock,
  hostZonesDiffer,
  movedWhileSent,
  sixteenMakers,
  answersMeanwhile,
  tenThousandDue,
  outageOverNight,
  rollingRestart,
];

/** Rows that another command proves. */
export const provenElsewhere: readonly {
  readonly number: number;
  readonly title: string;
  readonly by: string;
}[] = [
  {
    number: 19,
    title: 'DST, leap day, ISO weeks 52, 53 and 1',
    by: 'property tests of src/domain/time.ts and what uses it (npm test)',
  },
];
