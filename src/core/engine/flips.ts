import type { CheckResult, Flip } from '../event.ts';
import { type Verdict, worst } from '../verdict.ts';

/** What one check says about a requirement, and in which step. */
export interface Reread extends Pick<CheckResult, 'verdict' | 'rereadings'> {
  /** `TC_N1/create` */
  readonly step: string;
}

/**
 * The options under which a requirement would come to another verdict on the same replies.
 *
 * One option at a time: two rulings read otherwise at once may come to yet another verdict.
 */
export function flipsOf(said: readonly Reread[], verdict: Verdict): readonly Flip[] {
  const options = new Map(
    said.flatMap(({ rereadings = [] }) =>
      rereadings.map(({ ruling, option }) => [`${ruling}=${option}`, { ruling, option }] as const),
    ),
  );
  return [...options.values()].flatMap((other) => {
    const changed = said.filter((one) => verdictUnder(one, other) !== one.verdict);
    const under = worst(said.map((one) => verdictUnder(one, other)));
    return under === verdict ? [] : [{ ...other, verdict: under, steps: [...new Set(changed.map(({ step }) => step))] }];
  });
}

function verdictUnder({ verdict, rereadings = [] }: Reread, other: Pick<Flip, 'ruling' | 'option'>): Verdict {
  return rereadings.find(({ ruling, option }) => ruling === other.ruling && option === other.option)?.verdict ?? verdict;
}
