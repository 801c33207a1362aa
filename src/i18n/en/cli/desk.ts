import type { Texts } from '../../texts.ts';
import { dates } from '../dates.ts';
import { names } from '../names.ts';
import { whose } from './whose.ts';

const outcomes = { held: 'held', missed: 'not met' } as const;

export const desk: Texts['cli']['desk'] = {
  programme: {
    created: ({ name, key, ...days }) => `Made ${name} (${key}), ${dates.span(days)}.`,
    exists: ({ key }) => `${key} is already there. Nothing has changed.`,
    updated: ({ key }) => `The settings of ${key} are changed.`,
    unknown: ({ key }) => `There is no programme ${key}.`,
    unknownTemplate: ({ key }) => `There is no template ${key}.`,
  },
  session: {
    moved: ({ team, wasAt, ...session }) =>
      `${whose({ team })}, ${names.session(session)}: moved from ${dates.dayTime(wasAt, session.zone)} to ${dates.dayTime(session.at, session.zone)}.`,
    cancelled: ({ team, ...session }) => `${whose({ team })}, ${names.title(session)}: called off.`,
    marked: ({ team, outcome, ...session }) =>
      `${whose({ team })}, ${names.title(session)}: marked as ${outcomes[outcome]}.`,
    unchanged: 'It is like that already. Nothing has changed.',
    unknown: 'There is no such meeting.',
    over: 'This meeting is over and cannot be moved. It can be called off, or marked as held or not met.',
    notOver: 'This meeting is not over. Please mark it afterwards.',
    dated: ({ team, ...session }) =>
      `${whose({ team })}, ${names.session(session)}: ${dates.dayTime(session.at, session.zone)}`,
    generated: ({ count }) => `${count} meetings have a date now.`,
    short: ({ team, missing }) =>
      `${whose({ team })}: the phase has too few free days, ${missing} still without a date.`,
  },
  digest: {
    preview: ({ week }) => `A draft of week ${week}. It is not sent.`,
    trace: ({ figure, ids }) => `${figure} (${ids.length}): ${ids.length === 0 ? '–' : ids.join(' ')}`,
  },
  unknownCommand: ({ value }) => `There is no command '${value}'. --help lists them.`,
  needsOption: ({ option }) => `Please add ${option}.`,
  badOption: ({ option, value }) => `'${value}' cannot be read as ${option}. --help shows how it is written.`,
  unknownOption: ({ option }) => `There is no option ${option}. --help shows how it is written.`,
  superfluous: ({ value }) => `'${value}' is one word too many. A value with spaces needs "" around it.`,
  needsValue: ({ option }) => `Please put a value after ${option}.`,
};
