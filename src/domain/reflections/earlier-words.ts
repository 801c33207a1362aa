const dayMs = 86_400_000;

/** What is known about a participant and a mentor who took a place of their pair later. */
export type EarlierWords = {
  /** When the participant was told of the new mentor; null: not yet. */
  readonly toldAt: Date | null;
  /** What the participant said since; null: nothing. */
  readonly shows: boolean | null;
};

/**
 * Whether what the participant wrote for the mentors before is open to the new one (CONVERSATIONS 3.14). Their word
 * counts at once, whenever it is given. Silence is a yes only a day after they were told: until then it stays closed, so
 * that "not the earlier ones" still keeps what it promises.
 */
export function opensEarlierWords({ toldAt, shows }: EarlierWords, now: Date): boolean {
  if (shows !== null) return shows;
  return toldAt !== null && now.getTime() - toldAt.getTime() >= dayMs;
}
