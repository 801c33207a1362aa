import { describe, expect, it } from 'vitest';
import { createSession } from '../../src/use-cases/desk/import-sessions.ts';
import { replaceMentor } from '../../src/use-cases/replacing/replace-mentor.ts';
import { cancelSession } from '../../src/use-cases/sessions/cancel-session.ts';
import { moveByDesk } from '../../src/use-cases/sessions/move-by-desk.ts';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';
import { pushesTo } from '../support/line/line-records.ts';

const far = '2024-11-19T21:00:00+09:00';
const near = '2024-11-08T21:00:00+09:00';
const openAgain = 'の日時は、もう一度相談することになりました';

describe('a date that is not what it was', () => {
  const { world, dates } = datesAmong({
    joined: ['P01A', 'P02A', 'P05A', 'P05B', 'P06A', 'P06B'],
    begin: async (opened, finding) => {
      await opened.playUntil('2024-11-06T12:30:00+09:00');
      await finding.schedule('05', { mode: 'agreed', start1: seconds(far) });
      await finding.schedule('06', { mode: 'agreed', start1: seconds(near) });
      for (const code of ['P05A', 'P05B', 'P06A', 'P06B']) {
        await opened.phone(code).tap('今回は書かない');
        expect(opened.phone(code).lastText()).toContain('とうかがいました。合っていますか。');
      }
    },
  });

  const moveTo = (session: string, at: string) =>
    world().onSession(session, (records, sessionId) =>
      moveByDesk(records, { sessionId, startsAt: new Date(at), minutes: 40, now: world().clock.now() }),
    );

  it('is told with the next free reply to whoever counts on it, when somebody else says it is not right', async () => {
    const [one, other] = [world().phone('P05A'), world().phone('P05B')];
    const pushes = pushesTo(other).length;
    await one.tap('ちがいます');
    await dates().aMomentLater();
    expect(pushesTo(other)).toHaveLength(pushes);
    await other.say('次回');
    expect(other.lastText()).toContain(`第2回（11月19日(火) 21:00）${openAgain}`);
    await world().playUntil('2024-11-07T12:35:00+09:00');
    expect(pushesTo(other)).toHaveLength(pushes);
    expect(one.textsSince(0).join()).not.toContain(openAgain);
  });

  it('is pushed where the date is near, once and without a name', async () => {
    const other = world().phone('P06B');
    const pushes = pushesTo(other).length;
    await world().phone('P06A').tap('ちがいます');
    await world().phone('P06A').tap('ちがいます');
    await dates().aMomentLater();
    expect(pushesTo(other)).toHaveLength(pushes + 1);
    expect(other.lastText()).toContain(`第2回（11月8日(金) 21:00）${openAgain}`);
    expect(other.lastText()).not.toContain('06A');
  });

  it('is followed by every later change for whoever learnt it from an old button', async () => {
    const phone = world().phone('P01A');
    await phone.tap('今回は書かない');
    // Set by the desk: nobody has agreed to it.
    const date = { startsAt: new Date(far), minutes: 40, link: 'https://meet.example.org/x' };
    const row = { team: '01', kind: 'mentoring', number: 2, ...date } as const;
    await world().container.transact((records) =>
      createSession(records, world().programme.id, row, world().clock.now()),
    );
    await dates().move('01', { start1: seconds('2024-11-25T21:00:00+09:00') });
    await phone.say('次回');
    await moveTo('01/mentoring/2', '2024-11-26T21:00:00+09:00');
    await phone.tap('11月25日(月) 21:00');
    expect(phone.lastText()).toContain('ひと足先に、11月26日(火) 21:00に決まりました');
    const texts = phone.received.length;
    await moveTo('01/mentoring/2', '2024-11-28T21:00:00+09:00');
    await phone.say('次回');
    expect(phone.textsSince(texts).join('\n')).toContain('第2回は11月28日(木) 21:00に変わりました');
  });

  it('is the new mentor’s as well where a session that was called off is taken up again', async () => {
    await dates().schedule('02', { mode: 'agreed', start1: seconds(far) });
    await world().onSession('02/mentoring/2', (records, id) =>
      cancelSession(records, id, world().clock.now()),
    );
    const { programme } = world();
    await world().container.transact((records) =>
      replaceMentor(records, {
        ...{ programme, team: '02', from: 'M02A', now: world().clock.now(), dryRun: false },
        to: {
          code: 'M02C',
          added: {
            ...{ code: 'M02C', role: 'mentor', name: 'Mentor 02C', email: 'm02c@example.org', teams: ['02'] },
            ...{ organisation: null, zone: 'Asia/Tokyo', language: 'ja', quietRanges: [], blank: [] },
          },
        },
      }),
    );
    await moveTo('02/mentoring/2', far);
    const seats = await world().query(
      `select p.code from seats x join people p on p.id = x.person_id join sessions s on s.id = x.session_id
       join teams t on t.id = s.team_id where t.code = '02' and s.number = 2 and x.role = 'mentor' order by p.code`,
    );
    expect(seats.map(({ code }) => code)).toEqual(['M02B', 'M02C']);
  });
});
