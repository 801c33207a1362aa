import type { Texts } from '../../texts.ts';

export const help: Texts['cli']['help'] = {
  heading: 'Usage: npm run bansou -- <command> [options]',
  language: 'language of what is printed (ja, en)',
  dryRun: 'check only, write nothing',
  commands: {
    programmeCreate: 'make a programme from a template (where it exists: change the settings given)',
    rosterImport: 'take in the roster CSV (the same file twice changes nothing)',
    sessionsImport: 'take in a CSV of meetings',
    sessionsGenerate: "make dates from the template's number and rhythm",
    sessionMove: 'move a meeting (its reminders are planned anew)',
    sessionCancel: 'call a meeting off',
    sessionMark: 'mark a meeting as held or not met',
    joinCodeIssue: 'issue a join code and print the text of its mail',
    calendarIssue: "show the address of a person's calendar",
    calendarRevoke: "end the address of a person's calendar (another one takes its place)",
    mentorReplace:
      'replace a mentor (with --name and --email: by a new person; what was written stays with the team)',
    digestPreview: 'see a draft of the weekly digest (--trace: what is behind the figures)',
    lineSetup: "make the menu below LINE's talk (again changes nothing)",
    lineRemove: 'take that menu off LINE',
    status: 'see how things stand',
  },
};
