import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replaceMentor } from '../../src/use-cases/replacing/replace-mentor.ts';
import { createTestDatabase } from '../support/databases/test-database.ts';
import { seconds } from '../support/flows/flow-dates.ts';
import type { SlackSeat } from '../support/flows/flow-slack.ts';
import { rosterOfTeams, sessionsFile } from '../support/flows/flow-teams.ts';
import { createFlowWorld, type FlowWorld } from '../support/flows/flow-world.ts';
import { noteDown, readEarlier, reflect } from '../support/flows/reflecting.ts';
import { pushesTo } from '../support/line/line-records.ts';
import { parseCalendar } from '../support/parse-calendar.ts';

const sessions = sessionsFile([
  { team: '01', date: '2024-11-05', start: '16:00' },
  { team: '01', number: 2, date: '2024-11-08', start: '16:00' },
  { team: '02', date: '2024-11-05', start: '16:00' },
  { team: '02', number: 2, date: '2024-11-26', start: '16:00' },
]);
const comer = { email: 'new@example.org', name: 'New Mentor' };

describe('a mentor is replaced', () => {
  let world: FlowWorld;
  let fresh: SlackSeat;

  beforeAll(async () => {
    world = await createFlowWorld({
      databaseUrl: (await createTestDatabase()).url,
      roster: rosterOfTeams(2),
      sessions,
    });
    fresh = world.addSlack(comer);
    for (const code of ['P01A', 'P02A']) await world.join(code);
    await world.playUntil('2024-11-05T16:55:00+09:00');
    for (const team of ['01', '02']) {
      await reflect(world, team);
      for (const code of [`M${team}A`, `M${team}B`]) {
        await noteDown(world, code);
        await pause();
      }
    }
    await world.playUntil('2024-11-07T21:30:00+09:00');
    await world.phone('P01A').tap('まず聴いてほしい');
    await pause();
  });
  afterAll(async () => {
    expect(world.slack.violations).toEqual([]);
    expect(world.slack.interactionFailures).toEqual([]);
    expect(world.line.violations).toEqual([]);
    await world.close();
  });

  const pause = (ms = 30_000): Promise<void> => world.playUntil(new Date(world.clock.now().getTime() + ms));
  const allOf = (seat: SlackSeat): string => seat.messages().map(seat.textOf).join('\n');
  const groupsOf = (seat: SlackSeat): ReadonlySet<string> =>
    new Set(seat.messages().flatMap(({ kind, channel }) => (kind === 'group' ? [channel] : [])));
  const replace = async (team: string, to: { readonly code: string; readonly added: boolean }) => {
    const replaced = await world.container.transact((records) =>
      replaceMentor(records, {
        programme: world.programme,
        team,
        from: `M${team}A`,
        to: {
          code: to.code,
          added: to.added
            ? {
                ...{ code: to.code, role: 'mentor', ...comer, teams: [team], organisation: null, blank: [] },
                ...{ zone: 'Asia/Tokyo', language: 'ja', quietRanges: [] },
              }
            : null,
        },
        now: world.clock.now(),
        dryRun: false,
      }),
    );
    await world.container.sweeps.matchPeople();
    await pause();
    return replaced;
  };
  describe('on the eve of a session', () => {
    let pushes = 0;

    it('takes the participant’s words and wishes out of the former mentor’s chats, and leaves the partner’s', async () => {
      const [former, partner] = [world.slackOf('M01A'), world.slackOf('M01B')];
      expect(allOf(former)).toContain('言葉01');
      expect(allOf(former)).toContain('まず聴いてほしい');
      expect(allOf(former)).toContain('覚え書きM01B');
      pushes = pushesTo(world.phone('P01A')).length;
      // Slack is away for the first of them: none is forgotten.
      const trouble = world.slack.faults.onCall('chat.update', 'http-500', { times: 2 });
      const replaced = await replace('01', { code: 'M01C', added: true });
      expect(replaced).toMatchObject({ kind: 'replaced', former: 'Person M01A', comer: 'New Mentor' });
      await pause(120_000);
      expect(trouble.fired()).toBe(2);
      for (const words of ['言葉01', 'まず聴いてほしい', '覚え書きM01B', 'meet.example.org'])
        expect(allOf(former)).not.toContain(words);
      expect(allOf(former)).toContain('担当の期間が終わったため');
      expect(allOf(partner)).toContain('言葉01');
      expect(allOf(partner)).toContain('覚え書きM01A');
    });

    it('gives the new pair a group of its own, and the new mentor the greeting and what the pair was reminded of', () => {
      expect(allOf(fresh)).toContain('チーム01を引き継いでいただきます。ペアの相手はPerson M01Bさんです');
      expect(allOf(fresh)).toContain('同意してはじめる');
      expect(allOf(fresh)).toContain('明日 11月8日(金) 16:00');
      const [group] = groupsOf(fresh);
      expect(groupsOf(world.slackOf('M01B')).has(group ?? '')).toBe(true);
      expect(groupsOf(world.slackOf('M01A')).has(group ?? '')).toBe(false);
    });

    it('shows the new mentor what the pair noted, and nothing of the participant before they were told', async () => {
      const text = await readEarlier(world, fresh);
      expect(text).toContain('覚え書きM01A');
      expect(text).toContain('覚え書きM01B');
      expect(text).not.toContain('言葉01');
    });

    it('tells the participant by a push, for the session is near, outside their quiet hours', async () => {
      const phone = world.phone('P01A');
      expect(pushesTo(phone)).toHaveLength(pushes);
      await world.playUntil('2024-11-08T08:01:00+09:00');
      expect(pushesTo(phone)).toHaveLength(pushes + 1);
      expect(phone.lastText()).toContain('これからのメンターはPerson M01BさんとNew Mentorさんです。');
      expect(phone.lastText()).toContain('New Mentorさんも読めるようになります。');
      expect(phone.labels()).toEqual(['わかりました', 'これまでの分は見せない']);
      expect(await readEarlier(world, fresh)).not.toContain('言葉01');
    });

    it('opens the earlier words when the participant says so, and closes them whenever they say so', async () => {
      const phone = world.phone('P01A');
      await phone.tap('わかりました');
      expect(phone.lastText()).toContain('これまでの分は、New Mentorさんも読めます');
      expect(await readEarlier(world, fresh)).toContain('言葉01');
      await phone.say('設定');
      await phone.tap('これまでの分の見せかた');
      await phone.tap('これまでの分は見せない');
      expect(phone.lastText()).toContain('New Mentorさんには見せません');
      const closed = await readEarlier(world, fresh);
      expect(closed).not.toContain('言葉01');
      expect(closed).toContain('覚え書きM01A');
      await phone.tap('これまでの分も見せる');
      expect(await readEarlier(world, fresh)).toContain('言葉01');
      expect(allOf(fresh)).not.toContain('言葉01');
    });

    it('answers every old button of the former mentor with the truth, and changes nothing', async () => {
      const former = world.slackOf('M01A');
      const before = await world.query('select * from answers order by id');
      const old = former.user.received.filter(({ blocks }) => JSON.stringify(blocks).includes('"button"'));
      expect(old.length).toBeGreaterThan(3);
      for (const message of old) {
        const label = /"type":"button".*?"text":"([^"]+)"/u.exec(JSON.stringify(message.blocks))?.[1] ?? '';
        if (label === 'ミーティングを開く') continue;
        await former.clickStale(message, label);
        const last = former.messages().at(-1);
        expect(last === undefined ? '' : former.textOf(last), label).toContain(
          'チーム01のメンターとしての担当は終わっています',
        );
        expect(last?.ephemeral).toBe(true);
      }
      expect(await world.query('select * from answers order by id')).toEqual(before);
    });

    it('reminds the new pair and asks the new mentor; the former one hears nothing more', async () => {
      const former = world.slackOf('M01A');
      const heard = former.user.received.length;
      await world.playUntil('2024-11-08T16:55:00+09:00');
      expect(fresh.textOf(fresh.message('LINEの『終わったら振り返る』を押してください'))).toContain(
        '聴いてほしい',
      );
      expect(fresh.message('第2回（11月8日 16:00').kind).toBe('dm');
      expect(former.user.received).toHaveLength(heard);
    });

    it('moves the coming sessions from one calendar to the other', async () => {
      const eventsOf = async (code: string): Promise<number> => {
        const address = await world.container.transact(async (records) => {
          const known = await records.replacements.findByCode(world.programme.id, code);
          return records.calendars.linkTo(known?.personId ?? '');
        });
        const { pathname } = new URL(address ?? '');
        const response = await fetch(`http://127.0.0.1:${world.server.port}${pathname}`);
        return parseCalendar(await response.text()).events.length;
      };
      expect(await eventsOf('M01A')).toBe(0);
      expect(await eventsOf('M01C')).toBe(1);
    });

    it('says at the second time that nothing changes', async () => {
      const state = () => world.query('select * from enrolments order by id');
      const before = await state();
      expect(await replace('01', { code: 'M01C', added: true })).toMatchObject({ kind: 'unchanged' });
      expect(await replace('01', { code: 'M02B', added: false })).toMatchObject({
        kind: 'refused',
        refusal: { kind: 'takenOver' },
      });
      expect(await state()).toEqual(before);
    });
  });

  describe('with the next session far away and times on offer', () => {
    let second: SlackSeat;

    it('keeps the times on offer for the new pair, and tells the participant with the next free reply', async () => {
      second = world.addSlack({ email: 'k1b@example.org', name: 'Second' });
      await world.slackOf('M02A').user.command('/bansou', 'move');
      await world.settle();
      await world.slackOf('M02A').user.chooseInView('start1', seconds('2024-11-27T16:00:00+09:00'));
      await world.settle();
      await world.slackOf('M02A').submit();
      await pause();
      await world.query(
        `insert into people (id, workspace_id, code, name, email, zone, language, quiet_ranges, created_at)
         select gen_random_uuid(), workspace_id, 'X1', 'Second', 'k1b@example.org', zone, language, '[]', created_at
         from people where code = 'M02A'`,
      );
      const pushes = pushesTo(world.phone('P02A')).length;
      expect(await replace('02', { code: 'X1', added: false })).toMatchObject({ kind: 'replaced' });
      const [group] = groupsOf(second);
      const inGroup = second.messages().filter(({ channel }) => channel === group);
      expect(inGroup.map(second.textOf).join('\n')).toContain('お返事待ち');
      const phone = world.phone('P02A');
      await phone.say('次回');
      expect(phone.textsSince(0).join('\n')).toContain(
        'これからのメンターはPerson M02BさんとSecondさんです。',
      );
      expect(pushesTo(phone)).toHaveLength(pushes);
    });

    it('takes silence for a yes a day after the participant was told, and not before', async () => {
      const read = (): Promise<string> => readEarlier(world, second);
      expect(await read()).not.toContain('言葉02');
      await pause(23 * 3_600_000);
      expect(await read()).not.toContain('言葉02');
      await pause(2 * 3_600_000);
      expect(await read()).toContain('言葉02');
    });

    it('counts what the former mentor answered', async () => {
      await world.playUntil('2024-11-11T09:00:00+09:00');
      await world.container.sweeps.makeDigests(world.programme.id);
      const [digest] = await world.query('select id from digests order by taken_at desc limit 1');
      const counted = await world.query(
        `select p.code from reflections r join people p on p.id = r.person_id
         where r.digest_id = $1 and r.role = 'mentor' order by 1`,
        [digest?.id],
      );
      expect(counted.map(({ code }) => code)).toEqual(['M01A', 'M01B', 'M02A', 'M02B']);
    });
  });
});
