import type { Happenings } from '../../seasons/diary/happenings.ts';
import { textsOfSlackMessage } from '../../seasons/reading/visible-text.ts';
import { holdsWhole, writtenStarts } from '../../seasons/reading/written-dates.ts';
import type { SeasonSession } from '../../seasons/season.ts';
import type { ReceivedMessage } from '../../slack/types.ts';
import { findButton } from '../slack/slack-desk.ts';
import { dateLabels, tellsUnreachable } from './date-labels.ts';
import { clickAny, commandOf, type PairActor, type PairDeps } from './pair-actor.ts';
import type { MentorHands } from './propose.ts';

const minute = 60;
const hour = 3600;
const offerOthers = [dateLabels.ja.offerOthers, dateLabels.en.offerOthers];
const offerDays = [dateLabels.ja.offerDays, dateLabels.en.offerDays];
const skipThis = [dateLabels.ja.skipThis, dateLabels.en.skipThis];
const changeDate = [dateLabels.ja.changeDate, dateLabels.en.changeDate];

/** What the pair makes of what stands in its group, and of what befalls its sessions. */
export function createPairReactions(
  deps: PairDeps & { readonly pair: PairActor; readonly happenings: Happenings },
): { readonly read: (message: ReceivedMessage) => void } {
  const { diary, dates, clock, random, pair, happenings } = deps;
  const { team } = dates;
  const begun = new Set<string>();
  const decided = new Set<string>();

  const find = (key: string): SeasonSession | null => {
    const session = diary.find(key);
    return session === null || session.cancelledAt !== null || session.startsAt <= clock.now()
      ? null
      : session;
  };
  const stands = (session: SeasonSession): boolean => session.standings.at(-1)?.until === null;

  const zonesOfPair = (): readonly string[] => [
    ...new Set(diary.mentorsOf(team.code).map(({ zone }) => zone)),
  ];

  /** A participant wants another time, or no time suits all. */
  const decide = async (): Promise<void> => {
    const offer = dates.current();
    if (offer === null) return;
    const key = `${offer.number} ${offer.round} ${offer.own.length}`;
    if (decided.has(key)) return;
    decided.add(key);
    const by = pair.someone();
    const own = offer.own.at(-1);
    if (own === undefined || random.chance(0.15)) return pair.offerOthers(by);
    const starts = zonesOfPair().flatMap((zone) => writtenStarts(own.at, zone));
    const found = by.desk.findLabel(
      (label) =>
        (label.endsWith('にする') || label.startsWith('Take ')) &&
        starts.some((one) => holdsWhole(label, one)),
    );
    if (found === null) return pair.offerOthers(by);
    if (await by.desk.click(found.place, found.label)) dates.take(own.person, own.at);
  };

  const onCannot = (message: ReceivedMessage): void => {
    const session = findAbout(message);
    const happening = session === null ? undefined : happenings.get(session.key);
    if (session === null || decided.has(`cannot ${session.key}`)) return;
    decided.add(`cannot ${session.key}`);
    const by = pair.someone();
    pair.later(random.integer(10 * minute, 5 * hour), by, async () => {
      const now = find(session.key);
      if (now === null || dates.current() !== null) return;
      if (happening?.kind === 'cancel') {
        if (await clickAny(by, message, skipThis)) diary.cancel(session.key);
      } else pair.move(now, by, () => clickAny(by, message, offerDays));
    });
  };

  /** The session whose start stands in the message. */
  const findAbout = (message: ReceivedMessage): SeasonSession | null => {
    const text = textsOfSlackMessage(message).texts.join('\n');
    return (
      diary
        .ofTeam(team.code)
        .find(({ startsAt }) =>
          zonesOfPair().some((zone) =>
            writtenStarts(startsAt, zone).some((start) => holdsWhole(text, start)),
          ),
        ) ?? null
    );
  };

  const moveFrom = async (key: string, how: 'reminder' | 'command'): Promise<void> => {
    const session = find(key);
    if (session === null || !stands(session) || dates.current() !== null) return;
    const by = pair.someone();
    const reminder =
      how === 'reminder' ? by.desk.findMessage(changeDate, (one) => findAbout(one)?.key === key) : null;
    pair.move(session, by, () =>
      reminder === null ? by.desk.command(commandOf(by, 'move')) : clickAny(by, reminder, changeDate),
    );
  };

  const cancel = async (key: string): Promise<void> => {
    const session = find(key);
    if (session === null || !stands(session) || dates.current() !== null) return;
    const by: MentorHands = pair.someone();
    if (!(await by.desk.command(commandOf(by, 'cancel')))) return;
    pair.later(random.integer(5, 40), by, async () => {
      // Whoever slept before they pressed it may have slept past the start.
      if (find(key) === null) return;
      const asked = by.desk.findMessage(skipThis, ({ ephemeral }) => ephemeral);
      if (asked !== null && (await clickAny(by, asked, skipThis))) diary.cancel(key);
    });
  };

  diary.onChange((session) => {
    const happening = happenings.get(session.key);
    if (session.team !== team.code || happening === undefined || begun.has(session.key)) return;
    begun.add(session.key);
    const ahead = (hours: number): number =>
      Math.max(hour, (session.startsAt.getTime() - clock.now().getTime()) / 1000 - hours * hour);
    const plan = (hours: number, task: () => Promise<void>): void =>
      pair.later(ahead(hours), pair.someone(), task);
    if (happening.kind === 'move' && happening.how !== 'line') {
      const { how } = happening;
      plan(how === 'reminder' ? random.integer(4, 18) : random.integer(40, 120), () =>
        moveFrom(session.key, how),
      );
    }
    if (happening.kind === 'cancel' && happening.how === 'command') {
      plan(random.integer(10, 70), () => cancel(session.key));
    }
  });

  return {
    read: (message) => {
      if (offerDays.some((label) => findButton(message, label) !== null)) return onCannot(message);
      if (!offerOthers.some((label) => findButton(message, label) !== null)) return;
      const offer = dates.current();
      if (offer === null) return;
      const text = textsOfSlackMessage(message).texts.join('\n');
      const by = pair.someone();
      if (tellsUnreachable.test(text)) {
        pair.later(random.integer(2, 20) * hour, by, async () => pair.settleByVoice(offer));
      } else if (!/お返事待ち|Answers awaited/u.test(text)) {
        pair.later(random.integer(10 * minute, 8 * hour), by, decide);
      }
    },
  };
}
