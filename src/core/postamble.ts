import { deleteRecord, findLostRecords } from './clean-up.ts';
import type { StepFinished } from './event.ts';
import type { Place } from './exchange-runner.ts';
import { SutGone } from './exchange-runner.ts';
import type { PlannedRun } from './plan.ts';
import type { Emit } from './run-setup.ts';
import type { RequestStep } from './scenario.ts';
import { requestOf } from './step-request.ts';
import type { StepEnvironment } from './step-runner.ts';
import { UnsetVariable } from './template.ts';

/** Steps that the postamble adds to the scenarios' own. */
const REST = { id: 'clean-up', title: 'Delete what else was created' } as const;

/** Why it is not known whether a creation has left a record. */
const UNCLEAR = 'a creation got no clear answer, and the list that would show the record cannot be read';
const INTERRUPTED = 'the run was interrupted before a creation was answered';

/**
 * Deletes what the run has created at one resource: first what the scenarios' postambles name, last
 * scenario first, then whatever is left. What stays is told as residue. Never throws because of the SUT.
 */
export async function runPostamble(runs: readonly PlannedRun[], env: StepEnvironment, emit: Emit): Promise<void> {
  let gone: string | undefined;
  const reasons = new Map<string, string>();

  const remove = async (id: string, place: Place, title: string): Promise<void> => {
    const ids: string[] = [];
    let reason: string | undefined = gone;
    if (reason === undefined) {
      try {
        reason = await deleteRecord(
          async (request) => {
            const { pages } = await env.exchanges.send(request, place, 1, env.ports.quit);
            ids.push(...pages.map((page) => page.id));
            return pages;
          },
          env.resource,
          id,
        );
      } catch (error) {
        if (!(error instanceof SutGone)) throw error;
        gone = `the target no longer answers: ${error.message}`;
        reason = gone;
      }
    }
    if (reason === undefined) env.own.deleted(id);
    else reasons.set(id, reason);
    emit(finished(place, title, ids, reason === undefined ? undefined : `not deleted: ${reason}`));
  };

  for (const { scenario } of [...runs].reverse()) {
    for (const step of scenario.postamble) {
      if (step.kind !== 'request') continue;
      const id = targetOf(step, env);
      if (id === undefined || !env.own.left().includes(id)) continue;
      await remove(id, { scenario: scenario.id, resource: env.resource, phase: 'postamble', step: step.id }, step.title);
    }
  }

  const last = runs.at(-1)?.scenario.id ?? '';
  const place: Place = { scenario: last, resource: env.resource, phase: 'postamble', step: REST.id };
  if (env.own.hasLost() && gone === undefined) {
    await findLostRecords(
      async (request) => (await env.exchanges.send(request, place, 1, env.ports.quit)).pages,
      env.resource,
      env.setup.runId,
      env.own,
    ).catch((error: unknown) => {
      if (!(error instanceof SutGone)) throw error;
      gone = `the target no longer answers: ${error.message}`;
    });
  }
  for (const id of env.own.left()) if (!reasons.has(id)) await remove(id, place, REST.title);
  for (const id of env.own.left()) {
    emit({ event: 'residue', resource: env.resource, id, reason: reasons.get(id) ?? 'it was not deleted' });
  }
  if (env.own.hasLost()) {
    emit({
      event: 'residue',
      resource: env.resource,
      reason: gone ?? (env.ports.quit.aborted ? INTERRUPTED : UNCLEAR),
    });
  }
}

function targetOf(step: RequestStep, env: StepEnvironment): string | undefined {
  try {
    return requestOf(step, env.resource, env.variables.lookup).id;
  } catch (error) {
    // nothing was captured, so nothing of this name was created
    if (error instanceof UnsetVariable) return undefined;
    throw error;
  }
}

function finished(place: Place, title: string, exchanges: readonly string[], reason: string | undefined): StepFinished {
  const head = { event: 'step-finished', ...place, title, checks: [], exchanges } as const;
  return reason === undefined ? { ...head, verdict: 'pass' } : { ...head, verdict: 'skipped', reason };
}
