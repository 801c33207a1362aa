import { fitLabel, headOf, labelLimits } from '../clipping.ts';
import type { AnswerText } from '../params.ts';
import type { Texts } from '../texts.ts';
import { dates } from './dates.ts';
import { names, startOf } from './names.ts';

function answerLine(answer: AnswerText): string {
  switch (answer.kind) {
    case 'choices':
      return `${answer.label}: ${answer.labels.length === 0 ? '–' : answer.labels.join(', ')}`;
    case 'words':
      return `${answer.label}: '${headOf(answer.text)}'`;
    case 'none':
      return `${answer.label}: –`;
  }
}

export const reflections: Texts['reflections'] = {
  summary: ({ at, zone }) => `A word on ${dates.monthDay(at, zone)}`,
  summaryOfBefore: 'Before we start',
  opening: 'I can keep a word from you. You need not write one.',
  nudge: ({ at, zone }) =>
    `You can still leave a word on ${dates.monthDay(at, zone)}. Leaving it is fine too. This is the last notice.`,

  buttons: {
    send: 'Send this',
    wordThenSend: 'Add a word, then send',
    later: 'Later',
    never: 'Not this time',
    change: 'Change',
    forward: 'Next',
    reflect: 'Reflect',
  },
  shortcuts: {
    skip: 'Skip',
    back: 'Back',
    later: 'Later',
    never: 'Not this time',
    forward: 'Next',
    startOver: 'Start over',
    makeMurmur: 'Make it a murmur',
    useEarlier: 'Use what I wrote',
    undecided: 'Not decided yet',
    change: 'Change',
    next: 'Next meeting',
    goOn: 'Go on reflecting',
    deleteSoFar: 'Delete it',
  },

  chosen: ({ label }) => fitLabel(`✓ ${label}`, labelLimits.buttons),
  kept: ({ text }) => `Kept: '${headOf(text)}'. Send more to add to it.`,
  keptLong: ({ count }) => `Kept in full (${count.toLocaleString('en-GB')} characters).`,
  startedOver: 'Deleted. Please go ahead.',
  madeMurmur: 'Kept as a murmur, for you only.',
  range: ({ min, max }) => `A number from ${min} to ${max}, or a button.`,

  check: ({ answers }) => ['Shall I send this?', ...answers.map(answerLine)].join('\n'),
  done: ({ answers }) => {
    const chosen = names.choices({ answers });
    return chosen === ''
      ? 'Received, thank you. You can change it later, too.'
      : `Received, thank you. ${chosen}. You can change it later, too.`;
  },
  whichToChange: 'Which one would you like to change?',
  echo: ({ answer }) => `Changed to '${answer}'.`,
  echoLate: "Changed. Counts and averages follow with next week's figures.",

  later: {
    ok: "All right. 'Reflect' in the menu goes on from here.",
    okWithAnswers: "All right. 'Reflect' in the menu goes on from here. What you answered so far is kept.",
    deleted: 'What you answered so far is deleted.',
  },
  never: "All right. No more notices for this meeting. If you change your mind, use 'Reflect' in the menu.",

  resume: (session) => {
    const soFar = names.choices(session);
    const where = `${startOf(names.title(session))}, where you left off.`;
    return soFar === '' ? where : `${where} So far: ${soFar}.`;
  },
  several: 'Which meeting would you like to write about?',
  openForm: (session) => fitLabel(startOf(names.title(session)), labelLimits.buttons),
  none: 'No reflection is open right now.',
  closed: (session) =>
    `${startOf(names.session(session))} is closed. What you think now can be kept as a murmur.`,

  which: {
    ask: ({ label, ...session }) =>
      `Is this your answer to '${label.charAt(0).toLowerCase()}${label.slice(1)}' (${names.session(session)})?`,
    buttons: { answer: 'Use as answer', murmur: 'Keep as murmur' },
    answered: ({ label }) => `Used as your answer to '${label.charAt(0).toLowerCase()}${label.slice(1)}'.`,
    keptAsMurmur: 'Kept as a murmur, for you only.',
  },
};
