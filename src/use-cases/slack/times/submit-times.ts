import { checkLink, isFittingLength } from '../../../domain/scheduling/starts/check-link.ts';
import { textsFor } from '../../../i18n/index.ts';
import { sessionInZones } from '../../messages/session-words.ts';
import { refusalText } from '../../messages/times/refusal-text.ts';
import { templateOf } from '../../open-run.ts';
import type { Membership } from '../../ports/records/views.ts';
import type { SlackAnswer } from '../../ports/slack.ts';
import { type Offered, proposeTimes } from '../../scheduling/propose-times.ts';
import type { SlackContext } from '../handle-slack-event.ts';
import { mentoredTeam } from '../teams/mentored-teams.ts';
import { readAbout, readMoment, startKeys, timesModal } from './times-modal.ts';

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
  const { times, mentors } = textsFor(person.language);
  const { refused } = times;
  switch (offered.kind) {
    case 'offered':
    case 'confirmed':
      return {};
    case 'enough':
      return { errors: { start1: refused.enough } };
    case 'over':
      return { errors: { start1: offered.isCancelled ? mentors.truths.cancelled : refused.over } };
    case 'settled': {
      const view = await records.sessions.getSession(offered.session.id);
      return { errors: { start1: refused.settled(sessionInZones(view, person.zone)) } };
    }
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
