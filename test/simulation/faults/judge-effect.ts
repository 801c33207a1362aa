import type { Random } from '../../../playground/world/random.ts';
import type { Effect, Verdict } from '../scheduling/scheduler.ts';
import type { Injector } from './injector.ts';

const leaseMs = 30_000;
const sends: ReadonlySet<string> = new Set(['line.push', 'slack.post']);
const answers: ReadonlySet<string> = new Set(['line.push answered', 'slack.post answered']);

/** What befalls an effect of a process: crashes, freezes and lost connections strike here. */
export function createJudgeEffect(options: {
  readonly random: Random;
  readonly injector: Injector;
  /** Only processes of the product are hit. */
  readonly isProcess: (effect: Effect) => boolean;
}): (effect: Effect) => Verdict {
  const { random, injector, isProcess } = options;
  return (effect) => {
    const { label } = effect;
    if (!isProcess(effect) || label === 'sql connect') return { kind: 'go' };
    const when = random.chance(0.5) ? 'before' : 'after';
    if (sends.has(label)) {
      if (injector.happens('crash.before-send')) return { kind: 'crash', when: 'before' };
      if (injector.happens('freeze.past-lease')) return freeze(random);
      return { kind: 'go' };
    }
    if (answers.has(label)) {
      return injector.happens('crash.after-accept') ? { kind: 'crash', when: 'before' } : { kind: 'go' };
    }
    if (injector.happens('crash.elsewhere')) return { kind: 'crash', when };
    if (!isStatement(label)) return { kind: 'go' };
    if (injector.happens('database.error-before')) return { kind: 'error', when: 'before' };
    if (injector.happens('database.error-after')) return { kind: 'error', when: 'after' };
    return { kind: 'go' };
  };
}

/** Long enough for another process to take the lease over and to finish. */
function freeze(random: Random): Verdict {
  return { kind: 'freeze', forMs: leaseMs + random.integer(5_000, 30_000) };
}

function isStatement(label: string): boolean {
  return label.startsWith('sql ') || label === 'transaction';
}
