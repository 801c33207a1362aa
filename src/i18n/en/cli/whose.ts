import { names } from '../names.ts';

/** Team 07; everyone for a session of the whole programme, whose team is empty. */
export function whose({ team }: { readonly team: string }): string {
  return team === '' ? 'Everyone' : names.team({ team });
}
