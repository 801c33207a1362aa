import type pg from 'pg';
import type { Meant } from '../actors/notebook.ts';
import { type Breach, type Evidence, instant } from './evidence.ts';

type Stored = {
  readonly who: string;
  readonly run: string;
  readonly question: string;
  readonly event: string;
  readonly kind: string;
  /** What the value says, as a text: a choice, a score, `not_met`, words. */
  readonly says: string;
};

/** Every answer that was given is stored once, with what was meant; the newest is what stands. */
export async function judgeAnswers({ notebook, watcher }: Evidence): Promise<readonly Breach[]> {
  const stored = await readStored(watcher);
  const murmurs = await readMurmurs(watcher);
  const meant = notebook.all();
  const once = meant.flatMap((one): readonly Breach[] => {
    if (one.eventId === null) return [];
    const mine = stored.filter(({ event }) => event === `line:${one.eventId}`);
    const asMurmur = one.answer.kind === 'wrote' ? murmurs.filter((text) => text === saysOf(one)).length : 0;
    const isRight = mine.every(
      ({ run, question, says }) => run === one.run && question === one.question && says === saysOf(one),
    );
    if (mine.length + asMurmur === 1 && isRight) return [];
    return [`an answer is stored ${mine.length + asMurmur} times: ${describe(one)}`];
  });
  return [...once, ...judgeStanding(meant, stored)];
}

/** Where one value stands at a time: it must be the one meant last, by the platform's time. */
function judgeStanding(meant: readonly Meant[], stored: readonly Stored[]): readonly Breach[] {
  const questions = Map.groupBy(meant, ({ run, question }) => `${run} ${question}`);
  return [...questions.values()].flatMap((all): readonly Breach[] => {
    const last = all.toSorted((a, b) => a.at - b.at).at(-1);
    const isOne =
      last !== undefined && (last.eventId === null || last.question === 'q1' || last.question === 'reason');
    if (!isOne) return [];
    const standing = stored.findLast(({ run, question }) => run === last.run && question === last.question);
    return standing?.says === saysOf(last)
      ? []
      : [`an answer stands as ${standing?.says ?? 'nothing'}: ${describe(last)}`];
  });
}

function saysOf({ answer }: Meant): string {
  return answer.kind === 'wrote' ? answer.text : answer.value;
}

function describe(one: Meant): string {
  return `${one.who} ${one.answer.kind} ${saysOf(one)} at ${instant(one.at)} to ${one.question} (${one.eventId ?? 'slack'})`;
}

async function readStored(watcher: pg.Client): Promise<readonly Stored[]> {
  const { rows } = await watcher.query<Stored>(
    `select p.code as who, a.reflection_id as run, a.question, a.inbox_event_id as event, a.value ->> 'kind' as kind,
       coalesce(a.value ->> 'text', a.value ->> 'value', a.value ->> 'satisfaction', 'not_met') as says
     from answers a join reflections r on r.id = a.reflection_id join people p on p.id = r.person_id
     order by a.at, a.revision`,
  );
  return rows;
}

async function readMurmurs(watcher: pg.Client): Promise<readonly string[]> {
  const { rows } = await watcher.query<{ text: string }>('select text from murmurs');
  return rows.map(({ text }) => text);
}
