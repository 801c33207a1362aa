import type { Cast } from '../cast.ts';
import type { Played } from '../play-season.ts';
import type { World } from '../world.ts';

const shownProblems = 40;

/** Prints the last digest, what went wrong if anything, and the summary; with `json` as one last line. */
export function printSummary(options: Played & { readonly json: boolean }): void {
  const { world, cast, verdict, wallSeconds, json } = options;
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  say(`\n${lastDigest(world, cast)}\n`);
  const troubles = troublesOf({ world, cast, verdict });
  for (const trouble of troubles.slice(0, shownProblems)) say(`! ${trouble}`);
  if (troubles.length > shownProblems) say(`! and ${troubles.length - shownProblems} more`);
  const summary = { ...verdict.figures, wallSeconds };
  if (json) {
    say(JSON.stringify(summary));
    return;
  }
  for (const [key, value] of Object.entries(summary)) {
    say(`${key.padEnd(22)} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`);
  }
}

/** Everything that went wrong, or that somebody looked for in vain, one line each. */
export function troublesOf({
  world,
  cast,
  verdict,
}: Pick<Played, 'world' | 'cast' | 'verdict'>): readonly string[] {
  const puzzles = [...cast.participants.values(), ...cast.mentors].flatMap((actor) => actor.puzzles);
  return [
    ...verdict.problems,
    ...puzzles.map((puzzle) => `puzzled: ${puzzle}`),
    ...world.line.violations.map((violation) => `LINE: ${violation}`),
    ...world.slack.violations.map((violation) => `Slack: ${violation}`),
    ...world.slack.interactionFailures.map((failure) => `Slack: ${JSON.stringify(failure)}`),
  ];
}

/** The newest digest as the coordinators' channel shows it. */
function lastDigest({ slack }: World, cast: Cast): string {
  const messages = slack.messagesIn(cast.deskChannel);
  const digest = messages.findLast(({ text }) => text.includes('週のまとめ'));
  if (digest === undefined) return '(no digest)';
  return JSON.stringify(digest.blocks)
    .split('"text":"')
    .slice(1)
    .map((part) => part.slice(0, part.indexOf('"')))
    .join('\n')
    .replaceAll('\\n', '\n')
    .replaceAll('*', '');
}
