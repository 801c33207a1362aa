import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moveSession } from '../../src/use-cases/sessions/move-session.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { parseCalendar } from '../support/parse-calendar.ts';
import { interactionBody, postInteraction } from '../support/slack/slack-payloads.ts';

describe('calendars in the chats', () => {
  let world: FlowWorld;

  beforeEach(async () => {
    world = await createFlowWorld({ databaseUrl: (await createTestDatabase()).url });
  });
  afterEach(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    await world.close();
  });

  const home = (code: string): string => JSON.stringify(world.slackOf(code).user.currentHome()?.blocks);
  const addressesIn = (text: string): ReadonlySet<string> =>
    new Set(text.match(/http[^"\s]+\/calendar\/[0-9a-f]+\.ics/g));
  const shownTo = async (code: string): Promise<string> => {
    await world.slackOf(code).openHome();
    const [address = '', ...others] = addressesIn(home(code));
    expect(others).toEqual([]);
    return address;
  };
  /** Asks the running server, which listens on another port than its public address says. */
  const fetchHere = (address: string, init?: RequestInit): Promise<Response> =>
    fetch(`http://127.0.0.1:${world.server.port}${new URL(address).pathname}`, init);

  it('are shown to mentors in their own home tab alone, and open their sessions', async () => {
    const address = await shownTo('M01A');
    const response = await fetchHere(address);
    expect(response.status).toBe(200);
    expect(parseCalendar(await response.text()).events).toMatchObject([
      { summary: '伴走：第1回', startsAt: '2024-11-05T11:00:00.000Z', status: 'CONFIRMED' },
    ]);
    expect(await shownTo('M01B')).not.toBe(address);
    await world.slackOf('S1').openHome();
    expect(addressesIn(home('S1')).size).toBe(0);
    const elsewhere = JSON.stringify(world.slack.ledger);
    expect(elsewhere).not.toContain('/calendar/');
  });

  it('have a new address when a mentor asks, once, however often the old button is tapped', async () => {
    const before = await shownTo('M01A');
    const { user } = world.slackOf('M01A');
    await user.clickInHome('作り直す');
    await world.settle();
    const [after = ''] = addressesIn(home('M01A'));
    expect(after).not.toBe(before);
    expect((await fetchHere(before)).status).toBe(404);
    expect((await fetchHere(after)).status).toBe(200);
    expect(await postInteraction(world.slack, staleRenewal(user.id))).toBe(200);
    await world.settle();
    expect([...addressesIn(home('M01A'))]).toEqual([after]);
    expect(await world.query("select calendar_revision from people where code = 'M01A'")).toEqual([
      { calendar_revision: 2 },
    ]);
  });

  it('follow a move, and take back what somebody cannot attend', async () => {
    const address = await shownTo('M01A');
    const before = await fetchHere(address);
    const known = { headers: { 'if-none-match': before.headers.get('etag') ?? '' } };
    expect((await fetchHere(address, known)).status).toBe(304);
    await world.onSession('01/mentoring/1', (records, sessionId) =>
      moveSession(records, {
        sessionId,
        startsAt: new Date('2024-11-07T11:30:00Z'),
        minutes: 40,
        now: world.clock.now(),
      }),
    );
    const moved = await fetchHere(address, known);
    expect(moved.status).toBe(200);
    const [former] = parseCalendar(await before.text()).events;
    expect(parseCalendar(await moved.text()).events).toMatchObject([
      { uid: former?.uid, sequence: 2, startsAt: '2024-11-07T11:30:00.000Z' },
    ]);
  });

  it('take the next session from 次回, on LINE as in Slack, and take it back from who cannot come', async () => {
    const phone = await world.join('P01A');
    await phone.say('次回');
    const button = phone.button('カレンダーに入れる');
    const address = button.uri ?? '';
    const read = async () => parseCalendar(await (await fetchHere(address)).text()).events;
    expect(await read()).toMatchObject([
      { summary: '伴走：第1回', status: 'CONFIRMED', startsAt: '2024-11-05T11:00:00.000Z' },
    ]);
    await phone.tap('行けなくなった');
    await phone.tap('伝える');
    expect(await read()).toMatchObject([{ status: 'CANCELLED', sequence: 1 }]);
    const mentor = world.slackOf('M01A');
    await mentor.click('次回を見る');
    const shown = mentor.message('次回（第1回）');
    expect(shown.ephemeral).toBe(true);
    expect(JSON.stringify(shown.blocks)).toContain('カレンダーに入れる');
  });
});

/** 作り直す of a home tab that was drawn before the last renewal. */
function staleRenewal(userId: string): string {
  const value = 'b1:k:-:calendar:renew.1';
  return interactionBody({
    type: 'block_actions',
    user: { id: userId, username: 'x', name: 'x', team_id: 'T1' },
    team: { id: 'T1', domain: 'x' },
    api_app_id: 'A1',
    token: 't',
    trigger_id: 'trigger-stale',
    container: { type: 'view', view_id: 'V1' },
    view: { id: 'V1', type: 'home', callback_id: '', private_metadata: '', state: { values: {} } },
    actions: [{ type: 'button', action_id: value, block_id: 'b', value, action_ts: '1730419300.000001' }],
  });
}
