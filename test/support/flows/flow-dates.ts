import type { SlackSeat } from './flow-slack.ts';
import type { FlowWorld } from './flow-world.ts';

const teams = ['01', '02', '03', '04', '05', '06'];
const two = ['05', '06'];
/** Teams 05 and 06 have two participants; one mentor of each pair lives an hour away. */
export const datesRoster = [
  'code,team,role,name,organisation,email,zone,language,quiet',
  ...teams.flatMap((team) => [
    `P${team}A,${team},participant,Participant ${team}A,Org ${team},,Asia/Tokyo,ja,`,
    ...(two.includes(team)
      ? [`P${team}B,${team},participant,Participant ${team}B,Org ${team},,Asia/Tokyo,ja,`]
      : []),
    `M${team}A,${team},mentor,Mentor ${team}A,,m${team}a@example.org,Asia/Tokyo,ja,`,
    `M${team}B,${team},mentor,Mentor ${team}B,,m${team}b@example.org,Asia/Singapore,ja,`,
  ]),
  'K1,,coordinator,Coordinator 1,,k1@example.org,Asia/Tokyo,ja,',
].join('\n');
/** One session each, so that the next has to be found. */
export const datesSessions = [
  'team,number,kind,date,start,minutes,link',
  ...teams.map((team) => `${team},1,mentoring,2024-11-05,20:00,40,https://meet.example.org/team${team}`),
].join('\n');

/** As Slack sends an instant. */
export const seconds = (at: string): string => String(new Date(at).getTime() / 1000);
/** What tests of finding a date do and look at, in one world. */
export function datesIn(world: FlowWorld) {
  const mentorOf = (team: string): SlackSeat => world.slackOf(`M${team}A`);
  const fill = async (seat: SlackSeat, values: Readonly<Record<string, string>>): Promise<void> => {
    for (const [key, value] of Object.entries(values)) {
      if (key === 'minutes' || key === 'link') await seat.user.typeInView(key, value);
      else await seat.user.chooseInView(key, value);
    }
    await world.settle();
  };
  const offer = async (verb: string, team: string, values: Readonly<Record<string, string>>) => {
    const seat = mentorOf(team);
    await seat.user.command('/bansou', verb);
    await world.settle();
    await fill(seat, values);
    return seat.submit();
  };
  const schedule = (team: string, values: Readonly<Record<string, string>>) =>
    offer('schedule', team, values);
  const move = (team: string, values: Readonly<Record<string, string>>) => offer('move', team, values);
  /** Slack takes one message a second into a conversation. */
  const aMomentLater = () => world.playUntil(new Date(world.clock.now().getTime() + 5_000));
  /** A mentor ends their part in the programme, at home. */
  const leave = async (code: string): Promise<void> => {
    const seat = world.slackOf(code);
    await seat.openHome();
    await seat.user.clickInHome('登録をやめる');
    await world.settle();
    await seat.submit();
    await aMomentLater();
  };
  const sessionsOf = (team: string) =>
    world.query(
      `select s.number, s.state, s.starts_at, s.schedule_revision from sessions s join teams t on t.id = s.team_id
       where t.code = $1 order by s.number`,
      [team],
    );
  const remindersOf = async (team: string, number: number) =>
    (
      await world.query(
        `select d.kind, d.state from deliveries d join sessions s on s.id = d.session_id join teams t on t.id = s.team_id
         where t.code = $1 and s.number = $2 and d.kind like 'reminder.%' and d.state = 'planned' order by d.kind`,
        [team, number],
      )
    ).map(({ kind }) => kind);
  const inGroup = (team: string, text: string): number =>
    mentorOf(team)
      .messages()
      .filter((one) => one.kind === 'group' && mentorOf(team).textOf(one).includes(text)).length;
  return { mentorOf, fill, schedule, move, leave, aMomentLater, sessionsOf, remindersOf, inGroup };
}
