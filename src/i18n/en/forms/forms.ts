import type { Texts } from '../../texts.ts';
import {
  closing as closingOfMentor,
  mentoring as mentoringOfMentor,
  mentorsClosing,
  training,
} from './mentor.ts';
import { before, closing, mentoring } from './participant.ts';

export const forms: Texts['forms'] = {
  'mentoring.participant': mentoring,
  'mentoring.mentor': mentoringOfMentor,
  'closing.participant': closing,
  'closing.mentor': closingOfMentor,
  'mentors_closing.mentor': mentorsClosing,
  'training.mentor': training,
  'before.participant': before,
};
