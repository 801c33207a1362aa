import type { Control, Part } from '../../../domain/messaging/message.ts';
import { toLocal } from '../../../domain/time.ts';
import { textsFor } from '../../../i18n/index.ts';
import { spanOf } from '../../absences/away-question.ts';
import { actionOf } from '../../absences/draw-absence.ts';
import { act, anyRef, controls } from '../../messages/controls.ts';
import type { SeatContext } from '../../ports/records/views.ts';
import type { SlackContext } from '../handle-slack-event.ts';

/** A mentor's way out of their next session, or back in; null where none is shown. */
export function absenceControl(seat: SeatContext): Control | null {
  const { mine } = seat;
  if (mine.seat.role !== 'mentor') return null;
  const { slackButtons } = textsFor(mine.person.language).absences;
  return mine.seat.attendance === 'expected'
    ? act(slackButtons.say, ...actionOf({ view: seat }, 'say'))
    : act(slackButtons.back, ...actionOf({ view: seat }, 'back'));
}

/** A mentor's days away that are not over, and how to tell of others. */
export async function awayParts({ records, person, now }: SlackContext): Promise<readonly Part[]> {
  const { away } = textsFor(person.language).absences;
  const today = toLocal(now, person.zone).date;
  const standing = (await records.absences.awayOf([person.id])).filter(({ toOn }) => toOn >= today);
  return [
    ...standing.map((range): Part => ({ kind: 'text', text: away.standing(spanOf(range)) })),
    ...controls(
      act(away.slackButtons.open, 'k', anyRef, 'away', 'open'),
      ...standing
        .slice(0, 5)
        .map((range) => act(away.slackButtons.end(spanOf(range)), 'k', range.id, 'away', 'off')),
    ),
  ];
}
