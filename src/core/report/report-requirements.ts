import type { RequirementResult, RunFinished, RunStarted } from '../event.ts';
import type { RequirementOutcome, RequirementReport } from './report-model.ts';

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
  return started.requirements.flatMap(({ id, level, scope, text, condition, rulings, clauses }) => {
    const own = results.get(id) ?? [];
    const isDue = started.part === undefined && started.scopes.includes(scope);
    if (!(isDue ? own.length > 0 : own.some((result) => result.steps.length > 0))) return [];
    const outcomes = own.map((result) => outcomeOf(result, clauses[result.resource] ?? '', silence));
    return { id, level, scope, text, ...(condition !== undefined && { condition }), rulings, results: outcomes };
  });
}

function outcomeOf(result: RequirementResult, clause: string, silence: string | undefined): RequirementOutcome {
  const { resource, verdict, steps } = result;
  const reason = result.reason ?? (verdict === 'not exercised' ? silence : undefined);
  return { resource, clause, verdict, ...(reason !== undefined && { reason }), steps };
}
