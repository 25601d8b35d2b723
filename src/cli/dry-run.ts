import type { Plan } from '../core/engine/plan.ts';
import { shortened } from '../core/wording/step-names.ts';
import { layOut } from './columns.ts';
import type { Streams } from './streams.ts';

/** Shows what would run, prerequisites with the steps they are cut down to, the steps of a group as one. Nothing is sent. */
export function showPlan({ tracks }: Plan, { out }: Streams): void {
  const rows = tracks.flatMap(({ resource, runs }) =>
    runs.map(({ scenario, reason, preamble, steps }) => [
      resource,
      scenario.id,
      reason,
      shortened([...preamble, ...steps].map((step) => step.id)).join(', '),
    ]),
  );
  out(layOut([['RESOURCE', 'SCENARIO', 'REASON', 'STEPS'], ...rows]));
  out('\nNothing was sent (--dry-run).\n');
}
