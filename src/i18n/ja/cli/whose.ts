import { names } from '../names.ts';

/** チーム07; 全員 for a session of the whole programme, whose team is empty. */
export function whose({ team }: { readonly team: string }): string {
  return team === '' ? '全員' : names.team({ team });
}
