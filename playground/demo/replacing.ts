import type { ProgrammeView } from '../../src/use-cases/ports/records/views.ts';
import { replaceMentor } from '../../src/use-cases/replacing/replace-mentor.ts';
import type { Replacement, Season } from '../seasons/season.ts';
import { instantOf } from '../seasons/zoned-time.ts';
import type { Cast } from './cast.ts';
import type { World } from './world.ts';

const dayMs = 86_400_000;
const calmAfterMs = 1.5 * dayMs;
const calmBeforeMs = 3 * dayMs;

/** The desk lets another mentor take a place, on the first calm day: `mentor replace`, as the command does it. */
export function planReplacement(world: World, season: Season, cast: Cast, programme: ProgrammeView): void {
  const { replacement } = season;
  if (replacement === null) return;
  const { agenda } = world;
  const tryOn = (at: Date): void =>
    agenda.at(at, async () => {
      if (isCalm(cast, replacement, at)) await replace(world, cast, programme, replacement);
      else tryOn(new Date(at.getTime() + dayMs));
    });
  tryOn(instantOf(replacement.fromOn, '12:00', season.programme.zone));
}

/** No session has just been or is near: nobody is in the middle of writing or of being reminded. */
function isCalm({ diary }: Cast, { team }: Replacement, now: Date): boolean {
  return diary.ofTeam(team).every(({ startsAt }) => {
    const ahead = startsAt.getTime() - now.getTime();
    return ahead > calmBeforeMs || ahead < -calmAfterMs;
  });
}

async function replace(
  { container, clock }: World,
  { diary }: Cast,
  programme: ProgrammeView,
  { team, former, comer }: Replacement,
): Promise<void> {
  const { code, name, email, zone, language, quietRanges } = comer;
  const replaced = await container.transact((records) =>
    replaceMentor(records, {
      programme,
      team,
      from: former,
      to: {
        code,
        added: {
          ...{ code, role: 'mentor', name, email, zone, language, quietRanges },
          ...{ teams: [team], organisation: null, blank: [] },
        },
      },
      now: clock.now(),
      dryRun: false,
    }),
  );
  if (replaced.kind !== 'replaced') throw new Error(`${former} was not replaced: ${replaced.kind}`);
  diary.replaceMentor(team, former, comer);
  await container.sweeps.matchPeople();
}
