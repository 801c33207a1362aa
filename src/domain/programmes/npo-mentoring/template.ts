import { defaultReminderPolicy } from '../../reminders/policy.ts';
import { defaultSchedulingPolicy } from '../../scheduling/policy.ts';
import type { ProgrammeTemplate } from '../template.ts';
import { npoMentoringForms } from './forms.ts';

/** The season of PRODUCT.md: training in month 0, six mentoring sessions in months 1 to 3, reflection in month 4. */
export const npoMentoring: ProgrammeTemplate = {
  key: 'npo-mentoring',
  phases: [
    { key: 'training', fromMonth: 0, months: 1 },
    { key: 'mentoring', fromMonth: 1, months: 3 },
    { key: 'reflection', fromMonth: 4, months: 1 },
  ],
  sessions: {
    mentoring: {
      minutes: 40,
      perTeam: 6,
      wholeProgramme: false,
      formOf: { participant: 'mentoring.participant', mentor: 'mentoring.mentor' },
    },
    training: { minutes: 120, perTeam: 0, wholeProgramme: true, formOf: { mentor: 'training.mentor' } },
    closing: {
      minutes: 60,
      perTeam: 1,
      wholeProgramme: false,
      formOf: { participant: 'closing.participant', mentor: 'closing.mentor' },
    },
    mentors_closing: {
      minutes: 60,
      perTeam: 1,
      wholeProgramme: false,
      formOf: { mentor: 'mentors_closing.mentor' },
    },
  },
  forms: npoMentoringForms,
  beforeForm: 'before.participant',
  reminders: defaultReminderPolicy,
  scheduling: defaultSchedulingPolicy,
  digest: { at: '09:00', idleAfterDays: 21, leastPeople: 5 },
  reflections: { openDays: 21, openDaysAfterEnd: 14 },
  pushTarget: 120,
};
