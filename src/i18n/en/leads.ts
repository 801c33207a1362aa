import type { Texts } from '../texts.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

export const leads: Texts['leads'] = {
  field: ({ name }) => `Lead: ${name}`,
  handover: {
    summary: (session) => `About leading ${names.session(session)}`,
    title: ({ at, zones, ...session }) => `${dates.bothZones({ at, zones })}: ${names.session(session)}`,
    leads: ({ name }) => `${name} leads this time.`,
    leadsWithNote: ({ name }) => `${name} leads this time. Note from last time:`,
  },
  buttons: { swap: 'Swap the lead' },
  said: {
    leads: ({ name, ...session }) => `${name} leads ${names.session(session)}.`,
    swapped: ({ name, ...session }) => `All right. ${name} leads ${names.session(session)}.`,
    alone: ({ name, ...session }) =>
      `Only ${name} is expected at ${names.session(session)}, so ${name} still leads.`,
    unsettled: 'This meeting has no date at the moment. The lead can be swapped once it has one.',
  },
};
