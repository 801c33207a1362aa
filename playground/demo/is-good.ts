import type { SeasonFigures } from '../seasons/judge-season.ts';
import type { Played } from './play-season.ts';
import type { World } from './world.ts';

/** Nothing missing, wrong, doubled, late or in a quiet range; everything given is stored; no platform was asked amiss. */
export function isGood({ verdict, world }: Pick<Played, 'verdict' | 'world'>): boolean {
  const { figures, problems } = verdict;
  const zero: readonly (keyof SeasonFigures)[] = [
    'remindersMissing',
    'digestsMissing',
    'answersWrong',
    'timesWrong',
    'duplicates',
    'late',
    'inQuietRange',
  ];
  return (
    problems.length === 0 &&
    zero.every((key) => figures[key] === 0) &&
    figures.answersGiven === figures.answersStored &&
    figures.redelivered > 0 &&
    keptTheRules(world)
  );
}

/** Neither platform was asked for anything that it would refuse. */
function keptTheRules({ line, slack }: World): boolean {
  return line.violations.length + slack.violations.length + slack.interactionFailures.length === 0;
}
