import { Temporal } from '@js-temporal/polyfill';
import { textsOfSlackMessage } from '../../../playground/seasons/reading/visible-text.ts';
import type { SlackStandIn } from '../../../playground/slack/slack-stand-in.ts';

/** A digest as it stands in a desk's channel, read as its readers do. */
export type ReadDigest = {
  readonly week: number;
  readonly text: string;
  /** Answered and due in its own week, as `participants 12/30`. */
  readonly answered: { readonly participants: number; readonly mentors: number };
  readonly due: { readonly participants: number; readonly mentors: number };
  readonly late: number;
  /** How many rated, by role. */
  readonly rated: { readonly participants: number; readonly mentors: number };
};

/** Every digest in a channel, in the order of their arrival. */
export function readDigests(slack: Pick<SlackStandIn, 'ledger'>, channel: string): readonly ReadDigest[] {
  return slack.ledger
    .filter((entry) => entry.channel === channel)
    .map((entry) => textsOfSlackMessage(entry).texts.join('\n'))
    .filter((text) => /週のまとめ 第\d+週/.test(text))
    .map((text) => {
      const share = (who: string): readonly [number, number] => {
        const [, answered = '0', due = '0'] = new RegExp(`${who}(\\d+)/(\\d+)`).exec(text) ?? [];
        return [Number(answered), Number(due)];
      };
      const count = (pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? 0);
      const [mentors, participants] = [share('振り返り：メンター'), share('　参加者')];
      return {
        week: count(/第(\d+)週/),
        text,
        answered: { participants: participants[0], mentors: mentors[0] },
        due: { participants: participants[1], mentors: mentors[1] },
        late: count(/後着(\d+)/),
        rated: {
          participants: count(/満足度・参加者：.*?n=(\d+)/),
          mentors: count(/満足度・メンター：.*?n=(\d+)/),
        },
      };
    });
}

/** Numbers of the ISO weeks from that of the first session to the last one whose Monday nine o'clock has passed. */
export function weeksDue(firstSessionAt: Date, now: Date, zone: string): readonly number[] {
  const local = (at: Date): Temporal.ZonedDateTime =>
    Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const first = local(firstSessionAt).toPlainDate();
  const weeks: number[] = [];
  for (let monday = first.subtract({ days: first.dayOfWeek - 1 }); ; monday = monday.add({ days: 7 })) {
    const dueAt = monday.add({ days: 7 }).toPlainDateTime('09:00').toZonedDateTime(zone);
    if (dueAt.epochMilliseconds > now.getTime()) return weeks;
    weeks.push(monday.weekOfYear ?? 0);
  }
}
