import { calendar } from './en/calendar/calendar.ts';
import { cli } from './en/cli/cli.ts';
import { coordinators } from './en/coordinators.ts';
import { dates } from './en/dates.ts';
import { digest } from './en/digest.ts';
import { edge } from './en/edge.ts';
import { forms } from './en/forms/forms.ts';
import { visibility } from './en/forms/visibility.ts';
import { home } from './en/home.ts';
import { joining } from './en/joining.ts';
import { leads } from './en/leads.ts';
import { mentors } from './en/mentors.ts';
import { menu } from './en/menu.ts';
import { murmurs } from './en/murmurs.ts';
import { names } from './en/names.ts';
import { absences } from './en/pair/absences.ts';
import { reflections } from './en/reflections.ts';
import { reminders } from './en/reminders.ts';
import { replacement } from './en/replacement.ts';
import { change } from './en/scheduling/change.ts';
import { standstill } from './en/scheduling/standstill.ts';
import { supporters } from './en/scheduling/supporters.ts';
import { sessions } from './en/sessions.ts';
import { mentorSettings } from './en/settings/mentor-settings.ts';
import { settings } from './en/settings/settings.ts';
import { times } from './en/times.ts';
import type { Texts } from './texts.ts';

/** The English catalogue: equal in tone, complete by type. */
export const en: Texts = {
  dates,
  names,
  joining,
  reminders,
  sessions,
  reflections,
  forms,
  visibility,
  murmurs,
  menu,
  settings,
  replacement,
  times,
  leads,
  home,
  change,
  absences,
  calendar,
  edge,
  mentors,
  mentorSettings,
  coordinators,
  digest,
  standstill,
  supporters,
  cli,
};
