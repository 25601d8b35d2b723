import type { CheckRegistry } from '../check.ts';
import type { CheckResult } from '../event.ts';
import type { Step } from '../scenario.ts';
import type { Obstacle } from './obstacles.ts';

/** What a step would have checked: its requirements are blocked or skipped with it. */
export function unrunChecks(step: Step, why: Obstacle, checks: CheckRegistry): readonly CheckResult[] {
  return expectationsOf(step).map((expectation) => ({
    ...expectation,
    findings: [],
    ...(checks[expectation.check]?.about === 'message' ? unsent(why) : why),
  }));
}

function expectationsOf(step: Step): readonly Pick<CheckResult, 'check' | 'requirements'>[] {
  if (step.kind === 'choose') return [{ check: 'choose', requirements: step.requirements }];
  return step.expect.map(({ check, requirements }) => ({ check, requirements }));
}

/** What was never sent leaves nothing open about the messages that came: their labels are judged where there are any. */
function unsent(why: Obstacle): Obstacle {
  return why.verdict === 'skipped' ? why : { verdict: 'skipped', reason: why.reason };
}
