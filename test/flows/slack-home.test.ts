import { describe, expect, it } from 'vitest';
import { datesAmong } from '../support/flows/dates-among.ts';
import { seconds } from '../support/flows/flow-dates.ts';

describe('the home tab after what was done from it', () => {
  const { world, dates } = datesAmong({
    joined: ['P01A'],
    begin: (opened) => opened.playUntil('2024-11-06T12:30:00+09:00'),
  });
  const home = (): string => JSON.stringify(world().slackOf('M01A').user.currentHome()?.blocks ?? '');

  it('shows the date that was agreed on in the modal', async () => {
    const seat = world().slackOf('M01A');
    await seat.openHome();
    expect(home()).toContain('次回の日時は相談中です');
    await seat.user.clickInHome('候補を出す');
    await world().settle();
    await dates().fill(seat, { mode: 'agreed', start1: seconds('2024-11-19T21:00:00+09:00') });
    await seat.submit();
    expect(home()).toContain('次回（第2回）は日本 11月19日(火) 21:00');
    expect(home()).not.toContain('次回の日時は相談中です');
  });

  it('asks for no reflection that has been sent', async () => {
    const seat = world().slackOf('M01A');
    await seat.user.clickInHome('振り返りを書く');
    await world().settle();
    await seat.submit();
    expect(home()).toContain('いま書ける振り返りはありません');
    expect(home()).not.toContain('振り返りを書く');
  });
});
