import type { TeamNews } from '../../domain/digests/team-news.ts';
import { startOfDay } from '../../domain/time.ts';
import type { Texts } from '../../i18n/texts.ts';

type Spoken = {
  readonly texts: Pick<Texts, 'supporters' | 'standstill'>;
  /** As the reader calls the team. */
  readonly team: string;
  /** The reader's. */
  readonly zone: string;
};

/** A team in one line: when it met, why it stands still if that is known, and its next date. */
export function teamLine(news: TeamNews, { texts, team, zone }: Spoken): string {
  const { line } = texts.supporters;
  return line({
    team,
    met: metText(news, texts.supporters, zone),
    still: stillText(news, texts, zone),
    next: nextText(news, texts, zone),
  });
}

function metText({ heldAt, lastAt }: TeamNews, texts: Texts['supporters'], zone: string): string {
  if (heldAt.length > 0) return texts.held({ starts: heldAt, zone });
  return lastAt === null ? texts.notYet : texts.before({ at: lastAt, zone });
}

/** An unanswered proposal stands with the next date. */
function stillText({ still, lastAt }: TeamNews, texts: Spoken['texts'], zone: string): string | null {
  if (still === null) return null;
  const { days, reason } = still;
  const { supporters, standstill } = texts;
  switch (reason?.kind) {
    case 'away':
      return standstill.away({ at: startOfDay(reason.untilOn, zone), zone });
    case 'pause':
      return supporters.still.pause({ at: startOfDay(reason.untilOn, zone), zone });
    case 'proposal':
    case undefined:
      return lastAt === null ? supporters.still.sinceStart({ days }) : supporters.still.days({ days });
  }
}

function nextText(
  { next, lastAt }: TeamNews,
  { supporters, standstill }: Spoken['texts'],
  zone: string,
): string | null {
  const texts = supporters.next;
  switch (next.kind) {
    case 'set':
      return texts.set({ at: next.at, zone });
    case 'offered':
      return texts.offered({ since: standstill.proposal({ days: next.days }) });
    case 'arranging':
      return texts.arranging;
    case 'none':
      return lastAt === null ? null : texts.none;
    case 'done':
      return texts.done;
    case 'over':
      return texts.over;
  }
}
