import type { RequirementResult, RunFinished, RunStarted } from '../event.ts';
import type { RequirementOutcome, RequirementReport } from './requirement-report.ts';
import { isGap, statusOf } from './requirement-status.ts';

/**
 * The requirements that a run has something to say about, in the order of the document: those of its
 * scopes, and of others what was exercised. A partial run speaks only of what it exercised.
 */
export function requirementsOf(started: RunStarted, finished: RunFinished | undefined): RequirementReport[] {
  const results = new Map<string, RequirementResult[]>();
  for (const result of finished?.requirements ?? []) {
    const own = results.get(result.requirement) ?? [];
    own.push(result);
    results.set(result.requirement, own);
  }
  const silence = finished?.ended && 'the run ended before it';
  return started.requirements.flatMap(({ id, kind, level, scope, text, condition, rulings, clauses }) => {
    const own = results.get(id) ?? [];
    const isDue = started.part === undefined && started.scopes.includes(scope);
    const told = isDue ? own : own.filter((result) => result.steps.length > 0);
    if (told.length === 0) return [];
    const outcomes = told.map((result) => outcomeOf(result, clauses[result.resource] ?? '', silence));
    return { id, kind, level, scope, text, ...(condition !== undefined && { condition }), rulings, results: outcomes };
  });
}

function outcomeOf(result: RequirementResult, clause: string, silence: string | undefined): RequirementOutcome {
  const { resource, exemption, steps } = result;
  const reason = result.reason ?? (result.verdict === 'not exercised' ? silence : undefined);
  return {
    resource,
    clause,
    status: statusOf(result),
    ...(reason !== undefined && { reason }),
    ...(exemption && { exemption }),
    // of a run that ended early nobody expects that it gets to everything
    ...(silence === undefined && isGap(result) && { gap: true }),
    steps,
  };
}
