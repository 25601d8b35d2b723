import type { CheckRegistry } from '../check.ts';
import type { CheckResult, StepFinished } from '../event.ts';
import { type Verdict, worst } from '../verdict.ts';

/**
 * The verdict on what a reply says. How its message is labelled is a matter of its own: what the reply brought can be gone on
 * with all the same.
 */
export function contentVerdict({ verdict, checks }: Pick<StepFinished, 'verdict' | 'checks'>, registry: CheckRegistry): Verdict {
  const content = checks.filter(({ check }: CheckResult) => registry[check]?.about !== 'message');
  return content.length === 0 ? verdict : worst(content.map((check) => check.verdict));
}

/** The verdict of a step: the worst of its checks, but skipped where nothing of what the reply says was judged. */
export function stepVerdict(checks: readonly CheckResult[], registry: CheckRegistry): Verdict {
  const verdict = worst(checks.map((check) => check.verdict));
  return verdict === 'pass' ? contentVerdict({ verdict, checks }, registry) : verdict;
}
