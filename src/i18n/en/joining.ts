import type { Texts } from '../texts.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

export const joining: Texts['joining'] = {
  hello:
    'Hello. I am Bansou, the messenger bot of the NPO mentoring programme. I bring notices and keep your words. Please send the join code you received (such as KX7M2-9QTHR).',
  ask: 'Please send the join code you got from the coordinators (such as KX7M2-9QTHR).',
  shortcuts: { noCode: 'I have no code', whereToTurn: 'Where to turn' },
  noCode: ({ contact }) => `The code is in the coordinators' invitation. If you cannot find it: ${contact}`,
  wrong: 'I could not find this code. Please look at it once more.',
  wrongAgain: ({ contact }) =>
    `I could not find this code. Please look at it once more. The coordinators can look it up too: ${contact}`,
  locked: ({ at, zone, contact }) => `Please try again after ${dates.time(at, zone)}. In a hurry: ${contact}`,
  unusable: ({ contact }) =>
    `This code cannot be used now. The coordinators can give you a new one: ${contact}`,
  alreadyConnected: 'You are already connected.',
  alsoConnected: ({ programme }) => `You are now in ${programme} too.`,
  sharedPhone: 'This LINE is connected for someone else. The coordinators have been told.',

  consent: {
    text: ({ name, months }) =>
      [
        `${name}, you are connected. Before we start, this is who reads what.`,
        '■ Your two mentors and the coordinators: topics, words that stayed, next step, how you want to be heard',
        '■ Coordinators only: whether you met, satisfaction',
        "■ You only: murmurs (until you tap 'Tell the coordinators')",
        '■ Your organisation, funders, other participants: no words, only counts and averages',
        '■ Nothing is quoted outside without asking you each time.',
        `Mentors and coordinators read it in Slack (a US company's service). Records are deleted ${months} months after the end; you can see, correct and delete them at any time.`,
        'Please write nothing that identifies the people you support.',
      ].join('\n'),
    ask: 'May we start on these terms? You can also choose reminders only.',
    buttons: { agree: 'Agree and start', remindersOnly: 'Reminders only', readInFull: 'Read in full' },
    done: ({ at, zone, mentors }) =>
      `Thank you, all set. Your next meeting: ${dates.dayTime(at, zone)}, with ${names.mentors({ mentors })}.`,
    doneUnplanned: "Thank you, all set. Once a date is set you will find it under 'Next' in the menu.",
    nowAgreed: 'Thank you. From now on you can leave reflections, too.',
    later: 'All right, reminders only. You can change this at any time.',
    again: 'Before we start, please answer this. Nothing you write before that is kept.',
    onlyReminders: 'You receive reminders only. What you write is not kept.',
    shortcuts: { useReflections: 'Use reflections too', next: 'Next meeting', whereToTurn: 'Where to turn' },
    already: "We have your answer. You can change it under 'Settings'.",
  },

  reading: {
    version: '1',
    title: 'Who reads what',
    passages: ({ months, contact, hours }) => [
      {
        heading: 'About Bansou',
        text: 'Bansou is the messenger bot of the NPO mentoring programme. It brings notices and keeps your words. It is not a counselling line, and nobody watches all the time.',
      },
      {
        heading: 'Your two mentors and the coordinators read',
        text: "Topics, words that stayed, next step, how you want to be heard. They arrive after you tap 'Send this'.",
      },
      {
        heading: 'Only the coordinators read',
        text: 'Whether you met, satisfaction, what happened if you did not meet, whether you would recommend us, the two questions at the start. Your mentors do not see them.',
      },
      {
        heading: 'Yours alone',
        text: "Nobody reads a murmur until you tap 'Tell the coordinators'. After that only the coordination desk does.",
      },
      {
        heading: 'Who reads no words',
        text: 'Your organisation, funders, other participants and supporters read no words. They learn counts and averages, and no average when there are fewer than 5 people.',
      },
      {
        heading: 'Quotes',
        text: 'Nothing is quoted outside without asking you each time. No answer means no.',
      },
      {
        heading: 'Where and how long',
        text: `Records are kept in the coordinators' database. Mentors and coordinators read them in Slack (a US company's service). They are deleted ${months} months after the programme ends.`,
      },
      {
        heading: 'At any time',
        text: `See, correct and delete what you wrote; choose reminders only; leave. Where you find no button, ask the coordinators: ${contact} (${hours})`,
      },
      { heading: 'Please', text: 'Write nothing that identifies the people you support.' },
    ],
  },

  before: {
    ask: 'If you like, say in two taps how things are before we start. You need not.',
    done: 'Thank you. Let us start from here.',
  },
};
