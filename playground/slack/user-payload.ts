import { type Identity, secondsOf } from './identity.ts';
import type { JsonObject } from './json.ts';
import type { Member } from './workspace.ts';

/** A person as answers and `user_change` events carry them. */
export function userPayload(
  member: Member,
  known: { readonly identity: Identity; readonly now: Date },
): JsonObject {
  return {
    id: member.id,
    team_id: known.identity.teamId,
    name: member.email.split('@')[0] ?? member.id,
    deleted: member.deactivated,
    is_bot: false,
    is_app_user: false,
    updated: secondsOf(member.updatedAt),
    profile: {
      email: member.email,
      real_name: member.name,
      display_name: member.name,
      team: known.identity.teamId,
    },
    // The platform leaves these out once an account is switched off.
    ...(!member.deactivated && {
      real_name: member.name,
      tz: member.tz,
      tz_label: member.tz,
      tz_offset: offsetSeconds(member.tz, known.now),
    }),
  };
}

function offsetSeconds(zone: string, at: Date): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const parts = /^GMT([+-])(\d{2}):(\d{2})$/.exec(name);
  if (parts === null) return 0;
  const seconds = Number(parts[2]) * 3600 + Number(parts[3]) * 60;
  return parts[1] === '-' ? -seconds : seconds;
}
