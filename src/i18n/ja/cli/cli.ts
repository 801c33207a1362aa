import { calendars } from './calendars.ts';
import { desk } from './desk.ts';
import { help } from './help.ts';
import { imports } from './imports.ts';
import { joinCodes } from './join-codes.ts';
import { line } from './line.ts';
import { mentors } from './mentors.ts';
import { status } from './status.ts';

/** What coordinators read on the command line. */
export const cli = { help, imports, joinCodes, calendars, desk, line, mentors, status };
