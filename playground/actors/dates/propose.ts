import type { Clock } from '../../../src/shared/clock.ts';
import type { SeasonMentor, SeasonTeam } from '../../seasons/season.ts';
import type { SubmitOutcome } from '../../slack/types.ts';
import type { Agenda } from '../../world/agenda.ts';
import type { Random } from '../../world/random.ts';
import type { Notebook } from '../notebook.ts';
import type { SlackDesk } from '../slack/slack-desk.ts';
import { refusesBreak, refusesEnd } from './date-labels.ts';
import { createTimesModal, type TimesClient, type TimesModal } from './times-modal.ts';
import { laterBy } from './wish-starts.ts';

/** One mentor with what they hold in their hands. */
export type MentorHands = {
  readonly person: SeasonMentor;
  readonly user: TimesClient;
  readonly desk: SlackDesk;
  readonly notebook: Notebook;
};

export type ProposeDeps = {
  readonly team: SeasonTeam;
  readonly zone: string;
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly random: Random;
};

/** What a mentor writes into the modal for times. */
export type Proposing = {
  readonly by: MentorHands;
  /** What has to be on the screen before. */
  readonly look?: () => Promise<void>;
  /** Opens the modal: a command, or a button somewhere; false when there is nothing to open it with. */
  readonly open: () => Promise<boolean>;
  readonly mode: 'offer' | 'agreed';
  readonly times: readonly Date[];
  /** The modal was taken with these times, or given up (null). */
  readonly ended: (times: readonly Date[] | null) => void;
};

const mostTries = 5;
const minute = 60;

/** Opens the modal, fills it in and sends it, one touch after the other; what is refused at a field is put right there. */
export function createPropose(deps: ProposeDeps): (proposing: Proposing) => void {
  const { team, zone, clock, agenda, random } = deps;
  const later = (seconds: number, task: () => Promise<void>): void =>
    agenda.at(new Date(clock.now().getTime() + seconds * 1000), task);

  const begin = async (proposing: Proposing): Promise<void> => {
    const { desk } = proposing.by;
    if (!desk.take()) return later(4 * minute, () => begin(proposing));
    if (proposing.look === undefined) return open(proposing);
    await proposing.look();
    later(random.integer(4, 20), () => open(proposing));
  };

  const open = async (proposing: Proposing): Promise<void> => {
    if (!(await proposing.open())) return end(proposing, null);
    later(random.integer(8, 40), () => fill(proposing));
  };

  const end = (proposing: Proposing, times: readonly Date[] | null): void => {
    proposing.by.desk.release();
    proposing.ended(times);
  };

  const fill = async (proposing: Proposing): Promise<void> => {
    const { by, mode, times } = proposing;
    const modal = createTimesModal(by.user, by.notebook);
    if (!modal.isOpen()) {
      by.notebook.puzzle('no modal for times');
      return end(proposing, null);
    }
    const touches: (() => Promise<void>)[] = [
      ...(mode === 'agreed' ? [modal.chooseAgreed] : []),
      ...times.map((at, index) => () => modal.pick(index, at)),
      ...modal.clearFrom(times.length),
      ...(modal.hasLink() ? [] : [() => modal.writeLink(team.link)]),
    ];
    inTurn(touches, () => send(proposing, modal, times, 1));
  };

  const inTurn = (touches: readonly (() => Promise<void>)[], then: () => Promise<void>): void => {
    const [touch, ...rest] = touches;
    if (touch === undefined) {
      later(random.integer(3, 12), then);
      return;
    }
    later(random.integer(3, 15), async () => {
      await touch();
      inTurn(rest, then);
    });
  };

  const send = async (
    proposing: Proposing,
    modal: TimesModal,
    times: readonly Date[],
    tries: number,
  ): Promise<void> => {
    const outcome = await modal.submit();
    if (outcome.accepted) return end(proposing, times);
    const better = mend(modal, outcome, times);
    if (better === null || tries >= mostTries) {
      if (better === null) proposing.by.notebook.puzzle(`times refused: ${JSON.stringify(outcome)}`);
      await modal.close();
      return end(proposing, null);
    }
    const touches = better.flatMap((at, index) =>
      at.getTime() === times[index]?.getTime() ? [] : [() => modal.pick(index, at)],
    );
    inTurn(touches, () => send(proposing, modal, better, tries + 1));
  };

  /** A day in a break goes a week on, one beyond the end a few days back, an overlap to the next day. */
  const mend = (
    modal: TimesModal,
    { errors }: SubmitOutcome,
    times: readonly Date[],
  ): readonly Date[] | null => {
    if (errors === undefined) return null;
    const mended = [...times];
    for (const [blockId, text] of Object.entries(errors)) {
      const index = modal.indexOf(blockId);
      const at = index === null ? undefined : times[index];
      if (index === null || at === undefined) return null;
      mended[index] = laterBy(at, refusesBreak.test(text) ? 7 : refusesEnd.test(text) ? -5 : 1, zone);
    }
    return mended.some((at) => at <= clock.now()) ? null : mended;
  };

  return (proposing) => later(1, () => begin(proposing));
}
