import type { FormText } from '../../params.ts';
import {
  closing as closingOfMentor,
  mentoring as mentoringOfMentor,
  mentorsClosing,
  training,
} from './mentor.ts';
import { before, closing, mentoring } from './participant.ts';

/** The wording of every form as data: form key, then question key. Stored with the form when first asked. */
export const forms = {
  'mentoring.participant': mentoring,
  'mentoring.mentor': mentoringOfMentor,
  'closing.participant': closing,
  'closing.mentor': closingOfMentor,
  'mentors_closing.mentor': mentorsClosing,
  'training.mentor': training,
  'before.participant': before,
} satisfies Readonly<Record<string, FormText>>;
