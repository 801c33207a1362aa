import type { FormDefinition, FormQuestion } from '../../reflections/form-definition.ts';

const rating = ['5', '4', '3', '2', '1', 'not_met'] as const;
const reasons = ['moved', 'errand', 'no_connection'] as const;
const fiveChoices = ['5', '4', '3', '2', '1'] as const;
const zeroToTen = Array.from({ length: 11 }, (_, number) => String(number));

const first: FormQuestion = { key: 'q1', type: 'rating', options: rating, visibility: 'coordinators' };
const reason: FormQuestion = {
  key: 'reason',
  type: 'choice',
  options: reasons,
  visibility: 'coordinators',
  onlyIf: 'not_met',
};

function text(
  key: string,
  visibility: FormQuestion['visibility'],
  more: Partial<FormQuestion> = {},
): FormQuestion {
  return { key, type: 'text', options: [], visibility, ...more };
}

/** Participants answer on LINE, one question at a time; words only where they ask for it (CONVERSATIONS 3.6). */
const mentoringOfParticipant: FormDefinition = {
  key: 'mentoring.participant',
  version: 1,
  questions: [
    first,
    reason,
    {
      key: 'topics',
      type: 'choices',
      options: ['running', 'work', 'career', 'other'],
      visibility: 'my_mentors',
      onlyIf: 'met',
    },
    text('words', 'my_mentors', { onlyIf: 'met', onRequest: true }),
    text('next', 'my_mentors', { onlyIf: 'met', onRequest: true }),
  ],
};

const closingOfParticipant: FormDefinition = {
  key: 'closing.participant',
  version: 1,
  questions: [
    first,
    reason,
    {
      key: 'topics',
      type: 'choices',
      options: ['running', 'work', 'career', 'talk'],
      visibility: 'my_mentors',
      onlyIf: 'met',
    },
    text('words', 'my_mentors', { onlyIf: 'met' }),
    text('next', 'my_mentors', { onlyIf: 'met' }),
    { key: 'recommend', type: 'scale', options: zeroToTen, visibility: 'coordinators', onlyIf: 'met' },
  ],
};

const beforeOfParticipant: FormDefinition = {
  key: 'before.participant',
  version: 1,
  sendsItself: true,
  questions: [
    { key: 'before1', type: 'choice', options: fiveChoices, visibility: 'coordinators' },
    { key: 'before2', type: 'choice', options: fiveChoices, visibility: 'coordinators' },
  ],
};

/** Mentors rate in the message and write the rest in a modal (CONVERSATIONS 3.7, 3.8). */
const mentoringOfMentor: FormDefinition = {
  key: 'mentoring.mentor',
  version: 2,
  questions: [
    first,
    reason,
    text('sorted', 'pair'),
    text('next', 'pair'),
    text('worry', 'desk'),
    text('note', 'pair', { onlyFor: 'lead' }),
  ],
};

const closingQuestions: readonly FormQuestion[] = [
  first,
  reason,
  text('takeaway', 'pair'),
  text('change', 'pair'),
  text('worry', 'desk'),
];

const closingOfMentor: FormDefinition = { key: 'closing.mentor', version: 1, questions: closingQuestions };
const mentorsClosing: FormDefinition = {
  key: 'mentors_closing.mentor',
  version: 1,
  questions: closingQuestions,
};

const trainingOfMentor: FormDefinition = {
  key: 'training.mentor',
  version: 1,
  questions: [{ ...first, visibility: 'desk' }, text('curious', 'desk')],
};

/** Every form of the programme. */
export const npoMentoringForms: readonly FormDefinition[] = [
  mentoringOfParticipant,
  closingOfParticipant,
  beforeOfParticipant,
  mentoringOfMentor,
  closingOfMentor,
  mentorsClosing,
  trainingOfMentor,
];
