import { foldAnswers } from '../../../domain/reflections/answers.ts';
import { act } from '../../messages/controls.ts';
import { answerTexts } from '../../messages/reflections/answer-texts.ts';
import { sessionAt } from '../../messages/session-words.ts';
import { openSeatRun } from '../../open-run.ts';
import type { Run, SeatContext } from '../../ports/records/views.ts';
import { say, type TalkContext, type Turn, withEcho } from '../turn.ts';
import { formTurn } from './form-turns.ts';

/** The form of a seat, opened if need be, with `lead` above its question; before the start it answers when to come back. */
export async function openSeatForm(
  talk: TalkContext,
  context: SeatContext,
  lead: string | null = null,
): Promise<Turn> {
  const { texts, now } = talk;
  const { session } = context;
  if (session.state === 'cancelled') return say(texts.edge.oldButton.cancelled);
  if (session.startsAt > now) return say(texts.reminders.participant.reflectBefore({ kind: session.kind }));
  const run = await openSeatRun(talk.records, context, now);
  if (run === null) return say(lead ?? texts.reflections.none);
  return formTurn(talk, run, { kind: 'move', move: 'open' }, lead === null ? {} : { lead });
}

/** 振り返り of the menu: the form last touched goes on; several open ones are offered, newest first. */
export async function reflectTurn(talk: TalkContext): Promise<Turn> {
  const { records, person, now, texts } = talk;
  const waiting = (await records.reflections.openRuns(person.id, now)).filter(
    ({ status }) => status !== 'sent',
  );
  const runs = waiting.filter(({ seatId }) => seatId !== null);
  const begun = await records.sessions.openSeats(person.id, now);
  const open = await stillOpen(talk, begun, runs);
  const [only, ...others] = open;
  if (only === undefined) return begun.length > 0 ? say(texts.reflections.none) : resumeBefore(talk, waiting);
  if (others.length === 0) return resumeSeat(talk, only, runs);
  const buttons = open
    .slice(0, 4)
    .map((seat) =>
      act(texts.reflections.openForm(sessionAt(seat, person.zone)), 'n', seat.mine.seat.id, 'form', 'open'),
    );
  return {
    messages: [
      {
        summary: texts.reflections.several,
        parts: [
          { kind: 'text', text: texts.reflections.several },
          { kind: 'controls', controls: buttons },
        ],
      },
    ],
  };
}

/** 終わったら振り返る typed: what is open, else when to come back. */
export async function reflectAfterwardsTurn(talk: TalkContext): Promise<Turn> {
  const { records, person, now } = talk;
  const [latest] = await records.sessions.openSeats(person.id, now);
  const [next] = await records.sessions.upcomingSeats(person.id, now, 1);
  return latest === undefined && next !== undefined ? openSeatForm(talk, next) : reflectTurn(talk);
}

async function stillOpen(
  { records }: TalkContext,
  begun: readonly SeatContext[],
  runs: readonly Run[],
): Promise<readonly SeatContext[]> {
  const open: SeatContext[] = [];
  for (const seat of begun) {
    const known = runs.some((run) => run.seatId === seat.mine.seat.id);
    const standing = known ? null : await records.reflections.findRunOfSeat(seat.mine.seat.id);
    if (known || standing === null) open.push(seat);
  }
  return open;
}

async function resumeSeat(talk: TalkContext, seat: SeatContext, runs: readonly Run[]): Promise<Turn> {
  const turn = await openSeatForm(talk, seat);
  const run = runs.find((one) => one.seatId === seat.mine.seat.id);
  if (run === undefined || run.revisions.length === 0) return turn;
  const answers = answerTexts(run.form, foldAnswers(run.revisions), talk.person.language);
  return withEcho(talk.texts.reflections.resume({ ...sessionAt(seat, talk.person.zone), answers }), turn);
}

/** The two questions of the beginning; after the first session they could not be compared any more. */
async function resumeBefore(talk: TalkContext, waiting: readonly Run[]): Promise<Turn> {
  const before = waiting.find(({ seatId }) => seatId === null);
  if (before === undefined) return say(talk.texts.reflections.none);
  return formTurn(talk, before, { kind: 'move', move: 'open' });
}
