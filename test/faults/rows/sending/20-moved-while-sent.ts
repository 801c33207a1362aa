import { setTimeout as sleep } from 'node:timers/promises';
import { readTexts } from '../../../../playground/line/find-buttons.ts';
import { textsOfSlackMessage } from '../../../../playground/seasons/reading/visible-text.ts';
import { type Desk, openDesk } from '../../../../src/open-desk.ts';
import { createLogger } from '../../../../src/shared/logger.ts';
import { cancelSession } from '../../../../src/use-cases/sessions/cancel-session.ts';
import { moveSession } from '../../../../src/use-cases/sessions/move-session.ts';
import type { FaultRow, Finding } from '../../fault-row.ts';
import type { LabDatabase } from '../../lab/databases.ts';
import type { Lab } from '../../lab/lab.ts';
import { openSendingScene, type SendingScene } from '../../lab/sending-scene.ts';
import { until } from '../../lab/until.ts';

const zone = 'Asia/Tokyo';
/** What had left when the change was committed may still arrive. */
const underWayMs = 1_000;
const moveByMs = (3 * 60 + 17) * 60_000;

/** One conversation and the change of its session. */
const mostTries = 5;

type Change = {
  readonly address: string;
  readonly sessionId: string;
  readonly dueAt: Date;
  readonly oldStart: Date;
  readonly kind: 'move' | 'cancel';
  committedAt: Date | null;
  overlapped: boolean;
};

/**
 * Sessions are moved and called off around the very moment at which their reminder is sent, by slow transactions. Whoever
 * was told the old time learns the new one afterwards, and nobody is told the old time once the change stands.
 */
export const movedWhileSent: FaultRow = {
  number: 20,
  title: 'session moved or called off at every step of a send',
  short: false,
  needs: [],
  run,
};

async function run(lab: Lab): Promise<Finding> {
  const scene = await openSendingScene(lab, { participants: 220, pairs: 60, leadMs: 8_000, overMs: 60_000 });
  const { site, database } = scene;
  await slowDown(database);
  const logger = createLogger({ level: 'silent', name: 'desk' });
  const config = { databaseUrl: database.url, dataDir: undefined };
  // Enough of them that no change waits for a connection while others take their time.
  const desks = await Promise.all(Array.from({ length: 6 }, () => openDesk({ config, logger })));
  for (const { close } of desks) lab.onClose(close);
  site.line.faults.onCall('push', 'slow', { times: Number.POSITIVE_INFINITY, delayMs: 200 });
  await Promise.all([site.startWorkers(), site.startWorkers()]);
  const changes = await planChanges(lab, scene);
  await Promise.all(
    changes.map(async (change, index) => {
      const desk = desks[index % desks.length];
      // A slow transaction takes about a second: it begins a little before or after the reminder is due.
      await sleep(Math.max(0, change.dueAt.getTime() - Date.now() + lab.random.integer(-1_300, 400)));
      if (desk !== undefined) await insist(() => carryOut(desk, change));
    }),
  );
  const judged = (): ReturnType<typeof judge> => judge(scene, changes);
  await until(() => judged().lost === 0, 45_000, 500);
  await sleep(3_000);
  return { ...judged(), injected: changes.filter(({ overlapped }) => overlapped).length };
}

/** Every update of a delivery by the coordinators takes its time; senders are as fast as ever. */
async function slowDown(database: LabDatabase): Promise<void> {
  await database.query(`create function fault_slow() returns trigger language plpgsql as $$
    begin
      if current_setting('application_name') = 'bansou-desk' then perform pg_sleep(0.25); end if;
      return null;
    end $$`);
  await database.query(
    'create trigger fault_slow before update on deliveries for each statement execute function fault_slow()',
  );
}

async function planChanges(lab: Lab, { database, expected }: SendingScene): Promise<readonly Change[]> {
  const rows = await database.query(
    `select coalesce(p.line_user_id, t.slack_group_id) as address, d.session_id, s.starts_at
     from deliveries d join sessions s on s.id = d.session_id join teams t on t.id = s.team_id
       left join people p on p.id = d.person_id`,
  );
  const sessions = new Map(rows.map((row) => [String(row.address), row]));
  return expected.flatMap(({ address, dueAt, wanted }): readonly Change[] => {
    const row = sessions.get(address);
    if (!wanted || row === undefined) return [];
    const kind = lab.random.chance(0.3) ? 'cancel' : 'move';
    const sessionId = String(row.session_id);
    const oldStart = new Date(String(row.starts_at));
    return [{ address, sessionId, dueAt, oldStart, kind, committedAt: null, overlapped: false }];
  });
}

/** A coordinator whose command found no free connection in time, and so did nothing, tries again. */
async function insist(act: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      const hasBegun = !(error instanceof Error && error.message.includes('Unable to start a transaction'));
      if (hasBegun || tries >= mostTries) throw error;
    }
  }
}

async function carryOut({ transact }: Desk, change: Change): Promise<void> {
  const { sessionId, oldStart, dueAt } = change;
  const now = new Date();
  const startsAt = new Date(oldStart.getTime() + moveByMs);
  await transact(async (records) => {
    if (change.kind === 'cancel') await cancelSession(records, sessionId, now);
    else await moveSession(records, { sessionId, startsAt, minutes: 40, now });
  });
  change.committedAt = new Date();
  change.overlapped = now.getTime() < dueAt.getTime() + 300 && change.committedAt > dueAt;
}

/** What each conversation was told, in the order of its arrival. */
function judge({ site }: SendingScene, changes: readonly Change[]): Omit<Finding, 'injected'> {
  const told = Map.groupBy(
    [
      ...site.line.ledger.map(({ userId, at, messages }) => ({
        address: userId,
        at,
        text: messages.flatMap(readTexts).join('\n'),
      })),
      ...site.slack.ledger.map((entry) => ({
        address: entry.channel,
        at: entry.at,
        text: textsOfSlackMessage(entry).texts.join('\n'),
      })),
    ],
    ({ address }) => address,
  );
  let [lost, twice, tooLate] = [0, 0, 0];
  for (const { address, oldStart, kind, committedAt } of changes) {
    const messages = told.get(address) ?? [];
    const isNews = ({ text }: { readonly text: string }): boolean =>
      kind === 'cancel'
        ? text.includes('見送り')
        : text.includes(clockOf(new Date(oldStart.getTime() + moveByMs)));
    const news = messages.filter(isNews);
    const old = messages.filter((message) => !isNews(message) && message.text.includes(clockOf(oldStart)));
    // By day the pair is also asked for its next date: that says nothing of this one.
    const last = messages.findLast((message) => isNews(message) || old.includes(message));
    if (last !== undefined && !isNews(last)) lost += 1;
    twice += Math.max(0, old.length - 1) + Math.max(0, news.length - 1);
    const stands = (committedAt?.getTime() ?? Number.POSITIVE_INFINITY) + underWayMs;
    tooLate += old.filter(({ at }) => at.getTime() > stands).length;
  }
  return {
    lost,
    twice,
    late: 0,
    inQuietRange: 0,
    recoveredInMs: null,
    breaches: tooLate > 0 ? [`${tooLate} told the old time after the change stood`] : [],
  };
}

function clockOf(at: Date): string {
  return at
    .toLocaleTimeString('en-GB', { timeZone: zone, hour: 'numeric', minute: '2-digit' })
    .replace(/^0/, '');
}
