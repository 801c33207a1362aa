import type { Action } from '../../../domain/messaging/actions.ts';
import type { Message } from '../../../domain/messaging/message.ts';
import { isPaused } from '../../../domain/people/pauses.ts';
import type { Language, QuietRange } from '../../../domain/people/people.ts';
import { act, anyRef, controls } from '../../messages/controls.ts';
import { setFewerMessages } from '../../people/set-fewer-messages.ts';
import { replanPerson } from '../../sessions/replan-session.ts';
import { say, type TalkContext, type Turn, textsOf } from '../turn.ts';
import { findComers } from './earlier-turn.ts';
import { leaveTurn } from './leave-turns.ts';
import { pauseTurn } from './pause-turns.ts';
import { recordsTurn } from './records-turn.ts';
import { zoneTurn } from './zone-turn.ts';

/** What a participant decides for themselves (CONVERSATIONS 3.15). Every value sets, so that an old button harms nobody. */
export async function settingsTurn(talk: TalkContext, action: Action): Promise<Turn> {
  const { key, value } = action;
  switch (key) {
    case 'settings':
      return value === 'consent' ? consentSettings(talk) : settingsMenu(talk);
    case 'language':
      return languageTurn(talk, value);
    case 'hours':
      return hoursTurn(talk, value);
    case 'zone':
      return zoneTurn(talk, value);
    case 'fewer':
      return fewerTurn(talk, value);
    case 'pause':
      return pauseTurn(talk, value);
    case 'leave':
      return leaveTurn(talk, action);
    case 'records':
      return recordsTurn(talk, value);
    default:
      return say(talk.texts.edge.oldButton.unknown);
  }
}

async function settingsMenu({ records, texts, person, membership, now }: TalkContext): Promise<Turn> {
  const { ask, buttons, eraseAtDesk } = texts.settings;
  const button = (label: string, key: string, value = 'open') => act(label, 'k', anyRef, key, value);
  const comers = await findComers(records, membership);
  return bubble(
    ask,
    ...controls(
      button(buttons.hours, 'hours'),
      person.fewerMessages ? button(buttons.usual, 'fewer', 'off') : button(buttons.fewer, 'fewer', 'on'),
      isPaused(person, now) ? button(buttons.resume, 'pause', 'off') : button(buttons.pause, 'pause'),
      button(buttons.language, 'language'),
      button(buttons.consent, 'settings', 'consent'),
      button(buttons.leave, 'leave'),
      button(buttons.records, 'records'),
      ...comers.map(({ enrolment }) =>
        act(texts.replacement.participant.buttons.settings, 'c', enrolment.id, 'earlier', 'open'),
      ),
    ),
    { kind: 'note', text: eraseAtDesk({ contact: membership.programme.settings.deskContact }) },
  );
}

function consentSettings({ texts, membership }: TalkContext): Turn {
  const { consent } = texts.settings;
  const { id, consent: given } = membership.enrolment;
  return bubble(
    given === 'agreed' ? consent.agreed : consent.remindersOnly,
    ...controls(
      given === 'agreed'
        ? act(consent.buttons.remindersOnly, 'c', id, 'consent', 'reminders_only')
        : act(consent.buttons.agree, 'c', id, 'consent', 'agreed'),
      act(consent.buttons.readInFull, 'c', id, 'consent', 'read'),
    ),
  );
}

const languages: readonly Language[] = ['ja', 'en'];

async function languageTurn({ records, texts, person }: TalkContext, value: string): Promise<Turn> {
  const { language } = texts.settings;
  const chosen = languages.find((candidate) => candidate === value);
  if (chosen !== undefined) {
    await records.people.setLanguage(person.id, chosen);
    return { ...say(textsOf({ language: chosen }).settings.language.saved), menu: chosen };
  }
  const choices = languages.map((one) => act(language.buttons[one], 'k', anyRef, 'language', one));
  return bubble(language.ask, ...controls(...choices));
}

/** When notices may come, as what stays silent. */
const quietOf: Readonly<Record<'day' | 'office' | 'noon', readonly QuietRange[]>> = {
  day: [{ from: '21:00', to: '08:00' }],
  office: [{ from: '18:00', to: '09:00' }],
  noon: [{ from: '13:00', to: '12:00' }],
};

async function hoursTurn({ records, texts, person, now }: TalkContext, value: string): Promise<Turn> {
  const { hours } = texts.settings;
  if (value === 'day' || value === 'office' || value === 'noon') {
    const ranges = quietOf[value];
    await records.people.setQuietRanges(person.id, ranges);
    await replanPerson(records, person.id, now);
    return say(hours.saved({ ranges }));
  }
  const choice = (key: 'day' | 'office' | 'noon') => act(hours.buttons[key], 'k', anyRef, 'hours', key);
  return bubble(
    hours.ask({ ranges: person.quietRanges, zone: person.zone }),
    ...controls(
      choice('day'),
      choice('office'),
      choice('noon'),
      act(hours.buttons.zone, 'k', anyRef, 'zone', 'open'),
    ),
  );
}

async function fewerTurn({ records, texts, person }: TalkContext, value: string): Promise<Turn> {
  const { fewer, buttons } = texts.settings;
  if (value !== 'on' && value !== 'off') return say(texts.edge.oldButton.unknown);
  await setFewerMessages(records, person.id, value === 'on');
  return value === 'on'
    ? bubble(fewer.on, ...controls(act(buttons.usual, 'k', anyRef, 'fewer', 'off')))
    : say(fewer.off);
}

function bubble(text: string, ...rest: Message['parts']): Turn {
  return { messages: [{ summary: text, parts: [{ kind: 'text', text }, ...rest] }] };
}
