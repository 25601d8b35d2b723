import type { CheckContext, Judgement } from '../check.ts';
import type { Rereading } from '../event.ts';
import { verdictOf } from '../finding.ts';
import type { Verdict } from '../verdict.ts';

/** Keeps account of the rulings that checks ask for, and of what they would say under other options. */
export interface ReadingRecord {
  /** Every ruling that was asked for so far. */
  readonly asked: ReadonlySet<string>;
  /**
   * Judges, and judges once more under each other option of each ruling that was asked for: checks are pure, so the same
   * replies tell what another reading would make of them. Only verdicts that differ are kept, remarks are no difference.
   */
  judge(
    judge: (context: CheckContext) => Judgement,
    context: CheckContext,
  ): { readonly judgement: Judgement; readonly rereadings: readonly Rereading[] };
}

/**
 * Starts an empty account.
 *
 * @param options the options of each ruling that can be chosen, the one in force included
 */
export function recordReadings(options: ReadonlyMap<string, readonly string[]>): ReadingRecord {
  const asked = new Set<string>();
  return {
    asked,
    judge(judge, context) {
      const own = new Map<string, string>();
      const note = (ruling: string) => {
        const option = context.option(ruling);
        own.set(ruling, option);
        return option;
      };
      const judgement = judge({ ...context, option: note });
      if (own.size === 0) return { judgement, rereadings: [] };
      const verdict = verdictFrom(judgement);
      const rereadings = [...own].flatMap(([ruling, inForce]) => {
        asked.add(ruling);
        return (options.get(ruling) ?? [])
          .filter((option) => option !== inForce)
          .map((option) => ({ ruling, option, verdict: verdictUnder(judge, context, ruling, option) }))
          .filter((other) => other.verdict !== verdict);
      });
      return { judgement, rereadings };
    },
  };
}

function verdictUnder(
  judge: (context: CheckContext) => Judgement,
  context: CheckContext,
  ruling: string,
  option: string,
): Verdict {
  return verdictFrom(judge({ ...context, option: (id) => (id === ruling ? option : context.option(id)) }));
}

function verdictFrom(judgement: Judgement): Verdict {
  if (judgement.kind === 'judged') return verdictOf(judgement.findings);
  return judgement.kind === 'blocked' ? 'blocked' : 'skipped';
}
