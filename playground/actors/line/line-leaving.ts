import type { Clock } from '../../../src/shared/clock.ts';
import type { LineUser } from '../../line/line-user.ts';
import type { Diary } from '../../seasons/diary/diary.ts';
import type { Happenings } from '../../seasons/diary/happenings.ts';
import { holdsWhole, writtenStarts } from '../../seasons/reading/written-dates.ts';
import type { SeasonParticipant, SeasonSession } from '../../seasons/season.ts';
import type { Agenda } from '../../world/agenda.ts';
import type { Random } from '../../world/random.ts';
import { labels } from '../labels.ts';
import type { Notebook } from '../notebook.ts';
import { findButton, type LineTalk } from './line-talk.ts';

const hour = 3600;

/** The team's first participant, who finds that they cannot come: another day, or not this time. */
export function createLineLeaving(deps: {
  readonly user: Pick<LineUser, 'onReceive'>;
  readonly person: SeasonParticipant;
  readonly diary: Diary;
  readonly happenings: Happenings;
  readonly talk: LineTalk;
  readonly notebook: Notebook;
  readonly isHere: () => boolean;
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly random: Random;
}): void {
  const { user, person, diary, happenings, talk, notebook, clock, agenda, random } = deps;
  const words = labels[person.language];
  const begun = new Set<string>();
  let leaving: { readonly session: SeasonSession; readonly wish: string } | null = null;

  const at = (when: Date, task: () => Promise<void>): void =>
    agenda.at(when, async () => {
      if (deps.isHere()) await task();
    });
  const later = (seconds: number, task: () => Promise<void>): void =>
    at(new Date(clock.now().getTime() + seconds * 1000), task);

  const leave = async (key: string, wish: string): Promise<void> => {
    const session = diary.find(key);
    const stands = session !== null && session.standings.at(-1)?.until === null;
    if (!stands || session.startsAt <= clock.now()) return;
    const starts = writtenStarts(session.startsAt, person.zone);
    const reminder = talk.findMessage(words.cannotCome, (text) =>
      starts.some((start) => holdsWhole(text, start)),
    );
    if (reminder === null) return notebook.puzzle(`no reminder of ${key}`);
    leaving = { session, wish };
    await talk.perform({ by: 'tap', label: words.cannotCome }, reminder);
  };

  diary.onChange((session) => {
    const happening = happenings.get(session.key);
    const isMine = session.participants[0] === person && !begun.has(session.key);
    if (!isMine || happening === undefined) return;
    if (!(happening.kind === 'move' || happening.kind === 'cancel') || happening.how !== 'line') return;
    begun.add(session.key);
    const before = random.integer(3 * hour, 12 * hour) * 1000;
    const wish = happening.kind === 'cancel' ? words.skipThisOne : words.anotherDay;
    at(new Date(Math.max(clock.now().getTime(), session.startsAt.getTime() - before)), () =>
      leave(session.key, wish),
    );
  });

  user.onReceive((messages) => {
    for (const { message } of messages) {
      const now = leaving;
      if (now === null) return;
      if (findButton(message, words.tellThem) !== null) {
        later(random.integer(6, 60), async () => {
          if (await talk.perform({ by: 'tap', label: words.tellThem }, message)) {
            diary.sitOut(now.session.key, person.code);
          }
        });
      } else if (findButton(message, now.wish) !== null) {
        leaving = null;
        later(random.integer(6, 60), async () => {
          await talk.perform({ by: 'tap', label: now.wish }, message);
        });
      }
    }
  });
}
