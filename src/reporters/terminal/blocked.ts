import type { ScenarioFinished } from '../../core/event.ts';
import { withoutRow } from '../../core/wording/step-names.ts';
import { hang, plural } from './text.ts';

/** Counts blocked scenarios by what blocks them: they are no failures of their own. */
export interface Blocked {
  add(event: ScenarioFinished): void;
  lines(width: number): string[];
}

/** Creates an empty count. */
export function countBlocked(): Blocked {
  const causes = new Map<string, { count: number; readonly scenarios: Set<string> }>();
  return {
    add({ verdict, scenario, why }) {
      if (verdict !== 'blocked') return;
      const cause = why === undefined ? 'something it needs did not pass' : withoutRowOfStep(why);
      const known = causes.get(cause) ?? { count: 0, scenarios: new Set<string>() };
      known.count += 1;
      known.scenarios.add(scenario);
      causes.set(cause, known);
    },
    lines(width) {
      if (causes.size === 0) return [];
      return [
        ...[...causes].flatMap(([cause, { count, scenarios }]) =>
          hang('', `${plural(count, 'scenario')} blocked (${[...scenarios].join(', ')}): ${cause}`, width, 2),
        ),
        '',
      ];
    },
  };
}

/** `retrieve:creditLimit: it needs …` says the same at each resource, whatever row comes first there. */
function withoutRowOfStep(why: string): string {
  const [step = '', ...rest] = why.split(': ');
  return rest.length === 0 ? why : [withoutRow(step), ...rest].join(': ');
}
