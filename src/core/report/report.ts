import type {
  ExchangeRecorded,
  ResidueFound,
  RunEvent,
  RunFinished,
  RunStarted,
  ScenarioFinished,
  ScenarioStarted,
} from '../event.ts';
import type { Requirement } from '../requirement.ts';
import { type LedgerEntry, openLedger } from './ledger.ts';
import { watchRepetition } from './repetition.ts';
import { countsOf } from './report-counts.ts';
import { matrixOf } from './report-matrix.ts';
import type { Report, ScenarioReport, StepReport, StrayReport } from './report-model.ts';
import { requirementsOf } from './report-requirements.ts';
import { choicesIn, rulingsOf } from './report-rulings.ts';
import { keyOf, scenarioOf } from './report-scenario.ts';
import { cutStepOf, stepOf } from './report-step.ts';
import { strayOf } from './report-stray.ts';
import { DISCLAIMER, meaningOf, meaningOfPart } from './report-words.ts';

/** Folds a run's events into its report. */
export interface ReportBuilder {
  /** False until `run-started` has come: without it there is nothing to report. */
  readonly hasStarted: boolean;
  add(event: RunEvent): void;
  /**
   * The report of what has come so far; without `run-finished` it says that the record is not complete.
   *
   * @throws {Error} if `run-started` has not come
   */
  result(): Report;
}

/**
 * Creates an empty report. Bodies are kept only until the step they belong to is judged, and of a step
 * that simply passed, or repeats what others have shown, nothing but one line per exchange is kept: memory follows the
 * plan, not the traffic.
 */
export function createReport(): ReportBuilder {
  let started: RunStarted | undefined;
  let finished: RunFinished | undefined;
  let requirements: ReadonlyMap<string, Requirement> = new Map();
  const open = new Map<string, ExchangeRecorded>();
  const steps = new Map<string, StepReport[]>();
  const begun = new Map<string, ScenarioStarted>();
  const ended = new Map<string, ScenarioFinished>();
  const residue: ResidueFound[] = [];
  const ledger = openLedger(() => requirements);
  const strays: StrayReport[] = [];
  const counted = { exchanges: 0, checks: 0 };
  const repetition = watchRepetition();

  return {
    get hasStarted() {
      return started !== undefined;
    },

    add(event) {
      switch (event.event) {
        case 'run-started':
          started = event;
          requirements = new Map(event.requirements.map((r) => [r.id, r]));
          break;
        case 'scenario-started':
          begun.set(keyOf(event), event);
          break;
        case 'exchange':
          counted.exchanges += 1;
          open.set(event.exchange.id, event);
          break;
        case 'notification':
          ledger.heard(event);
          break;
        case 'stray-reply':
          strays.push(strayOf(event));
          break;
        case 'step-finished': {
          counted.checks += event.checks.length;
          ledger.add(event);
          const own = event.exchanges.flatMap((id) => open.get(id) ?? []);
          for (const id of event.exchanges) open.delete(id);
          const list = steps.get(keyOf(event)) ?? [];
          list.push(stepOf(event, own, { requirements, target: started?.target }, repetition.isNews(event)));
          steps.set(keyOf(event), list);
          break;
        }
        case 'scenario-finished':
          ended.set(keyOf(event), event);
          break;
        case 'residue':
          residue.push(event);
          break;
        case 'run-finished':
          finished = event;
          break;
      }
    },

    result() {
      if (!started) throw new Error('there is no report of a run that has not started');
      const end = finished?.ended ?? (finished ? undefined : UNFINISHED);
      const run = started;
      const scenarios = run.plan.map((planned) => {
        const key = keyOf(planned);
        const cut = [...open.values()].filter((e) => keyOf(e) === key && e.phase !== 'postamble');
        const own = withCut(steps.get(key) ?? [], cutStepOf(cut, end?.message ?? 'this step has no result'));
        return scenarioOf(planned, begun.get(key), ended.get(key), own, end?.message, run);
      });
      return reportOf(
        started,
        finished,
        end,
        scenarios,
        residue,
        { ledger: ledger.entries(), strays },
        finished?.counts ?? counted,
      );
    },
  };
}

const UNFINISHED = { reason: 'interrupted', message: 'The record ends before the run did.' } as const;

/** The step that was cut off comes after those that ended, and before the postamble. */
function withCut(steps: readonly StepReport[], cut: readonly StepReport[]): StepReport[] {
  return [...steps.filter((s) => s.phase !== 'postamble'), ...cut, ...steps.filter((s) => s.phase === 'postamble')];
}

function reportOf(
  started: RunStarted,
  finished: RunFinished | undefined,
  ended: RunFinished['ended'],
  scenarios: readonly ScenarioReport[],
  residue: readonly ResidueFound[],
  { ledger, strays }: { readonly ledger: readonly LedgerEntry[]; readonly strays: readonly StrayReport[] },
  traffic: RunFinished['counts'],
): Report {
  const partial = started.part !== undefined;
  const undecided = started.scopes.map((scope) => ({ scope, partial, conclusion: 'undetermined' as const, because: [] }));
  const requirements = requirementsOf(started, finished);
  return {
    format: 'ctk-report/1',
    disclaimer: DISCLAIMER,
    kit: started.kit,
    profile: started.profile,
    target: started.target,
    ...(started.operator !== undefined && { operator: started.operator }),
    runId: started.runId,
    startedAt: started.startedAt,
    ...(finished && { finishedAt: finished.finishedAt, durationMs: finished.durationMs }),
    scopes: started.scopes,
    ...(started.part && { part: { ...started.part, meaning: meaningOfPart(started.part) } }),
    complianceLevel: started.complianceLevel,
    readings: choicesIn(started),
    rulings: rulingsOf(started, finished, scenarios),
    notices: started.notices,
    conclusions: (finished?.conclusions ?? undecided).map((c) => ({ ...c, meaning: meaningOf(c) })),
    ...(ended && { ended }),
    counts: countsOf(scenarios, requirements, traffic),
    matrix: matrixOf(scenarios),
    scenarios,
    requirements,
    ...(ledger.length > 0 && { ledger }),
    ...(strays.length > 0 && { strays }),
    residue: residue.map(({ event: _, ...left }) => left),
  };
}
