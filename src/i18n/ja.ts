import { calendar } from './ja/calendar/calendar.ts';
import { cli } from './ja/cli/cli.ts';
import { coordinators } from './ja/coordinators.ts';
import { dates } from './ja/dates.ts';
import { digest } from './ja/digest.ts';
import { edge } from './ja/edge.ts';
import { forms } from './ja/forms/forms.ts';
import { visibility } from './ja/forms/visibility.ts';
import { home } from './ja/home.ts';
import { joining } from './ja/joining.ts';
import { leads } from './ja/leads.ts';
import { mentors } from './ja/mentors.ts';
import { menu } from './ja/menu.ts';
import { murmurs } from './ja/murmurs.ts';
import { names } from './ja/names.ts';
import { absences } from './ja/pair/absences.ts';
import { reflections } from './ja/reflections.ts';
import { reminders } from './ja/reminders.ts';
import { replacement } from './ja/replacement.ts';
import { change } from './ja/scheduling/change.ts';
import { standstill } from './ja/scheduling/standstill.ts';
import { supporters } from './ja/scheduling/supporters.ts';
import { sessions } from './ja/sessions.ts';
import { mentorSettings } from './ja/settings/mentor-settings.ts';
import { settings } from './ja/settings/settings.ts';
import { times } from './ja/times.ts';

/** The Japanese catalogue: the product's voice. */
export const ja = {
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
