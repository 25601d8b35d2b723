import type { ScenarioTemplate } from '../scenario.ts';
import type { Transport } from '../transport.ts';
import { showsLife } from './no-reply.ts';
import type { RunPorts, RunState } from './run-setup.ts';
import { stepsOf } from './step-references.ts';

/**
 * The way to the other target of a comparison.
 *
 * @throws TypeError where there is none: a scenario that needs it was planned all the same
 */
export function otherOf({ other }: RunPorts): Transport {
  if (other === undefined) throw new TypeError('a step goes to another target, and this run has none');
  return other;
}

/** Looks whether the other target answers at all; where it does not, nothing more is sent to it (AMB-R50). */
export async function probeOther({ other }: RunPorts, state: RunState, signal: AbortSignal): Promise<void> {
  const outcome = await other?.probe(signal);
  if (outcome?.kind !== 'failure' || outcome.reason === 'interrupted' || showsLife(outcome)) return;
  state.otherGone = outcome.message;
}

/** Whether a scenario has a step that goes to the other target: there is nothing of it in a run of one. */
export function speaksToOther(scenario: ScenarioTemplate): boolean {
  return stepsOf(scenario).some((step) => step.kind === 'request' && step.over !== undefined);
}
