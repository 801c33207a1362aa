import type { Texts } from '../../texts.ts';
import { names } from '../names.ts';

export const mentors: Texts['cli']['mentors'] = {
  replaced: ({ team, former, comer }) => `${names.team({ team })}: ${comer} has taken over from ${former}.`,
  possible: ({ team, former, comer }) => `${names.team({ team })}: ${comer} can take over from ${former}.`,
  unchanged: ({ team, former, comer }) =>
    `${names.team({ team })}: ${comer} has taken over from ${former} before. Nothing has changed.`,
  sessions: ({ count }) => `${count} coming meetings pass on.`,
  next: 'Participants are told with their next conversation. What they wrote before is not shown to the new mentor until they answer, or a day after they were told.',
  refused: {
    unknownTeam: ({ value }) => `There is no team ${value} on the roster.`,
    notMentor: ({ code, team }) => `${code} is not a mentor of ${names.team({ team })}.`,
    takenOver: ({ code, name }) => `${code} has been replaced by ${name} before.`,
    unknownPerson: ({ value }) =>
      `Nobody on the roster has the code ${value}. For a new person add --name and --email.`,
    codeTaken: ({ value, name }) => `The code ${value} belongs to ${name}.`,
    emailTaken: ({ value, code }) =>
      `The e-mail ${value} is registered for the person with the code ${code}.`,
    noEmail: ({ code }) => `${code} has no e-mail. Please add it to the roster and try again.`,
    same: 'Both codes are the same person.',
    inPair: ({ code, team }) => `${code} is a mentor of ${names.team({ team })} already.`,
    otherTeam: ({ code }) => `${code} is a mentor of another team.`,
    wasMentor: ({ code }) => `The part of ${code} as a mentor of this programme has ended.`,
    participant: ({ code }) => `${code} is a participant of this programme.`,
    full: ({ team }) => `${names.team({ team })} has two mentors already.`,
  },
};
