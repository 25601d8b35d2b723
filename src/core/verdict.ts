/**
 * What became of a check, a step, a scenario or a requirement.
 *
 * `skipped` covers "not asked for" and "not applicable"; its reason tells which.
 */
export type Verdict = 'pass' | 'fail' | 'inconclusive' | 'blocked' | 'skipped' | 'error';

/** Worst first. `skipped` is neutral: it never decides unless everything was skipped. */
const SEVERITY: readonly Verdict[] = ['error', 'fail', 'inconclusive', 'blocked', 'pass', 'skipped'];

/** The verdict of a whole from the verdicts of its parts; a whole without parts is `skipped`. */
export function worst(verdicts: Iterable<Verdict>): Verdict {
  let rank = SEVERITY.length - 1;
  for (const verdict of verdicts) rank = Math.min(rank, SEVERITY.indexOf(verdict));
  return SEVERITY[rank] ?? 'skipped';
}
