import type { Person } from '../../../domain/people/people.ts';
import type { ProgrammeView, TeamView } from './views.ts';

/** A team that somebody looks after, with its programme. */
export type SupportedTeam = { readonly team: TeamView; readonly programme: ProgrammeView };

/** Who looks after which teams. */
export type SupportRecords = {
  /** The teams of the person's running parts as a supporter, in the order of programmes and codes. */
  readonly teamsOf: (personId: string) => Promise<readonly SupportedTeam[]>;
  /** Everybody who looks after a team of the programme now, by roster code. */
  readonly supportersOf: (programmeId: string) => Promise<readonly Person[]>;
};
