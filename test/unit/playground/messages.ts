import type { Received } from '../../../playground/seasons/reading/received.ts';
import { textsOfLineMessage, textsOfSlackMessage } from '../../../playground/seasons/reading/visible-text.ts';
import type { SeasonPerson, SeasonSession } from '../../../playground/seasons/season.ts';
import type { ReminderOffset } from '../../../src/domain/messaging/delivery.ts';
import { textsFor } from '../../../src/i18n/index.ts';

type Sent = { readonly at: Date; readonly session: SeasonSession; readonly startsAt?: Date };

/** A participant's reminder as CONVERSATIONS 3.3 draws it. */
export function lineReminder(
  reader: SeasonPerson,
  { at, session, startsAt = session.startsAt }: Sent,
): Received {
  const { participant, stance } = textsFor(reader.language).reminders;
  const moment = { at: startsAt, zone: reader.zone };
  const mentors = session.mentors.map(({ name }) => name);
  return onLine(reader, at, participant.summary(moment), [
    participant.heading({ ...moment, now: at }),
    session.kind === 'mentoring'
      ? participant.mentoring({ number: session.number, mentors, minutes: session.minutes })
      : participant.closing({ mentors, minutes: session.minutes }),
    stance.ask({ ...moment, now: at }),
    ...Object.values(participant.buttons),
  ]);
}

/** The notice of a new date, which carries the reminder's bubble. */
export function lineMoved(reader: SeasonPerson, sent: Sent): Received {
  const { session, startsAt = session.startsAt } = sent;
  const { moved } = textsFor(reader.language).sessions;
  const bubble = lineReminder(reader, sent);
  const line = moved.participant({
    kind: session.kind,
    number: session.number,
    at: startsAt,
    zone: reader.zone,
  });
  return { ...bubble, text: { ...bubble.text, texts: [line, ...bubble.text.texts] } };
}

/** The ask of CONVERSATIONS 3.6, or the nudge of 3.9. */
export function lineAsk(reader: SeasonPerson, { at, session }: Sent, kind: 'ask' | 'nudge'): Received {
  const { reflections, names, forms } = textsFor(reader.language);
  const moment = { at: session.startsAt, zone: reader.zone };
  const title = names.title({ kind: session.kind, number: session.number, ...moment });
  return onLine(reader, at, reflections.summary(moment), [
    kind === 'ask' ? reflections.opening : reflections.nudge(moment),
    forms['mentoring.participant'].q1.ask.replace('{title}', title),
  ]);
}

/** The pair's reminder of CONVERSATIONS 3.4 as one of the two reads it. */
export function pairReminder(
  reader: SeasonPerson,
  { at, session, startsAt = session.startsAt }: Sent,
  offset: ReminderOffset,
): Received {
  const { pair } = textsFor(reader.language).reminders;
  const { kind, number } = session;
  const zones = [...new Set(session.mentors.map(({ zone }) => zone))];
  const isSame = zones.length === 1 || kind === 'training';
  return inSlack(
    reader,
    at,
    pair.summary({ kind, number, at: startsAt, zones: isSame ? [reader.zone] : zones }),
    [
      isSame
        ? pair.heading({ kind, number, at: startsAt, zone: reader.zone, now: at })
        : pair.headingInZones({ kind, number, at: startsAt, zones }),
      pair.participants({ names: session.participants.map(({ name }) => name) }),
      ...(offset === 'hour' && session.participants.length > 0 ? [pair.atTheEnd] : []),
    ],
  );
}

/** A mentor's ask of CONVERSATIONS 3.7, or their nudge. */
export function slackAsk(reader: SeasonPerson, { at, session }: Sent, kind: 'ask' | 'nudge'): Received {
  const { reflection } = textsFor(reader.language).mentors;
  const name = { kind: session.kind, number: session.number };
  const names = session.participants.map(({ name: one }) => one);
  const ask = session.kind === 'training' ? reflection.askTraining : reflection.ask;
  return inSlack(reader, at, reflection.summary(name), [
    kind === 'ask'
      ? ask({ ...name, at: session.startsAt, zone: reader.zone, names })
      : reflection.nudge(name),
  ]);
}

/** The digest's first line of CONVERSATIONS 3.11. */
export function digest(
  reader: SeasonPerson,
  at: Date,
  week: { readonly week: number; readonly from: Date; readonly to: Date },
): Received {
  const texts = textsFor(reader.language).digest;
  const header = texts.header({ programme: 'NPOメンタリング2024', zone: 'Asia/Tokyo', ...week });
  return inSlack(reader, at, header, [`*${header}*`]);
}

/** A supporter's digest of CONVERSATIONS 3.12. */
export function supporterDigest(
  reader: SeasonPerson,
  at: Date,
  week: { readonly from: Date; readonly to: Date },
): Received {
  const { supporters } = textsFor(reader.language);
  const header = supporters.header({ zone: 'Asia/Tokyo', ...week });
  const line = supporters.line({
    team: 'チーム04',
    met: supporters.notYet,
    still: null,
    next: supporters.next.none,
  });
  return inSlack(reader, at, header, [`*${header}*`, line, supporters.note]);
}

export function onLine(reader: SeasonPerson, at: Date, altText: string, texts: readonly string[]): Received {
  const contents = texts.map((text) => ({ type: 'text', text }));
  const message = { type: 'flex', altText, contents: { type: 'bubble', body: { type: 'box', contents } } };
  return { at, person: reader.code, platform: 'line', via: 'push', text: textsOfLineMessage(message) };
}

export function inSlack(reader: SeasonPerson, at: Date, text: string, sections: readonly string[]): Received {
  const blocks = sections.map((section) => ({ type: 'section', text: { type: 'mrkdwn', text: section } }));
  return {
    at,
    person: reader.code,
    platform: 'slack',
    via: 'push',
    text: textsOfSlackMessage({ text, blocks }),
  };
}
