import type { SlackSeat } from './flow-slack.ts';
import type { FlowWorld } from './flow-world.ts';

/** A participant's whole reflection after a session, with a word of their team's own. */
export async function reflect(world: FlowWorld, team: string): Promise<void> {
  const phone = world.phone(`P${team}A`);
  await phone.tap('終わったら振り返る');
  for (const said of ['5', '1', 'ひとこと残して送る', `言葉${team}`, '次へ', 'とばす', '送る'])
    await phone.say(said);
}

/** A mentor's reflection, with a note of their own. */
export async function noteDown(world: FlowWorld, code: string): Promise<void> {
  const seat = world.slackOf(code);
  await seat.click('4 よかった');
  await seat.type('整理できたこと', `覚え書き${code}`);
  await seat.submit();
}

/** What a mentor who took a place over reads of the time before. */
export async function readEarlier(world: FlowWorld, seat: SlackSeat): Promise<string> {
  await seat.openHome();
  await seat.user.clickInHome('これまでの記録を読む');
  await world.settle();
  const text = seat.modalText();
  await seat.close();
  return text;
}
