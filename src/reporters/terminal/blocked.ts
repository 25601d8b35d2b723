import type { ScenarioFinished } from '../../core/event.ts';
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
      const cause = why ?? 'something it needs did not pass';
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
