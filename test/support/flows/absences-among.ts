import { datesAmong } from './dates-among.ts';
import { rosterOfPairs, sessionsFile } from './flow-teams.ts';

/** What a mentor taps who cannot come. */
export const say = '急な都合で出られません';

/** Pairs that meet one participant each on 5 November 2024 at 20:00 in Tokyo, and what their tests look at. */
export function absencesAmong(teams: readonly string[]) {
  const { world: the, dates } = datesAmong({
    roster: rosterOfPairs(teams),
    sessions: sessionsFile(teams.map((team) => ({ team, date: '2024-11-05', start: '20:00' }))),
    joined: teams.map((team) => `P${team}A`),
  });

  return {
    world: the,
    dates,
    seats: async (team: string) =>
      (
        await the().query(
          `select p.code, x.attendance from seats x join people p on p.id = x.person_id
           join sessions s on s.id = x.session_id join teams t on t.id = s.team_id
           where t.code = $1 and x.role = 'mentor' order by p.code`,
          [team],
        )
      ).map(({ attendance }) => attendance),
    lines: (team: string, text: string) =>
      the()
        .phone(`P${team}A`)
        .textsSince(0)
        .filter((one) => one.includes(text)),
    atDesk: (text: string) =>
      the()
        .slackOf('K1')
        .messages()
        .filter((one) => the().slackOf('K1').textOf(one).includes(text)).length,
    lastAside: (code: string) => {
      const seat = the().slackOf(code);
      const asides = seat.messages().filter(({ ephemeral }) => ephemeral);
      const last = asides.at(-1);
      return last === undefined ? '' : seat.textOf(last);
    },
    /** A stale client clicks what the group message once showed. */
    clickOld: async (code: string, holding: string, label: string) => {
      const seat = the().slackOf(code);
      await seat.clickStale(seat.message(holding), label);
    },
  };
}
