import type { Action } from '../../domain/messaging/actions.ts';
import { plainMessage } from '../../domain/messaging/message.ts';
import { foldAnswers } from '../../domain/reflections/answers.ts';
import { canRead } from '../../domain/reflections/visibility.ts';
import { textsFor } from '../../i18n/index.ts';
import { sessionAt } from '../messages/session-words.ts';
import type { Modal, SlackAnswer } from '../ports/slack.ts';
import { readerOf } from '../reader-of.ts';
import { toItem } from '../replacing/earlier-words.ts';
import type { SlackContext } from './handle-slack-event.ts';

/** 読む under a notice of the desk: opens the text for coordinators alone, after a rights check. */
export async function deskTurn(
  context: SlackContext,
  { key, ref, value }: Action,
): Promise<SlackAnswer | null> {
  if (key === 'contacted') return contactedTurn(context);
  return value === 'worry' ? readWorry(context, ref) : readMurmur(context, ref);
}

async function readWorry(context: SlackContext, runId: string): Promise<SlackAnswer | null> {
  const { records, person, now } = context;
  const { coordinators } = textsFor(person.language);
  const run = await records.reflections.findRun(runId);
  // Also of a mentor whose part has ended since: a worry stays with the desk.
  const seat =
    run === null || run.seatId === null ? null : await records.sessions.findSeatOfAnybody(run.seatId);
  if (run === null || seat === null) return { ephemeral: plainMessage(coordinators.worry.gone) };
  const worry = foldAnswers(run.revisions).worry;
  const item = await toItem(records, run, 'worry', now);
  const allowed = canRead(await readerOf(records, person.id), item);
  if (!allowed) return { ephemeral: plainMessage(coordinators.notAllowed) };
  if (worry?.kind !== 'text') return { ephemeral: plainMessage(coordinators.worry.gone) };
  const heading = coordinators.worry.heading({
    ...sessionAt(seat, person.zone),
    team: seat.team?.code ?? '',
    name: seat.mine.person.name,
  });
  return { modal: readModal(context, coordinators.modalTitles.worry, heading, worry.text) };
}

async function readMurmur(context: SlackContext, burstId: string): Promise<SlackAnswer | null> {
  const { records, person } = context;
  const { coordinators } = textsFor(person.language);
  const burst = await records.murmurs.burst(burstId);
  const sentOn = burst.filter(({ sentOnAt }) => sentOnAt !== null);
  if (sentOn.length === 0) return { ephemeral: plainMessage(coordinators.murmur.gone) };
  const reader = await readerOf(records, person.id);
  const readable = sentOn.filter((murmur) =>
    canRead(reader, {
      kind: 'murmur',
      writerPersonId: murmur.personId,
      programmeId: murmur.programmeId,
      teamId: null,
      sentAt: murmur.sentOnAt,
      mentorsOfTheDay: [],
    }),
  );
  const [first] = readable;
  if (first === undefined) return { ephemeral: plainMessage(coordinators.notAllowed) };
  const writer = await records.people.getPerson(first.personId);
  const heading = coordinators.murmur.heading({ name: writer.name, at: first.at, zone: person.zone });
  const text = readable.map((murmur) => murmur.text).join('\n');
  return { modal: readModal(context, coordinators.modalTitles.murmur, heading, text) };
}

function readModal({ person }: SlackContext, title: string, heading: string, text: string): Modal {
  const { coordinators, visibility } = textsFor(person.language);
  return {
    callbackId: 'reading',
    metadata: 'reading',
    title,
    submit: null,
    close: coordinators.modalTitles.close,
    fields: [
      { kind: 'note', text: heading },
      { kind: 'quote', text },
      { kind: 'note', text: visibility.i },
    ],
  };
}

async function contactedTurn({ person }: SlackContext): Promise<SlackAnswer> {
  const { coordinators } = textsFor(person.language);
  return { ephemeral: plainMessage(coordinators.contacted({ name: person.name })) };
}
