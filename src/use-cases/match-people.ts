import { toNotice } from '../domain/messaging/notice.ts';
import { slackTier3Gate } from '../domain/messaging/rate-limits.ts';
import type { Clock } from '../shared/clock.ts';
import type { SlackDirectory } from './ports/channels.ts';
import type { PairWithoutGroup, PeopleDirectory } from './ports/people-directory.ts';
import type { Records, Transact } from './ports/records/records.ts';
import type { RateGates } from './ports/sending/rate-gates.ts';
import { findOpenMatters } from './replacing/open-matters.ts';
import { welcomeMentor } from './replacing/welcome-mentor.ts';

const askAgainMs = 24 * 60 * 60_000;
/** One at a time: a look-up that fails for good must not put off others for a day. */
const batch = 1;

/**
 * Finds mentors, supporters and coordinators in Slack by e-mail, daily until found, greets mentors in their DM, and
 * opens each pair's group once both are there. Importing a roster never calls Slack; this does.
 */
export function createMatchPeople(deps: {
  readonly directory: PeopleDirectory;
  readonly slack: SlackDirectory;
  readonly gates: RateGates;
  readonly transact: Transact;
  readonly clock: Clock;
}): () => Promise<number> {
  return async () => {
    let found = 0;
    for (;;) {
      const now = deps.clock.now();
      const waiting = await deps.directory.claimUnmatched(new Date(now.getTime() - askAgainMs), now, batch);
      if (waiting.length === 0) break;
      for (const person of waiting) {
        const outcome = await findInSlack(deps, person, now);
        if (outcome === 'found') found += 1;
        if (outcome === 'later') await deps.directory.lookUpLater(person.personId);
      }
    }
    await openGroups(deps, deps.clock.now());
    return found;
  };
}

async function findInSlack(
  deps: Parameters<typeof createMatchPeople>[0],
  { personId, email }: { readonly personId: string; readonly email: string },
  now: Date,
): Promise<'found' | 'unknown' | 'later'> {
  if ((await deps.gates.take([slackTier3Gate('users.lookupByEmail')], now)) !== null) return 'later';
  const account = await deps.slack.findUserByEmail(email);
  if (account.kind !== 'found') return account.kind;
  // Together, or not at all: who is linked is not looked for again, and would never be greeted.
  await deps.transact(async (records) => {
    await records.people.linkSlack(personId, account.id);
    const memberships = await records.people.membershipsOf(personId);
    for (const membership of memberships) await welcomeMentor(records, membership, now);
  });
  return 'found';
}

async function openGroups(
  { directory, slack, transact, gates }: Parameters<typeof createMatchPeople>[0],
  now: Date,
): Promise<void> {
  for (const pair of await directory.pairsWithoutGroup(1_000)) {
    if ((await gates.take([slackTier3Gate('conversations.open')], now)) !== null) return;
    const group = await slack.openGroup(pair.slackUserIds);
    if (group.kind === 'later') return;
    if (group.kind === 'unknown') continue;
    await transact(async (records) => {
      await records.people.savePairGroup(pair.teamId, { id: group.id, slackUserIds: pair.slackUserIds });
      await openPlace(records, pair, { groupId: group.id, now });
    });
  }
}

/** The greeting, and what a former pair's group was told that is open still. */
async function openPlace(
  records: Records,
  pair: PairWithoutGroup,
  { groupId, now }: { readonly groupId: string; readonly now: Date },
): Promise<void> {
  const greeting = toNotice(
    {
      programmeId: pair.programmeId,
      dedupeKey: `greeting:pair:${pair.teamId}:${[...pair.slackUserIds].sort().join('+')}`,
      subject: { kind: 'greeting.pair', teamId: pair.teamId },
      address: { kind: 'pair', teamId: pair.teamId },
    },
    now,
  );
  const open = await findOpenMatters(records, { teamId: pair.teamId, groupId, now });
  await records.deliveries.plan([greeting, ...open.map((matter) => ({ ...matter, dueAt: now }))], now);
}
