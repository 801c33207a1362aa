import type pg from 'pg';
import type { Notebook } from '../actors/notebook.ts';
import type { Received } from '../platforms/ledger.ts';
import type { LinePlatform } from '../platforms/line-platform.ts';
import type { SlackPlatform } from '../platforms/slack-platform.ts';
import type { Season } from '../world/season.ts';
import type { DigestWatch } from './digest-watch.ts';
import type { Reading } from './read-message.ts';

/** Everything a verdict rests on: what receivers got, what actors meant, what was made to go wrong. */
export type Evidence = {
  readonly season: Season;
  readonly received: readonly (Received & { readonly reading: Reading })[];
  readonly notebook: Notebook;
  readonly line: LinePlatform;
  readonly slack: SlackPlatform;
  readonly digests: DigestWatch;
  /** Webhooks that nobody has taken. */
  readonly outstanding: number;
  /** For what was stored of answers and digests, and nothing else. */
  readonly watcher: pg.Client;
};

/** One promise that was not kept, in words for whoever replays the seed. */
export type Breach = string;

/** An instant as it stands in a breach. */
export function instant(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}
