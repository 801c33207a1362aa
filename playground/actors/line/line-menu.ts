import type { Clock } from '../../../src/shared/clock.ts';
import type { LineUser } from '../../line/line-user.ts';
import type { Season, SeasonParticipant } from '../../seasons/season.ts';
import type { Agenda } from '../../world/agenda.ts';
import type { Random } from '../../world/random.ts';
import type { Notebook } from '../notebook.ts';
import { musings } from '../phrases.ts';
import type { LineTalk } from './line-talk.ts';

const day = 86_400;

/** Somebody who taps the menu below the talk now and then, while nothing else is going on. */
export function createLineMenu(deps: {
  readonly user: Pick<LineUser, 'menu' | 'tap'>;
  readonly person: SeasonParticipant;
  readonly season: Season;
  readonly talk: LineTalk;
  readonly notebook: Notebook;
  readonly isHere: () => boolean;
  /** Whether a form is being filled. */
  readonly isBusy: () => boolean;
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly random: Random;
}): void {
  const { user, person, season, talk, notebook, clock, agenda, random } = deps;
  if (person.temperament === 'never') return;

  const tapMenu = async (): Promise<void> => {
    if (!deps.isHere() || deps.isBusy()) return;
    const menu = user.menu();
    if (menu === null) return notebook.puzzle('no menu below the talk');
    const field = random.pick(menu.fields);
    notebook.act();
    await user.tap(field);
    const isMurmur = /つぶやき|Murmur/u.test(field.label);
    if (isMurmur && person.style !== 'taps') {
      agenda.at(new Date(clock.now().getTime() + 40_000), () => talk.send(random.pick(musings)));
    }
  };

  const nextAfter = (at: Date): Date => new Date(at.getTime() + random.integer(6 * day, 30 * day) * 1000);
  for (let at = nextAfter(person.joinsAt); at < season.endsAt; at = nextAfter(at)) agenda.at(at, tapMenu);
}
