import { type Message, plainMessage } from '../../domain/messaging/message.ts';
import type { Language } from '../../domain/people/people.ts';
import { textsFor } from '../../i18n/index.ts';
import type { Member, ProgrammeView } from '../ports/records/views.ts';
import { act, controls } from './controls.ts';

type Asked = { readonly mine: Member; readonly programme: ProgrammeView };

/** Who reads what: the text that consent is given to. */
export function consentText({ mine, programme }: Asked): Message {
  const { joining } = textsFor(mine.person.language);
  return plainMessage(
    joining.consent.text({ name: mine.person.name, months: programme.settings.retentionMonths }),
  );
}

/** The question itself; both answers are of the same size and can be changed at any time. */
export function consentAsk({ mine }: Pick<Asked, 'mine'>): Message {
  const { consent } = textsFor(mine.person.language).joining;
  const ref = mine.enrolment.id;
  return {
    summary: consent.ask,
    parts: [
      { kind: 'text', text: consent.ask },
      ...controls(
        act(consent.buttons.agree, 'c', ref, 'consent', 'agreed'),
        act(consent.buttons.remindersOnly, 'c', ref, 'consent', 'reminders_only'),
        act(consent.buttons.readInFull, 'c', ref, 'consent', 'read'),
      ),
    ],
  };
}

/** The whole reading behind くわしく読む, as texts. */
export function consentReading(programme: ProgrammeView, language: Language): Message {
  const { reading } = textsFor(language).joining;
  const { retentionMonths, deskContact, deskHours } = programme.settings;
  const passages = reading.passages({ months: retentionMonths, contact: deskContact, hours: deskHours });
  return {
    summary: reading.title,
    parts: [
      {
        kind: 'text',
        text: [`■${reading.title}`, ...passages.map((one) => `【${one.heading}】\n${one.text}`)].join('\n\n'),
      },
    ],
  };
}
