import type { Texts } from '../../texts.ts';
import { dates } from '../dates.ts';

export const mentorSettings: Texts['mentorSettings'] = {
  slackButtons: {
    fewer: 'Fewer notices',
    usual: 'All notices again',
    pause: 'Pause',
    resume: 'Resume',
    leave: 'Leave',
  },
  modalTitles: { pause: 'Pause', leave: 'Leave' },
  hours: {
    preset: 'Choose a common one',
    presetHint: 'A choice here is what you get. Without one, the hours written below hold.',
    presets: {
      parents: 'Quiet 18–21 and 23–7 (open 21–23, for parents)',
      night: 'Quiet 21–8',
      none: 'No quiet hours',
    },
    zone: 'Where you live',
    zoneHint: 'All times are given as they are there.',
  },
  fewer: {
    on: 'You are not asked for reflections. Reminders stay.',
    off: 'You will be asked for reflections again.',
  },
  pause: {
    label: 'Until when would you like to pause?',
    hint: 'No notices until that day. Your partner only learns that you pause.',
    on: ({ at, zone }) =>
      `Paused until ${dates.monthDay(at, zone)}. No notices. Your partner only learns that you pause.`,
    past: 'That day is over.',
    tooFar: ({ at, zone }) => `Please choose a day up to ${dates.monthDay(at, zone)}.`,
    off: 'Welcome back. Notices are on again.',
  },
  leave: {
    ask: ({ months }) =>
      `Leave the programme? Your coming meetings and notices end, and you can no longer read what participants wrote. Your partner and the coordinators are told. Your reflections are deleted after ${months} months.`,
    left: 'You have left. Thank you.',
  },
};
