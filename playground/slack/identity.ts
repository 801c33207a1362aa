import type { Clock } from '../../src/shared/clock.ts';

/** Who the workspace and the installed app are. */
export type Identity = {
  readonly teamId: string;
  readonly teamDomain: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly verificationToken: string;
};

/** Makers of ids and of message timestamps. */
export type Ids = {
  /** A new id that looks like the platform's: a capital letter and upper-case signs. */
  readonly next: (prefix: string) => string;
  /** A new short token in lower-case hex, for block ids, hashes and trigger ids. */
  readonly token: () => string;
  /** A new `ts`: seconds with six decimals, unique and rising even when the clock stands still. */
  readonly timestamp: () => string;
};

/** Ids that repeat from run to run, because they only count. */
export function createIds(clock: Clock): Ids {
  let counter = 0;
  let lastMicros = 0;
  return {
    next: (prefix) => {
      counter += 1;
      return `${prefix}0${counter.toString(36).toUpperCase().padStart(8, '0')}`;
    },
    token: () => {
      counter += 1;
      return (0x51ac00000 + counter * 7919).toString(16);
    },
    timestamp: () => {
      lastMicros = Math.max(lastMicros + 1, clock.now().getTime() * 1000);
      return formatTimestamp(lastMicros);
    },
  };
}

/** The identity of one stand-in. */
export function createIdentity(ids: Ids): Identity {
  return {
    teamId: ids.next('T'),
    teamDomain: 'playground',
    appId: ids.next('A'),
    botId: ids.next('B'),
    botUserId: ids.next('U'),
    verificationToken: 'legacy-verification-token',
  };
}

/** Whole seconds of an instant, as the platform's headers and events carry them. */
export function secondsOf(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

function formatTimestamp(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  return `${seconds}.${String(micros % 1_000_000).padStart(6, '0')}`;
}
