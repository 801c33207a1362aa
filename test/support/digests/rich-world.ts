import { randomUUID } from 'node:crypto';
import type { DeliveryKind } from '../../../src/domain/messaging/delivery.ts';
import { addMember, addSession, addTeam, makeProgramme, type SmallWorld } from './small-world.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A programme of which a digest that is taken on `monday` has something of every sort to tell. */
export function makeRichWorld(monday: Date): SmallWorld {
  const world = makeProgramme();
  const at = (days: number): Date => new Date(monday.getTime() + days * day);
  for (const role of ['mentor', 'mentor', 'participant']) {
    const teamId = addTeam(world);
    addMember(world, { teamId, role });
    const held = addSession(world, { teamId, startsAt: at(-4), state: 'held', isReflected: true });
    held.contradicted = world.sessions.length === 1;
  }
  const late = addTeam(world);
  addMember(world, { teamId: late });
  addSession(world, { teamId: late, startsAt: at(-10), state: 'held', isReflected: true });
  for (const [index, one] of world.reflections.entries()) {
    Object.assign(one, { met: true, satisfaction: 3 + (index % 3), answered_at: at(-3).getTime() });
  }
  addSession(world, { teamId: late, startsAt: at(-5), state: 'unsettled' });
  addSession(world, { teamId: late, startsAt: at(-6), state: 'planned' });
  addSession(world, { teamId: late, startsAt: at(2), state: 'planned' });
  // A team that never met.
  addTeam(world);
  addMurmur(world, at(-3));
  addDelivery(world, at(-3), 'worry.desk', 'sent');
  addDelivery(world, at(-3), 'contact.desk', 'sent');
  addDelivery(world, at(-3), 'reminder.participant', 'expired');
  return world;
}

function addMurmur(world: SmallWorld, at: Date): void {
  world.murmurs.push({
    id: randomUUID(),
    person_id: world.people[0]?.id ?? '',
    programme_id: world.programmeId,
    burst_id: randomUUID(),
    text: 'a',
    at: at.getTime(),
    sent_on_at: at.getTime(),
  });
}

function addDelivery(world: SmallWorld, at: Date, kind: DeliveryKind, state: 'sent' | 'expired'): void {
  const id = randomUUID();
  world.deliveries.push({
    id,
    workspace_id: world.workspaces[0]?.id ?? '',
    programme_id: world.programmeId,
    dedupe_key: id,
    kind,
    subject: kind === 'worry.desk' ? { reflectionId: world.reflections[0]?.id ?? '' } : {},
    address: 'channel:C1',
    platform: 'line',
    planned_at: at.getTime(),
    due_at: at.getTime(),
    state,
    reason: null,
    quota_cost: state === 'sent' ? 1 : 0,
    sent_at: state === 'sent' ? at.getTime() : null,
  });
}
