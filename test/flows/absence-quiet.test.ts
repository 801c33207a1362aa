import { describe, expect, it } from 'vitest';
import { absencesAmong, say } from '../support/flows/absences-among.ts';

const teams = ['01', '02'];

describe('the group of a pair of whom one comes alone', () => {
  const { world, dates } = absencesAmong(teams);

  /** How often the group was reminded on the day, and when the reminder before the session was due. */
  const lateReminderOf = async (team: string) =>
    (
      await world().query(
        `select d.state, d.due_at from deliveries d join sessions s on s.id = d.session_id
         join teams t on t.id = s.team_id
         where t.code = $1 and d.kind = 'reminder.pair' and d.subject ->> 'offset' = 'hour'`,
        [team],
      )
    )[0];

  it('is reminded when both may read it, also while the one who does not come has quiet hours', async () => {
    await world().query("update people set quiet_ranges = '[]' where code like 'M__B'");
    await world().playUntil('2024-11-04T12:00:00+09:00');
    await world().slackOf('M01A').user.command('/bansou', '次回');
    await world().settle();
    await world().slackOf('M01A').click(say);
    await dates().aMomentLater();
    await world().slackOf('M01B').click('ひとりで行います');
    // A mentor's usual quiet hours begin at 18:00.
    expect(await lateReminderOf('01')).toMatchObject({
      state: 'planned',
      due_at: new Date('2024-11-05T17:59:00+09:00'),
    });
  });

  it('is reminded all the same, after an outage, where the one who comes would hear of it too late', async () => {
    await world().playUntil('2024-11-05T17:30:00+09:00');
    await world().query(
      `update deliveries set due_at = $1 where kind = 'reminder.pair' and subject ->> 'offset' = 'hour'`,
      [new Date('2024-11-05T18:30:00+09:00')],
    );
    await world().playUntil('2024-11-05T18:35:00+09:00');
    expect(await lateReminderOf('01')).toMatchObject({ state: 'sent' });
    expect(dates().inGroup('01', '出られない方 Mentor 01Aさん')).toBe(2);
    // Both come, and one of the two wants silence: nobody's hours count less.
    expect(await lateReminderOf('02')).toMatchObject({ state: 'expired' });
  });
});
