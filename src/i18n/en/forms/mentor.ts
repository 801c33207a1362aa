import type { Texts } from '../../texts.ts';
import { notMet, rating, reasons } from './options.ts';

type Forms = Texts['forms'];

const reason = {
  ask: 'All right. If you like, say what happened.',
  label: 'What happened',
  options: reasons,
};
const q1 = { ask: 'How was {title}?', label: 'Satisfaction', options: { ...rating, not_met: notMet } };
const worry = { ask: 'If something worries you, write it here.', label: 'A worry' };

const closingQuestions: Forms['closing.mentor'] = {
  q1,
  reason,
  takeaway: {
    ask: 'If there is something you take with you, write it here.',
    label: 'What you take with you',
  },
  change: {
    ask: 'If you would change something next season, write it here.',
    label: 'What to change next season',
  },
  worry,
};

export const mentoring: Forms['mentoring.mentor'] = {
  q1,
  reason,
  sorted: { ask: 'If something was sorted out, write it here.', label: 'What was sorted out' },
  next: { ask: 'If there is a next step, write it here.', label: 'Next step' },
  worry,
  note: { ask: 'If there is a note for the next lead, write it here.', label: 'Note for the next lead' },
};

export const closing = closingQuestions;
export const mentorsClosing: Forms['mentors_closing.mentor'] = closingQuestions;

export const training: Forms['training.mentor'] = {
  q1: {
    ask: 'Will the training help you?',
    label: 'Help from the training',
    options: {
      5: { label: '5 Very much', synonyms: ['alot'] },
      4: { label: '4 Yes', synonyms: ['itwill'] },
      3: { label: '3 So-so', synonyms: ['soso', 'ok', 'okay'] },
      2: { label: '2 Not much', synonyms: ['notsomuch'] },
      1: { label: '1 No', synonyms: ['notatall'] },
      not_met: {
        label: 'I was not there',
        synonyms: ["iwasn'tthere", 'iwasntthere', 'wasnotthere', 'absent'],
      },
    },
  },
  curious: {
    ask: 'If there is something you would like to know before you start, write it here.',
    label: 'What you would like to know before you start',
  },
};
