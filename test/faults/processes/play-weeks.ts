import pg from 'pg';
import { readTexts } from '../../../playground/line/find-buttons.ts';
import { textsOfSlackMessage } from '../../../playground/seasons/reading/visible-text.ts';
import { exitWith } from '../../../src/shared/process.ts';
import { createFlowWorld } from '../../support/flows/flow-world.ts';
import { weeksToPlay } from '../lab/time/weeks-to-play.ts';

/** Plays the same weeks wherever it runs, and prints what was planned and what everybody received: one JSON line. */
async function main(): Promise<void> {
  const databaseUrl = process.env.DATABASE_URL ?? '';
  const { roster, sessions, startsAt, endsAt, mondays, participants, mentors } = weeksToPlay;
  const world = await createFlowWorld({ databaseUrl, roster, sessions, startsAt });
  for (const { code } of participants) await world.join(code);
  const plannedAtFirst = await readPlan(databaseUrl);
  for (const monday of mondays) {
    await world.playUntil(monday);
    await world.container.sweeps.makeDigests(world.programme.id);
    await world.settle();
  }
  await world.playUntil(endsAt);
  const lineCodes = new Map(participants.map(({ code }) => [world.phone(code).user.userId, code]));
  const slackCodes = new Map(mentors.map(({ code }) => [world.slackOf(code).user.id, code]));
  const received = [
    ...world.line.ledger.map(({ at, userId, via, messages }) => ({
      at,
      via,
      to: [lineCodes.get(userId) ?? '?'],
      text: messages.flatMap(readTexts).join('\n'),
    })),
    ...world.slack.ledger.map((entry) => ({
      at: entry.at,
      via: 'slack',
      to: entry.readers.map((id) => slackCodes.get(id) ?? 'desk'),
      text: textsOfSlackMessage(entry).texts.join('\n'),
    })),
  ];
  const hostZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const offsetMinutes = new Date('2024-11-04T00:00:00Z').getTimezoneOffset();
  const plannedInAll = await readPlan(databaseUrl);
  await world.close();
  const played = { plannedAtFirst, plannedInAll, received: inOrder(received) };
  process.stdout.write(`${JSON.stringify({ event: 'weeks.played', hostZone, offsetMinutes, played })}\n`);
}

/**
 * Sorted, to the minute: of two messages of one instant to one conversation, which of them waits the second that Slack
 * asks for is left to chance.
 */
function inOrder(received: readonly { readonly at: Date; readonly to: readonly string[] }[]) {
  const minutes = received.map((one) => ({ ...one, at: `${one.at.toISOString().slice(0, 17)}00.000Z` }));
  return minutes.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** What is planned of reminders, questions and digests, in words that are the same everywhere: ids differ from run to run. */
async function readPlan(databaseUrl: string): Promise<readonly object[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(
    `select d.kind, p.code, t.code as team, s.number, date_trunc('minute', d.due_at) as due_at, d.expires_at, d.priority,
            d.subject ->> 'offset' as "offset"
     from deliveries d left join people p on p.id = d.person_id left join sessions s on s.id = d.session_id
       left join teams t on t.id = coalesce(d.team_id, s.team_id)
     where d.kind ~ '^(reminder|ask|nudge|moved|digest)'
     order by 5, d.kind, p.code, t.code, s.number, d.expires_at`,
  );
  await client.end();
  return rows;
}

await main().catch(exitWith);
