import type { Clock } from '../../src/shared/clock.ts';
import type { Given } from '../seasons/answers.ts';
import type { Diary } from '../seasons/diary/diary.ts';
import type { Act } from '../seasons/judge-season.ts';
import { prepareReading, type Reading, type Recognised, recognise } from '../seasons/reading/recognise.ts';
import { textsOfSlackMessage } from '../seasons/reading/visible-text.ts';
import type { Season, SeasonMentor, SeasonSession } from '../seasons/season.ts';
import type { ReceivedMessage } from '../slack/types.ts';
import type { Agenda } from '../world/agenda.ts';
import type { Random } from '../world/random.ts';
import { labels } from './labels.ts';
import type { Meetings } from './meetings.ts';
import { createNotebook, type Notebook } from './notebook.ts';
import { mentorIntent } from './slack/mentor-intents.ts';
import { createSlackDesk, findButton, type SlackClient, type SlackDesk } from './slack/slack-desk.ts';
import { createSlackReflecting } from './slack/slack-reflecting.ts';

/** A mentor with Slack open. */
export type SlackActor = {
  readonly code: string;
  readonly given: readonly Given[];
  readonly acts: readonly Act[];
  /** Where they looked for a button or field in vain; empty after a good season. */
  readonly puzzles: readonly string[];
  readonly desk: SlackDesk;
  readonly notebook: Notebook;
};

const minute = 60;
const hour = 3600;

/**
 * A mentor who does what the season says: agrees to the terms, comes to the meetings, reflects in their own way.
 * Every act goes on the agenda; nothing is done inside a delivery.
 */
export function createSlackActor(deps: {
  readonly user: SlackClient;
  readonly person: SeasonMentor;
  readonly season: Season;
  readonly diary: Diary;
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly random: Random;
  readonly meetings: Meetings;
}): SlackActor {
  const { user, person, season, diary, clock, agenda, random, meetings } = deps;
  const words = labels[person.language];
  const notebook = createNotebook(person.code, clock);
  const desk = createSlackDesk({ user, notebook });
  const reflect = createSlackReflecting({ ...deps, notebook, desk });
  const isMine = ({ mentors }: SeasonSession): boolean => mentors.includes(person);
  const begun = new Set<string>();
  const later = (seconds: number, task: () => Promise<void>): void =>
    agenda.at(new Date(clock.now().getTime() + seconds * 1000), task);
  const clickLater = (message: ReceivedMessage, label: string, from: number, to: number): void =>
    later(random.integer(from, to), async () => {
      await desk.click(message, label);
    });

  const readDm = (message: ReceivedMessage): void => {
    if (findButton(message, words.agree) !== null) clickLater(message, words.agree, 3 * minute, 20 * hour);
    const { kind, about } = understand(message);
    if (about === null || (kind !== 'ask' && kind !== 'nudge')) return;
    const { session } = about;
    const intent = mentorIntent(season, person, session);
    if (begun.has(session.key) || (kind === 'ask' && intent.begins === 'nudge')) return;
    begun.add(session.key);
    later(intent.afterSeconds, () => reflect(session, message, intent));
  };

  /** The first of the pair passes on what LINE could not deliver. */
  const readGroup = (message: ReceivedMessage): void => {
    const isFirst = person.teams.some((team) => diary.mentorsOf(team)[0] === person);
    for (const { passedOn } of [labels.ja, labels.en]) {
      if (isFirst && findButton(message, passedOn) !== null) {
        clickLater(message, passedOn, 5 * minute, 2 * hour);
      }
    }
  };

  let read: { readonly version: number; readonly reading: Reading } | null = null;
  const understand = (message: ReceivedMessage): Recognised => {
    if (read?.version !== diary.version()) {
      const sessions = diary.sessions().filter(isMine);
      const zones = [person.zone, season.programme.zone];
      read = { version: diary.version(), reading: prepareReading({ sessions, zones, mondays: [] }) };
    }
    return recognise(textsOfSlackMessage(message), message.at, read.reading);
  };

  const planned = new Set<string>();
  const planPresence = (session: SeasonSession): void => {
    const key = `${session.key} ${session.startsAt.getTime()}`;
    if (!isMine(session) || session.cancelledAt !== null || planned.has(key)) return;
    planned.add(key);
    agenda.at(session.startsAt, () => meetings.attend(session, person.code));
  };
  for (const session of diary.sessions()) planPresence(session);
  diary.onChange(planPresence);
  user.onMessage((message) => {
    if (message.ephemeral) return;
    if (message.kind === 'dm') readDm(message);
    else readGroup(message);
  });

  return {
    code: person.code,
    given: notebook.given,
    acts: notebook.acts,
    puzzles: notebook.puzzles,
    desk,
    notebook,
  };
}
