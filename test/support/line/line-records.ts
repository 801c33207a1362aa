import type { RawMessage } from '../../../playground/line/types.ts';
import { type Answers, foldAnswers } from '../../../src/domain/reflections/answers.ts';
import { type Phone, textOf } from '../flows/flow-phone.ts';
import type { FlowWorld } from '../flows/flow-world.ts';

/** The reflection columns of a participant's session, by the session's number. */
export async function reflectionOf(
  world: FlowWorld,
  code: string,
  number = 1,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const rows = await world.query(
    `select r.id, r.status, r.position, r.met, r.satisfaction, r.answered_at, r.sent_at, r.form_hash
     from reflections r join people p on p.id = r.person_id join sessions s on s.id = r.session_id
     where p.code = $1 and s.number = $2`,
    [code, number],
  );
  return rows[0];
}

/** What stands as that reflection's answers. */
export async function answersOf(world: FlowWorld, code: string, number = 1): Promise<Answers> {
  const reflection = await reflectionOf(world, code, number);
  if (reflection === undefined) return {};
  return world.container.transact(async (records) => {
    const run = await records.reflections.findRun(String(reflection.id));
    return run === null ? {} : foldAnswers(run.revisions);
  });
}

/** Whether any table holds these words; what was taken back or never agreed to must be nowhere. */
export async function isKept(world: FlowWorld, words: string): Promise<boolean> {
  const columns = await world.query(
    "select table_name, column_name from information_schema.columns where table_schema = 'public'",
  );
  const parts = columns.map(
    ({ table_name, column_name }) =>
      `select 1 from "${String(table_name)}" where position($1 in "${String(column_name)}"::text) > 0`,
  );
  return (await world.query(parts.join(' union all '), [words])).length > 0;
}

/** Texts of this person's murmurs, oldest first. */
export async function murmursOf(world: FlowWorld, code: string): Promise<readonly unknown[]> {
  const rows = await world.query(
    'select m.text from murmurs m join people p on p.id = m.person_id where p.code = $1 order by m.at, m.text',
    [code],
  );
  return rows.map(({ text }) => text);
}

export function pushesTo(phone: Phone): readonly string[] {
  return phone.received.filter(({ via }) => via === 'push').map(({ message }) => textOf(message));
}

/** What a phone shows before it is unlocked: nothing but date and purpose. */
export function lockScreenOf(message: RawMessage): string {
  return typeof message.altText === 'string' ? message.altText : textOf(message);
}

/** Everybody adds the account, sends their code and agrees, side by side. */
export async function joinAll(world: FlowWorld, codes: readonly string[]): Promise<void> {
  const phones = codes.map((code) => world.phone(code));
  await Promise.all(phones.map(({ user }) => user.follow()));
  const joinCodes = await Promise.all(codes.map((code) => world.issueCode(code)));
  await Promise.all(phones.map(({ user }, index) => user.sendText(joinCodes[index] ?? '')));
  await world.settle();
  await Promise.all(phones.map(({ user, button }) => user.tap(button('同意してはじめる'))));
  await world.settle();
}
