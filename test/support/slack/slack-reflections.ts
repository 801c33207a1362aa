import { findInteractiveElements } from '../../../playground/slack/blocks/interactive-elements.ts';
import type { ReceivedMessage } from '../../../playground/slack/types.ts';
import { createTestDatabase } from '../databases/test-database.ts';
import type { SlackSeat } from '../flows/flow-slack.ts';
import { rosterOfTeams, sessionsFile, teamCodes } from '../flows/flow-teams.ts';
import { createFlowWorld, type FlowWorld } from '../flows/flow-world.ts';

const teams = teamCodes(8);

/** Eight pairs who were just asked: all met in the evening, team 08 at noon, outside every quiet range. */
export async function createAskedWorld(): Promise<FlowWorld> {
  const world = await createFlowWorld({
    databaseUrl: (await createTestDatabase()).url,
    roster: rosterOfTeams(teams.length),
    sessions: sessionsFile(
      teams.map((team) => ({ team, date: '2024-11-05', start: team === '08' ? '12:00' : '20:00' })),
    ),
  });
  await world.playUntil('2024-11-05T21:15:00+09:00');
  return world;
}

/** The message that asks for the first reflection, as it stands now. */
export function askOf(seat: SlackSeat): ReceivedMessage {
  const found = seat.messages().find(({ kind, text }) => kind === 'dm' && text.includes('2分ほど'));
  if (found === undefined) throw new Error('nothing was asked');
  return found;
}

/** What that message's button with this label would send. */
export function buttonValue(seat: SlackSeat, label: string): string {
  const found = findInteractiveElements(askOf(seat).blocks).find((one) => one.label === label);
  if (typeof found?.value !== 'string') throw new Error(`no button ${label}`);
  return found.value;
}

type StoredRun = Readonly<Record<string, unknown>> & { readonly id: string };

/** A mentor's reflection as it is stored; throws when they were not asked. */
export async function runOf(world: FlowWorld, code: string): Promise<StoredRun> {
  const [row] = await world.query(
    `select r.* from reflections r join people p on p.id = r.person_id
     where p.code = $1 and r.form_key = 'mentoring.mentor'`,
    [code],
  );
  if (typeof row?.id !== 'string') throw new Error(`${code} was not asked`);
  return { ...row, id: row.id };
}

/** Every revision of a mentor's answer, oldest first. */
export async function answersOf(
  world: FlowWorld,
  code: string,
  question: string,
): Promise<readonly unknown[]> {
  const rows = await world.query(
    'select value from answers where reflection_id = $1 and question = $2 order by revision',
    [(await runOf(world, code)).id, question],
  );
  return rows.map(({ value }) => value);
}

/** Everything that more than one person can read, as the app posted or changed it. */
export function saidInGroups({ slack }: FlowWorld): string {
  return [...slack.ledger, ...slack.updates]
    .filter(({ readers }) => readers.length > 1)
    .map(({ text, blocks }) => text + JSON.stringify(blocks))
    .join('\n');
}
