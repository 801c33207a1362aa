import { describe, expect, it } from 'vitest';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';
import { smallRoster, smallSessions } from '../support/flows/flow-world.ts';
import { addSecondProgramme } from '../support/flows/second-programme.ts';

describe('times for somebody in two programmes', () => {
  const { world, dates } = datesAmong({
    roster: smallRoster,
    sessions: smallSessions,
    joined: [],
    begin: async (opened) => {
      const code = await addSecondProgramme(opened, {
        roster:
          'code,team,role,name,organisation,email,zone,language,quiet\nP02A,X1,participant,Participant 02A,Org B,p02a@example.org,Asia/Tokyo,ja,\n',
        sessions:
          'team,number,kind,date,start,minutes,link\nX1,1,mentoring,2024-11-12,12:00,40,https://meet.example.org/x1\n',
        codeFor: 'P02A',
      });
      const phone = await opened.join('P02A');
      await phone.say('あとにする');
      await phone.say(code);
      await phone.tap('同意してはじめる');
      await phone.say('あとにする');
    },
  });

  it('name the programme that they are for, and so does the date', async () => {
    const phone = world().phone('P02A');
    await dates().schedule('02', { start1: seconds('2024-11-14T20:00:00+09:00') });
    await phone.say('次回');
    expect(phone.lastText()).toContain('次回（テスト 第2回）の日時の候補です');
    await phone.tap('11月14日(木) 20:00');
    expect(phone.lastText()).toContain('テスト 第2回は11月14日(木) 20:00に決まりました');
  });
});
