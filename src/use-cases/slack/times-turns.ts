import type { Action } from '../../domain/messaging/actions.ts';
import { plainMessage } from '../../domain/messaging/message.ts';
import { checkLink, isFittingLength } from '../../domain/scheduling/starts/check-link.ts';
import { textsFor } from '../../i18n/index.ts';
import { act } from '../messages/controls.ts';
import { refusalText } from '../messages/refusal-text.ts';
import { templateOf } from '../open-run.ts';
import type { Membership } from '../ports/records/views.ts';
import type { SlackAnswer } from '../ports/slack.ts';
import { restOffers } from '../scheduling/pace/plan-offer.ts';
import { readSuggestions } from '../scheduling/pace/suggestions.ts';
import { undatedSession } from '../scheduling/pace/team-pace.ts';
import { type Offered, proposeTimes } from '../scheduling/propose-times.ts';
import { takeOwnTime } from '../scheduling/take-own-time.ts';
import { withdrawTimes } from '../scheduling/withdraw-times.ts';
import type { SlackContext } from './handle-slack-event.ts';
import { chooseAnswer } from './teams/choose-answer.ts';
import { type MentoredTeam, mentoredTeams, namedTeams } from './teams/mentored-teams.ts';
import {
  formatMoment,
  mentoredTeam,
  readAbout,
  readMoment,
  startKeys,
  type TimesAbout,
  timesModal,
} from './times-modal.ts';

/** A mentor's tap on a button about dates; null when it is none of this version's. */
export async function timesTurn(context: SlackContext, action: Action): Promise<SlackAnswer | null> {
  const { records } = context;
  switch (action.key) {
    case 'offer':
      return offerTimes(context, action.ref, action.value === 'suggested');
    case 'move': {
      const view = await records.sessions.findSession(action.ref);
      return view?.team === null || view === null
        ? null
        : openTimes(context, { teamId: view.team.id, sessionId: view.session.id });
    }
    case 'others': {
      const proposal = await records.proposals.find(action.ref);
      return proposal === null ? null : openTimes(context, proposal);
    }
    case 'withdraw':
      return withdrawTurn(context, action.ref);
    case 'later':
      return laterTurn(context, action.ref);
    case 'take':
      return takeTurn(context, action.ref, action.value);
    default:
      return null;
  }
}

/** `/bansou schedule`: the times of the mentor's own team; whoever has several chooses first. */
export async function offerTurn(context: SlackContext, typed: string): Promise<SlackAnswer> {
  const { records, person } = context;
  const teams = namedTeams(mentoredTeams(await records.people.membershipsOf(person.id)), typed);
  const [only, ...others] = teams;
  const { times, home } = textsFor(person.language);
  if (only === undefined) return { ephemeral: plainMessage(times.pair.said.noTeam) };
  if (others.length === 0) return offerTimes(context, only.team.id, false);
  return chooseAnswer(
    home.choose.schedule,
    teams.map(({ team, called }) => act(home.choose.button(called), 't', team.id, 'offer', 'open')),
  );
}

/** `/bansou move`: the next session with the mentor's team; where there is none, its times are offered. */
export async function moveNextTurn(context: SlackContext, typed: string): Promise<SlackAnswer> {
  const { records, person, now } = context;
  const teams = namedTeams(mentoredTeams(await records.people.membershipsOf(person.id)), typed);
  const seats = await records.sessions.upcomingSeats(person.id, now);
  const nextOf = ({ team }: MentoredTeam) =>
    seats.find((one) => one.session.kind === 'mentoring' && one.team?.id === team.id)?.session.id ?? null;
  const [only, ...others] = teams;
  if (only === undefined) return offerTurn(context, typed);
  if (others.length === 0) return openTimes(context, { teamId: only.team.id, sessionId: nextOf(only) });
  const { choose } = textsFor(person.language).home;
  return chooseAnswer(
    choose.move,
    teams.map((one) => {
      const sessionId = nextOf(one);
      const label = choose.button(one.called);
      return sessionId === null
        ? act(label, 't', one.team.id, 'offer', 'open')
        : act(label, 't', sessionId, 'move', 'open');
    }),
  );
}

/** What needs a date next: a session that waits for another one, or a further one. */
async function offerTimes(context: SlackContext, teamId: string, isSuggested: boolean): Promise<SlackAnswer> {
  const membership = await mentoredTeam(context, teamId);
  if (membership?.team === null || membership === null) return notYours(context);
  const { records, now } = context;
  const sessions = await records.sessions.ofTeam(teamId);
  const sessionId = undatedSession(sessions, now)?.id ?? null;
  const { team, programme } = membership;
  const suggestions = isSuggested
    ? await readSuggestions(records, { team, programme, sessions, movingSessionId: sessionId, now })
    : [];
  const values = startKeys.flatMap((key, index): [string, string][] => {
    const at = suggestions[index];
    return at === undefined ? [] : [[key, formatMoment(at)]];
  });
  return {
    modal: await timesModal(context, { teamId, sessionId }, membership, Object.fromEntries(values)),
  };
}

async function openTimes(context: SlackContext, { teamId, sessionId }: TimesAbout): Promise<SlackAnswer> {
  const membership = await mentoredTeam(context, teamId);
  if (membership === null) return notYours(context);
  return { modal: await timesModal(context, { teamId, sessionId }, membership) };
}

/** 今はしない */
async function laterTurn(context: SlackContext, teamId: string): Promise<SlackAnswer> {
  const membership = await mentoredTeam(context, teamId);
  if (membership === null) return notYours(context);
  await restOffers(context.records, teamId, context.now);
  return { ephemeral: plainMessage(textsFor(context.person.language).times.pair.said.later) };
}

/** A time was chosen in the open modal: the participant's own is shown beside it. */
export async function pickTimes(
  context: SlackContext,
  metadata: string,
  values: Readonly<Record<string, string>>,
): Promise<SlackAnswer> {
  const about = readAbout(metadata);
  const membership = about === null ? null : await mentoredTeam(context, about.teamId);
  if (about === null || membership === null) return {};
  return { update: await timesModal(context, about, membership, values) };
}

/** The modal was sent: everything is checked before anything is written, and what is wrong stands at its field. */
export async function submitTimes(
  context: SlackContext,
  metadata: string,
  values: Readonly<Record<string, string>>,
): Promise<SlackAnswer> {
  const about = readAbout(metadata);
  const membership = about === null ? null : await mentoredTeam(context, about.teamId);
  const { times } = textsFor(context.person.language);
  if (about === null || membership === null) return notYourTimes(context, about?.teamId ?? null);
  const limits = templateOf(membership.programme).scheduling.minutes;
  const minutes = Number(values.minutes?.normalize('NFKC').trim());
  if (!isFittingLength(minutes, limits)) return { errors: { minutes: times.refused.minutes(limits) } };
  const given = values.link?.trim() ?? '';
  const link = given === '' ? null : checkLink(given);
  if (link?.ok === false) return { errors: { link: times.refused.link } };
  const chosen = startKeys.flatMap((key) => {
    const at = readMoment(values[key]);
    return at === null ? [] : [{ key, at }];
  });
  const mode = values.mode === 'agreed' ? 'agreed' : 'offer';
  const taken = mode === 'agreed' ? chosen.slice(0, 1) : chosen;
  if (taken.length === 0) return { errors: { start1: times.refused.missing } };
  const offered = await proposeTimes(context.records, {
    ...about,
    personId: context.person.id,
    starts: taken.map(({ at }) => at),
    minutes,
    link: link === null ? null : link.value,
    mode,
    now: context.now,
  });
  if (offered.kind === 'unknown') return notYourTimes(context, about.teamId);
  return toAnswer(context, offered, { membership, keys: taken.map(({ key }) => key) });
}

/** Said at the first field; to somebody whose place has been taken meanwhile, that it has. */
async function notYourTimes({ records, person }: SlackContext, teamId: string | null): Promise<SlackAnswer> {
  const { mentors, replacement } = textsFor(person.language);
  const former = (await records.replacements.formerTeams(person.id)).find(({ id }) => id === teamId);
  const text =
    former === undefined
      ? mentors.truth({ truth: mentors.truths.notYours })
      : replacement.former.button({ team: former.code, contact: former.deskContact });
  return { errors: { start1: text } };
}

async function toAnswer(
  { records, person }: SlackContext,
  offered: Exclude<Offered, { kind: 'unknown' }>,
  { membership, keys }: { readonly membership: Membership; readonly keys: readonly string[] },
): Promise<SlackAnswer> {
  const { refused } = textsFor(person.language).times;
  switch (offered.kind) {
    case 'offered':
    case 'confirmed':
      return {};
    case 'enough':
      return { errors: { start1: refused.enough } };
    case 'over':
      return { errors: { start1: refused.over } };
    case 'refused': {
      const nameFor = async (personId: string): Promise<string> =>
        (await records.people.getPerson(personId)).name;
      const zone = membership.programme.zone;
      const texts = await Promise.all(
        offered.starts.map(async (refusal) =>
          refusal === null ? null : refusalText(refusal, { texts: refused, zone, nameFor }),
        ),
      );
      return {
        errors: Object.fromEntries(
          texts.flatMap((text, index) => (text === null ? [] : [[keys[index] ?? 'start1', text]])),
        ),
      };
    }
  }
}

async function withdrawTurn(context: SlackContext, proposalId: string): Promise<SlackAnswer | null> {
  const { records, person, now } = context;
  const { said } = textsFor(person.language).times.pair;
  switch (await withdrawTimes(records, { proposalId, personId: person.id, now })) {
    case 'withdrawn':
      return { ephemeral: plainMessage(said.withdrawn) };
    case 'already':
      return { ephemeral: plainMessage(said.already) };
    case 'unknown':
      return notYours(context);
  }
}

async function takeTurn(context: SlackContext, proposalId: string, timeId: string): Promise<SlackAnswer> {
  const { records, person, now } = context;
  const { pair, refused } = textsFor(person.language).times;
  const taken = await takeOwnTime(records, { proposalId, timeId, personId: person.id, now });
  switch (taken.kind) {
    case 'confirmed':
      return { ephemeral: plainMessage(pair.said.taken) };
    case 'asked':
      return { ephemeral: plainMessage(pair.said.asked) };
    case 'already':
      return { ephemeral: plainMessage(pair.said.already) };
    case 'refused': {
      const nameFor = async (id: string): Promise<string> => (await records.people.getPerson(id)).name;
      const reader = { texts: refused, zone: person.zone, nameFor };
      return { ephemeral: plainMessage(await refusalText(taken.refusal, reader)) };
    }
    case 'unknown':
      return notYours(context);
  }
}

function notYours({ person }: SlackContext): SlackAnswer {
  const { mentors } = textsFor(person.language);
  return { ephemeral: plainMessage(mentors.truth({ truth: mentors.truths.notYours })) };
}
