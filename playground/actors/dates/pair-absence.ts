import type { Happenings } from '../../seasons/diary/happenings.ts';
import { textsOfSlackMessage } from '../../seasons/reading/visible-text.ts';
import { holdsWhole, writtenStarts } from '../../seasons/reading/written-dates.ts';
import type { SeasonSession } from '../../seasons/season.ts';
import type { ReceivedMessage } from '../../slack/types.ts';
import { findButton } from '../slack/slack-desk.ts';
import { absenceLabels, dateLabels } from './date-labels.ts';
import { clickAny, type PairActor, type PairDeps } from './pair-actor.ts';
import type { MentorHands } from './propose.ts';

const minute = 60;
const hour = 3600;
const both = [absenceLabels.ja, absenceLabels.en];
const say = both.map((words) => words.say);
const alone = both.map((words) => words.alone);
const move = both.map((words) => words.move);
const skip = both.map((words) => words.skip);
const offerDays = [dateLabels.ja.offerDays, dateLabels.en.offerDays];

/** One of the pair cannot come at short notice: one tap, and the partner decides. */
export function createPairAbsence(
  deps: PairDeps & { readonly pair: PairActor; readonly happenings: Happenings },
): { readonly read: (message: ReceivedMessage) => void } {
  const { diary, dates, hands, clock, agenda, random, pair, happenings } = deps;
  const begun = new Set<string>();
  let open: { readonly key: string; readonly absent: string } | null = null;

  const later = (seconds: number, task: () => Promise<void>): void =>
    agenda.at(new Date(clock.now().getTime() + seconds * 1000), task);
  const find = (key: string): SeasonSession | null => {
    const session = diary.find(key);
    const stands = session?.standings.at(-1)?.until === null && session.startsAt > clock.now();
    return stands ? session : null;
  };
  const holdsStart = (session: SeasonSession, { person }: MentorHands, message: ReceivedMessage): boolean => {
    const text = textsOfSlackMessage(message).texts.join('\n');
    return writtenStarts(session.startsAt, person.zone).some((start) => holdsWhole(text, start));
  };

  const cannotCome = async (key: string): Promise<void> => {
    const session = find(key);
    if (session === null || dates.current() !== null) return;
    const by = pair.someone();
    const reminder = by.desk.findMessage(say, (message) => holdsStart(session, by, message));
    if (reminder === null) {
      by.notebook.puzzle(`no reminder of ${key}`);
      return;
    }
    open = { key, absent: by.person.code };
    if (await clickAny(by, reminder, say)) diary.sitOut(key, by.person.code);
  };

  const decide = async (message: ReceivedMessage): Promise<void> => {
    const question = open;
    const session = question === null ? null : find(question.key);
    const happening = question === null ? undefined : happenings.get(question.key);
    const by = hands().find(({ person }) => person.code !== question?.absent);
    if (session === null || by === undefined || happening?.kind !== 'absence') return;
    open = null;
    switch (happening.partner) {
      case 'alone':
        await clickAny(by, message, alone);
        return;
      case 'skip':
        if (await clickAny(by, message, skip)) diary.cancel(session.key);
        return;
      case 'move':
        if (!(await clickAny(by, message, move))) return;
        diary.reopen(session.key);
        later(random.integer(3 * minute, 40 * minute), async () => offerOtherDays(session, by));
    }
  };

  const offerOtherDays = (session: SeasonSession, by: MentorHands): void =>
    pair.move(session, by, async () => {
      const message = by.desk.findMessage(offerDays, (one) => holdsStart(session, by, one));
      return message !== null && (await clickAny(by, message, offerDays));
    });

  diary.onChange((session) => {
    const happening = happenings.get(session.key);
    const isOurs = session.team === dates.team.code && !begun.has(session.key);
    if (!isOurs || happening?.kind !== 'absence') return;
    begun.add(session.key);
    const before = random.integer(3 * hour, 8 * hour) * 1000;
    agenda.at(new Date(Math.max(clock.now().getTime(), session.startsAt.getTime() - before)), () =>
      cannotCome(session.key),
    );
  });

  return {
    read: (message) => {
      if (open === null || !alone.some((label) => findButton(message, label) !== null)) return;
      later(random.integer(2 * minute, 25 * minute), () => decide(message));
    },
  };
}
