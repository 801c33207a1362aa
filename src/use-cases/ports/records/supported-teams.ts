import type { ProgrammeView, TeamView } from './views.ts';

/** A team that somebody looks after, with its programme. */
export type SupportedTeam = { readonly team: TeamView; readonly programme: ProgrammeView };

/** The teams of the person's running parts as a supporter, in the order of programmes and codes. */
export type SupportedTeams = (personId: string) => Promise<readonly SupportedTeam[]>;
