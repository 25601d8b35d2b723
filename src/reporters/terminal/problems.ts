import type { CheckResult, StepFinished } from '../../core/event.ts';
import type { Finding } from '../../core/finding.ts';
import type { Verdict } from '../../core/verdict.ts';
import { familyOf, rowOf, withoutRow } from '../../core/wording/step-names.ts';

/** What is wrong in the same way at one or several places, with one example in full. */
export interface Problem {
  readonly verdict: Verdict;
  readonly check: string;
  readonly requirements: readonly string[];
  /** Absent where the check or step tells only a reason. */
  readonly finding?: Finding;
  readonly reason?: string;
  readonly example: Example;
  readonly resources: Set<string>;
  /** The rows of a group that it was found at: `creditLimit`. */
  readonly rows: Set<string>;
  /** How often it was found, the example included. */
  times: number;
}

interface Example {
  readonly scenario: string;
  readonly resource: string;
  readonly step: string;
  readonly title: string;
  /** The line that sends its request again. */
  readonly repeat?: string;
  /** Where its request and its reply stand on their topics. */
  readonly records?: string;
  /** How an error reply begins: it often says why. */
  readonly answer?: string;
}

/** What a problem shows of the exchange that it was found in. */
export type Shown = Pick<Example, 'repeat' | 'records' | 'answer'>;

type Place = Omit<Example, keyof Shown>;

/** The remarks of one code. */
export interface Remark {
  readonly finding: Finding;
  readonly resources: Set<string>;
  times: number;
  /** The first few, each with its place. */
  readonly all: { readonly finding: Finding; readonly example: Place }[];
}

/** Sums up what checks found; holds one example of each kind, however long the run. */
export interface Findings {
  /** `shown` tells what there is to show of an exchange. */
  add(step: StepFinished, shown: (exchange: string | undefined) => Shown): void;
  problems(): readonly Problem[];
  remarks(): readonly Remark[];
}

const WRONG: readonly Verdict[] = ['error', 'fail', 'inconclusive'];

/** Remarks of one code that are kept to be listed one by one. */
const KEPT = 50;

/** Creates an empty collection. */
export function collectFindings(): Findings {
  const problems = new Map<string, Problem>();
  const remarks = new Map<string, Remark>();

  const note = (key: string, { resource, step }: Place, problem: () => Omit<Problem, 'resources' | 'rows' | 'times'>) => {
    const known = problems.get(key) ?? { ...problem(), resources: new Set<string>(), rows: new Set<string>(), times: 0 };
    known.resources.add(resource);
    if (rowOf(step) !== '') known.rows.add(rowOf(step));
    known.times += 1;
    problems.set(key, known);
  };

  return {
    add(event, shown) {
      const { scenario, resource, step, title } = event;
      const place = { scenario, resource, step, title };
      const exampleOf = (exchange: string | undefined): Example => ({ ...place, ...shown(exchange) });
      for (const check of event.checks) {
        noteRemarks(remarks, check, place);
        if (!WRONG.includes(check.verdict)) continue;
        const common = { verdict: check.verdict, check: check.check, requirements: check.requirements };
        const wrong = check.findings.filter((finding) => finding.kind !== 'remark');
        const families = check.requirements.map((requirement) => familyOf(requirement, step)).join();
        for (const finding of wrong) {
          const key = [check.verdict, families, finding.code, shapeOf(finding), check.check].join(' ');
          note(key, place, () => ({ ...common, finding, example: exampleOf(check.exchange) }));
        }
        if (wrong.length === 0) {
          const reason = check.reason ?? event.reason ?? 'no reason was given';
          const key = [check.verdict, families, reason, check.check].join(' ');
          note(key, place, () => ({ ...common, reason, example: exampleOf(check.exchange) }));
        }
      }
      if (WRONG.includes(event.verdict) && !event.checks.some((check) => WRONG.includes(check.verdict))) {
        const reason = event.reason ?? 'no reason was given';
        note([event.verdict, scenario, withoutRow(step), reason].join(' '), place, () => ({
          verdict: event.verdict,
          check: '',
          requirements: [],
          reason,
          example: exampleOf(event.exchanges.at(-1)),
        }));
      }
    },
    problems: () => [...problems.values()].sort((a, b) => WRONG.indexOf(a.verdict) - WRONG.indexOf(b.verdict)),
    remarks: () => [...remarks.values()],
  };
}

/** A list that has something too much is another matter than a text that is wrong. */
function shapeOf({ actual }: Finding): string {
  return Array.isArray(actual) ? 'array' : typeof actual;
}

function noteRemarks(remarks: Map<string, Remark>, check: CheckResult, example: Place): void {
  for (const finding of check.findings.filter((f) => f.kind === 'remark')) {
    const key = `${finding.code} ${finding.ruling ?? ''}`;
    const known = remarks.get(key) ?? { finding, resources: new Set<string>(), times: 0, all: [] };
    known.resources.add(example.resource);
    known.times += 1;
    if (known.all.length < KEPT) known.all.push({ finding, example });
    remarks.set(key, known);
  }
}
