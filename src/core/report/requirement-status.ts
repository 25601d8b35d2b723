import type { RequirementResult } from '../event.ts';

/**
 * What became of a requirement at a resource.
 *
 * `not exercised`: nothing looked at it in this run. `not applicable`: it is optional and not offered, or there is nothing
 * of the kind. `not testable`: no exchange can show it. `error`: the kit's own fault.
 */
export type RequirementStatus =
  | 'pass'
  | 'fail'
  | 'inconclusive'
  | 'blocked'
  | 'not exercised'
  | 'not applicable'
  | 'not testable'
  | 'error';

/** All of them, in the order in which reports name them. */
export const REQUIREMENT_STATUSES: readonly RequirementStatus[] = [
  'pass',
  'fail',
  'inconclusive',
  'blocked',
  'not exercised',
  'not applicable',
  'not testable',
  'error',
];

/** The status that a result comes to: the one place where verdict and exemption become a status. */
export function statusOf({ verdict, exemption }: Pick<RequirementResult, 'verdict' | 'exemption'>): RequirementStatus {
  if (verdict !== 'skipped' && verdict !== 'not exercised') return verdict;
  if (exemption === 'not-offered') return 'not applicable';
  return exemption === 'wire' ? 'not testable' : 'not exercised';
}

/** True where nothing looked at it and nothing on the closed list of reasons says why. */
export function isGap(result: Pick<RequirementResult, 'verdict' | 'exemption'>): boolean {
  return statusOf(result) === 'not exercised' && result.exemption === undefined;
}
