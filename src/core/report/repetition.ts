import type { StepFinished } from '../event.ts';
import { rowOf, withoutRow } from '../wording/step-names.ts';

/** Rows of a group of steps whose exchanges are kept in full where they show the same. */
const ROWS_IN_FULL = 3;

/** Tells the steps that show something from those that repeat it: a report keeps the exchanges of the former in full. */
export interface Repetition {
  /** True for a step whose exchanges belong into the report in full. Every step is asked about once, in order. */
  isNews(step: StepFinished): boolean;
}

/**
 * Starts without having seen a step. What passes is news with a remark that its resource has not shown before; what does
 * not pass is news unless three rows of its group have shown the same.
 */
export function watchRepetition(): Repetition {
  const seen = new Map<string, number>();
  const count = (key: string) => {
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times;
  };
  return {
    isNews(step) {
      const findings = step.checks.flatMap((check) => check.findings);
      if (step.verdict === 'pass') {
        const kinds = new Set(findings.map(({ code, ruling }) => `${step.resource} ${code} ${ruling}`));
        // each is counted, whether another one is news or not
        return [...kinds].filter((kind) => count(kind) === 1).length > 0;
      }
      if (rowOf(step.step) === '') return true;
      const codes = new Set(findings.filter(({ kind }) => kind !== 'remark').map(({ code }) => code));
      const place = `${step.scenario}/${withoutRow(step.step)} ${step.resource}`;
      return count([place, step.verdict, ...[...codes].sort()].join(' ')) <= ROWS_IN_FULL;
    },
  };
}
