import type { Message } from '../../domain/messaging/message.ts';
import type { Language } from '../../domain/people/people.ts';
import { textsFor } from '../../i18n/index.ts';
import { act, controls } from '../messages/controls.ts';
import type { Member } from '../ports/records/views.ts';

/** What a participant is told of a new mentor, and asked where there is anything earlier to read (CONVERSATIONS 3.14). */
export function mentorsNews(news: {
  /** The pair from now on. */
  readonly mentors: readonly Member[];
  /** The one who is new. */
  readonly comer: Member;
  readonly asks: boolean;
  readonly language: Language;
}): Message {
  const { participant } = textsFor(news.language).replacement;
  const { person, enrolment } = news.comer;
  const told = participant.told({ names: news.mentors.map((one) => one.person.name) });
  if (!news.asks) return { summary: participant.summary, parts: [{ kind: 'text', text: told }] };
  return {
    summary: participant.summary,
    parts: [
      { kind: 'text', text: told },
      { kind: 'text', text: participant.earlier(person) },
      ...controls(
        act(participant.buttons.fine, 'c', enrolment.id, 'earlier', 'show'),
        act(participant.buttons.hide, 'c', enrolment.id, 'earlier', 'hide'),
      ),
    ],
  };
}

/** The same choice later, from the settings; both ways are the same size. */
export function earlierQuestion(
  comer: { readonly name: string; readonly mentorId: string },
  language: Language,
): Message {
  const { participant } = textsFor(language).replacement;
  return {
    summary: participant.summary,
    parts: [
      { kind: 'text', text: participant.ask(comer) },
      ...controls(
        act(participant.buttons.show, 'c', comer.mentorId, 'earlier', 'show'),
        act(participant.buttons.hide, 'c', comer.mentorId, 'earlier', 'hide'),
      ),
    ],
  };
}
