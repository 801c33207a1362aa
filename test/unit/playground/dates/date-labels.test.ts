import { describe, expect, it } from 'vitest';
import {
  absenceLabels,
  asksHeard,
  asksTimes,
  dateLabels,
} from '../../../../playground/actors/dates/date-labels.ts';
import { commands } from '../../../../src/i18n/commands.ts';
import { textsFor } from '../../../../src/i18n/index.ts';

const zone = 'Asia/Tokyo';
const session = { kind: 'mentoring', number: 2 } as const;
const at = new Date('2024-11-19T12:00:00Z');

describe.each(['ja', 'en'] as const)('the labels by which actors find a date in %s', (language) => {
  const {
    absences,
    times,
    sessions,
    sessions: { cannotForPair },
  } = textsFor(language);
  const labels = dateLabels[language];

  it('are labels that the product writes', () => {
    const { pair, modal, buttons, ownShortcuts } = times;
    expect(labels).toMatchObject({
      offer: pair.buttons.offer,
      offerOthers: pair.buttons.offerOthers,
      changeDate: pair.buttons.move,
      offerDays: cannotForPair.buttons.offerDays,
      skipThis: cannotForPair.buttons.skip,
      mode: modal.mode,
      agreed: modal.modes.agreed,
      link: modal.link,
      none: buttons.none,
      give: buttons.give,
      right: buttons.right,
      wrong: buttons.wrong,
      pick: ownShortcuts.pick,
      leave: ownShortcuts.leave,
    });
    expect(absences.slackButtons).toMatchObject(absenceLabels[language]);
    expect(modal.start({ number: 2 })).toBe(`${labels.start}2`);
    for (const [verb, word] of Object.entries(labels.commands)) {
      expect(Object.entries(commands.slash).find(([, words]) => words.some((one) => one === word))?.[0]).toBe(
        verb,
      );
    }
  });

  it('stand beside questions that actors understand', () => {
    expect(times.ask(session)).toMatch(asksTimes);
    expect(times.askMove(session)).toMatch(asksTimes);
    expect(times.askSeveral(session)).toMatch(asksTimes);
    expect(times.heard({ at, zone })).toMatch(asksHeard);
    expect(sessions.moved.participant({ ...session, at, zone })).not.toMatch(asksTimes);
  });
});
