import type { Decision, DigestFigures, Satisfaction, StoredDigest } from '../../domain/digests/figures.ts';
import { meanOf } from '../../domain/digests/figures.ts';
import type { Message } from '../../domain/messaging/message.ts';
import type { Language } from '../../domain/people/people.ts';
import type { StandstillReason } from '../../domain/scheduling/pace/find-standstill.ts';
import { addMinutes, parseIsoWeek, startOfDay } from '../../domain/time.ts';
import { textsFor } from '../../i18n/index.ts';
import type { Texts } from '../../i18n/texts.ts';

const shownDecisions = 3;

type Digest = Omit<StoredDigest, 'id' | 'programmeId'>;

/** The week's message of at most 20 lines (CONVERSATIONS 3.11): decisions first, then numbers with their n. */
export function digestMessage(digest: Digest, language: Language): Message {
  const { digest: texts } = textsFor(language);
  const lines = digestLines(digest, language);
  const summary = [lines.header, lines.sessions, lines.reflections].join('\n');
  return {
    summary,
    parts: [
      { kind: 'heading', text: lines.header },
      { kind: 'text', text: lines.decisions.join('\n') },
      { kind: 'text', text: [texts.numbers, lines.sessions, lines.reflections, ...lines.numbers].join('\n') },
      { kind: 'text', text: lines.reach.join('\n') },
      { kind: 'text', text: lines.nextWeek },
      { kind: 'note', text: lines.asOf },
    ],
  };
}

/** The same as plain lines, for a terminal. */
export function digestText(digest: Digest, language: Language): string {
  const lines = digestLines(digest, language);
  const numbers = [textsFor(language).digest.numbers, lines.sessions, lines.reflections, ...lines.numbers];
  return [lines.header, ...lines.decisions, ...numbers, ...lines.reach, lines.nextWeek, lines.asOf]
    .join('\n')
    .replaceAll('*', '');
}

function digestLines(digest: Digest, language: Language) {
  const texts = textsFor(language);
  const { figures, zone, startsAt, endsAt, takenAt } = digest;
  const lastDay = addMinutes(endsAt, -60);
  const nextEnd = addMinutes(endsAt, 7 * 1440 - 60);
  return {
    header: texts.digest.header({
      programme: digest.programmeName,
      week: parseIsoWeek(digest.isoWeek)?.week ?? 0,
      from: startsAt,
      to: lastDay,
      zone,
    }),
    decisions: decisionLines(figures, texts, zone),
    sessions: texts.digest.sessions(figures.sessions),
    reflections: texts.digest.reflections({
      ofMentors: figures.reflections.mentor,
      ofParticipants: figures.reflections.participant,
      lastWeek: figures.lastWeek,
      late: figures.late,
      corrected: figures.corrected,
    }),
    numbers: [
      texts.digest.participantSatisfaction(shown(figures.satisfaction.participant)),
      texts.digest.mentorSatisfaction(shown(figures.satisfaction.mentor)),
      texts.digest.soFar(figures.soFar),
    ],
    reach: [
      texts.digest.undelivered({
        count: figures.undelivered.length,
        items: figures.undelivered.map((one) => ({
          kind: one.kind,
          why: one.why,
          at: new Date(one.at),
          zone,
        })),
      }),
      texts.digest.unreachable(figures.unreachable),
      texts.digest.pushes({
        monthly: figures.pushes.months.map(({ month, used }) => ({ month: Number(month.slice(5)), used })),
        target: digest.pushTarget,
        limit: digest.pushLimit,
        forecast: figures.pushes.forecast,
      }),
    ],
    nextWeek: texts.digest.nextWeek({
      from: endsAt,
      to: nextEnd,
      zone,
      count: figures.nextWeek.count,
      undated: figures.nextWeek.undated,
    }),
    asOf: texts.digest.asOf({ at: takenAt, zone }),
  };
}

function decisionLines({ decisions }: DigestFigures, texts: Texts, zone: string): readonly string[] {
  const { digest } = texts;
  const shownNow = decisions.slice(0, shownDecisions);
  const more = decisions.length - shownNow.length;
  return [
    digest.decisions.heading({ count: decisions.length }),
    ...shownNow.map((decision, index) =>
      digest.decisions.line({ position: index + 1, text: decisionText(decision, texts, zone) }),
    ),
    ...(more > 0 ? [digest.decisions.more({ count: more })] : []),
  ];
}

function decisionText(decision: Decision, texts: Texts, zone: string): string {
  const { decisions } = texts.digest;
  switch (decision.kind) {
    case 'unsettled':
      return decisions.unsettled({ team: decision.team, at: new Date(decision.at), zone });
    case 'contradiction':
      return decisions.contradiction({ team: decision.team, at: new Date(decision.at), zone });
    case 'awaiting':
      return decisions.awaiting({ team: decision.team, at: new Date(decision.at), zone });
    case 'idle':
      return idleText(decision, texts, zone);
    case 'worries':
      return decisions.worries({ team: decision.team, count: decision.count });
    case 'murmurs':
      return decisions.murmurs({ count: decision.count });
    case 'contacts':
      return decisions.contacts({ count: decision.count });
  }
}

function idleText(
  { team, days, lastAt, reason }: Extract<Decision, { kind: 'idle' }>,
  { digest, standstill }: Texts,
  zone: string,
): string {
  const why = reason === undefined || reason === null ? null : reasonText(reason, standstill, zone);
  return lastAt === null
    ? digest.decisions.idleSinceStart({ team, days, why })
    : digest.decisions.idle({ team, days, at: new Date(lastAt), zone, why });
}

function reasonText(reason: StandstillReason, texts: Texts['standstill'], zone: string): string {
  switch (reason.kind) {
    case 'away':
      return texts.away({ at: startOfDay(reason.untilOn, zone), zone });
    case 'pause':
      return texts.pause({ at: startOfDay(reason.untilOn, zone), zone });
    case 'proposal':
      return texts.proposal({ days: reason.days });
  }
}

function shown(satisfaction: Satisfaction) {
  return { mean: meanOf(satisfaction), n: satisfaction.n, counts: satisfaction.counts };
}
