import type { CheckContext } from '../check.ts';
import type { Exchange } from '../exchange.ts';
import type { Finding } from '../finding.ts';

/** Statuses that turn down a filter. 404 is not among them: to a search that finds nothing it is a wrong answer (AMB-R45). */
const REFUSALS: readonly number[] = [400, 405, 406, 409, 415, 422, 501];

/** What becomes of an expectation about a filtered list where filtering is refused, and may be. */
export const NO_FILTERS = {
  verdict: 'skipped',
  reason: 'filtering is optional, and the target refuses it (AMB-A07)',
  exemption: 'not-offered',
} as const;

/** The remark that a target refuses to filter, where the profile leaves filtering open (AMB-A07); else nothing. */
export function refusedFilter({ request, outcome }: Exchange, { profile, resource }: CheckContext): Finding | undefined {
  if (request.operation !== 'list' || Object.keys(request.filter ?? {}).length === 0) return undefined;
  if (outcome.kind === 'failure' || !REFUSALS.includes(outcome.status)) return undefined;
  if (profile.resources[resource]?.list?.filtering.level !== 'O') return undefined;
  return { code: 'filter.refused', kind: 'remark', where: 'status', actual: outcome.status, ruling: 'AMB-A07' };
}
