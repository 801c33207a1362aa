import type { Clock } from '../../../src/shared/clock.ts';
import type { Identity } from '../identity.ts';
import { userPayload } from '../user-payload.ts';
import type { Member, Workspace } from '../workspace.ts';
import type { ApiMethods } from './api-method.ts';
import { ApiRefusal } from './api-refusal.ts';
import { findUser } from './find-channel.ts';

/** `auth.test` and `users.*`. */
export function createUserMethods(deps: {
  readonly clock: Clock;
  readonly identity: Identity;
  readonly workspace: Workspace;
}): ApiMethods {
  const { identity, workspace } = deps;
  const payload = (member: Member) => userPayload(member, { identity, now: deps.clock.now() });
  return {
    'auth.test': () => ({
      url: `https://${identity.teamDomain}.slack.com/`,
      team: identity.teamDomain,
      user: 'bansou',
      team_id: identity.teamId,
      user_id: identity.botUserId,
      bot_id: identity.botId,
      is_enterprise_install: false,
    }),
    'users.info': ({ args }) => ({ user: payload(findUser(workspace, args.required('user'))) }),
    'users.lookupByEmail': ({ args }) => {
      const member = workspace.findMemberByEmail(args.required('email'));
      if (member === null || member.deactivated) throw new ApiRefusal('users_not_found');
      return { user: payload(member) };
    },
  };
}
