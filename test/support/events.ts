import type {
  CheckResult,
  Conclusion,
  ExchangeRecorded,
  Part,
  PlannedScenario,
  Reading,
  RequirementResult,
  ResidueFound,
  RunEvent,
  RunFinished,
  RunStarted,
  StepFinished,
  Target,
} from '../../src/core/event.ts';
import type { Exchange, Failure, Operation, Reply } from '../../src/core/exchange.ts';
import type { Finding } from '../../src/core/finding.ts';
import { verdictOf } from '../../src/core/finding.ts';
import type { Json } from '../../src/core/json.ts';
import type { Requirement } from '../../src/core/requirement.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { worst } from '../../src/core/verdict.ts';
import type { CaseTemplate, StepTemplate } from './cases.ts';
import { CASES, REQUIREMENTS, RESOURCES } from './cases.ts';

const RUN_ID = 'k3x9q2';
const ROOT = 'http://sut.example:8080/api';

/** How one step of a hand-built run differs from a pass. */
interface Deviation {
  readonly scenario: string;
  readonly step: string;
  /** Absent: at every resource of the run. */
  readonly resources?: readonly string[];
  /** The check that finds something; absent: every check of the step. */
  readonly check?: string;
  readonly findings?: readonly Finding[];
  /** A verdict that does not follow from findings: `blocked`, `skipped`, `error`, or `inconclusive`. The step then sends nothing if `blocked` or `skipped`. */
  readonly verdict?: Verdict;
  readonly reason?: string;
  /** True where the run ends in this step: it is sent and gets no verdict. */
  readonly cut?: true;
  /** What came instead of the good reply. */
  readonly outcome?: Partial<Omit<Reply, 'kind'>> | Failure;
}

export interface RunOptions {
  /** Absent: the six test cases, and the requirements that they cite. */
  readonly cases?: readonly CaseTemplate[];
  readonly requirements?: readonly Requirement[];
  readonly resources?: readonly string[];
  readonly scenarios?: readonly string[];
  /** Those of `scenarios` that run only because others need them. */
  readonly prerequisites?: readonly string[];
  readonly part?: Part;
  readonly readings?: readonly Reading[];
  readonly notices?: readonly string[];
  readonly target?: Target;
  readonly operator?: string;
  readonly deviations?: readonly Deviation[];
  readonly residue?: readonly Omit<ResidueFound, 'event'>[];
  /** Ends the run after so many scenarios. */
  readonly ended?: {
    readonly after: number;
    readonly reason: NonNullable<RunFinished['ended']>['reason'];
    readonly message: string;
  };
}

/**
 * The events of a run, consistent in themselves: ids, verdicts, counts, requirement results and
 * conclusions follow from the steps. Every step passes but for the `deviations`.
 */
export function aRun(options: RunOptions = {}): RunEvent[] {
  const resources = options.resources ?? RESOURCES;
  const all = options.cases ?? CASES;
  const cases = all.filter((c) => (options.scenarios ?? all.map(({ id }) => id)).includes(c.id));
  const plan = resources.flatMap((resource) => cases.map((c) => planned(c, resource, options)));
  const clock = createClock();
  const started = runStarted(options, plan, clock.now());
  const scenarios = plan.slice(0, options.ended?.after ?? plan.length).flatMap((p) => scenarioEvents(p, options, clock));
  const residue = (options.residue ?? []).map((r): ResidueFound => ({ event: 'residue', ...r }));
  const events: RunEvent[] = [started, ...scenarios, ...residue];
  return [...events, runFinished(options, resources, events, clock)];
}

/** A finding of kind `violation`, unless said otherwise. */
export function aFinding(finding: Omit<Finding, 'kind'> & { readonly kind?: Finding['kind'] }): Finding {
  return { kind: 'violation', ...finding };
}

interface Clock {
  now(): string;
  /** Moves on and returns the time before. */
  spend(ms: number): string;
  exchangeId(): string;
}

function createClock(): Clock {
  let time = Date.UTC(2026, 0, 2, 3, 4, 5);
  let exchanges = 0;
  const now = () => new Date(time).toISOString();
  return {
    now,
    spend(ms) {
      const before = now();
      time += ms;
      return before;
    },
    exchangeId: () => `e${++exchanges}`,
  };
}

function runStarted(options: RunOptions, plan: readonly PlannedScenario[], at: string): RunStarted {
  return {
    event: 'run-started',
    format: 'ctk-evidence/1',
    runId: RUN_ID,
    kit: { name: 'tmf666-ctk', version: '0.1.0' },
    profile: {
      id: 'tmf666b-1.1.0',
      title: 'Account Management REST Conformance Profile',
      document: 'TMF666B',
      version: '1.1.0',
      digest: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
    },
    requirements: options.requirements ?? REQUIREMENTS,
    scopes: ['connect'],
    ...(options.part && { part: options.part }),
    readings: options.readings ?? [],
    otherReadings: [],
    complianceLevel: 'L1',
    target: options.target ?? { url: ROOT, embedded: false, product: 'Accounts', version: '4.2' },
    ...(options.operator !== undefined && { operator: options.operator }),
    plan,
    notices: options.notices ?? [],
    startedAt: at,
  };
}

function planned(template: CaseTemplate, resource: string, options: RunOptions): PlannedScenario {
  return {
    scenario: template.id,
    printedId: template.printedId,
    title: template.title,
    clause: `API CONFORMANCE TEST SCENARIOS, ${template.printedId}`,
    resource,
    reason: options.prerequisites?.includes(template.id) ? 'prerequisite' : 'requested',
    steps: template.steps.map((s) => s.id),
  };
}

function scenarioEvents(plan: PlannedScenario, options: RunOptions, clock: Clock): RunEvent[] {
  const { scenario, resource, reason } = plan;
  const template = (options.cases ?? CASES).find((c) => c.id === scenario);
  const startedAt = clock.now();
  const of = (step: StepTemplate) =>
    (options.deviations ?? []).filter(
      (d) => d.scenario === scenario && d.step === step.id && (d.resources ?? [resource]).includes(resource),
    );
  const all = template?.steps ?? [];
  const last = all.findIndex((step) => of(step).some((d) => d.cut));
  const cut = last >= 0;
  const events = (cut ? all.slice(0, last + 1) : all).flatMap((step) => stepEvents(plan, step, of(step), clock));
  const steps = events.filter((e) => e.event === 'step-finished');
  const why = cut ? 'the run ended in the middle of it' : steps.find((s) => s.reason !== undefined)?.reason;
  const finished = clock.now();
  return [
    { event: 'scenario-started', scenario, resource, reason, at: startedAt },
    ...events,
    {
      event: 'scenario-finished',
      scenario,
      resource,
      reason,
      verdict: worst([...steps.map((s) => s.verdict), ...(cut ? ['inconclusive' as const] : [])]),
      ...(why !== undefined && { why }),
      at: finished,
      durationMs: Date.parse(finished) - Date.parse(startedAt),
    },
  ];
}

type StepEvent = ExchangeRecorded | StepFinished;

function stepEvents(plan: PlannedScenario, step: StepTemplate, deviations: readonly Deviation[], clock: Clock): StepEvent[] {
  const place = { scenario: plan.scenario, resource: plan.resource, phase: step.phase, step: step.id };
  const silent = deviations.some((d) => d.verdict === 'blocked' || d.verdict === 'skipped');
  const outcome = deviations.find((d) => d.outcome)?.outcome;
  const exchange = silent ? undefined : exchangeOf(plan.resource, step, outcome, clock);
  const sent: StepEvent[] = exchange ? [{ event: 'exchange', ...place, attempt: 1, exchange }] : [];
  if (deviations.some((d) => d.cut)) return sent;
  const checks = step.checks.map(([check, requirement]): CheckResult => {
    const meant = deviations.filter((d) => (d.check ?? check) === check);
    const findings = meant.flatMap((d) => d.findings ?? []);
    const own = meant.find((d) => d.verdict);
    return {
      check,
      requirements: [requirement],
      verdict: own?.verdict ?? verdictOf(findings),
      findings,
      ...(own?.reason !== undefined && { reason: own.reason }),
      ...(exchange && { exchange: exchange.id }),
    };
  });
  const verdicts = [...checks.map((c) => c.verdict), ...deviations.flatMap((d) => d.verdict ?? [])];
  const reason = deviations.find((d) => d.reason !== undefined)?.reason;
  const finished: StepFinished = {
    event: 'step-finished',
    ...place,
    title: step.title,
    verdict: verdicts.length > 0 ? worst(verdicts) : 'pass',
    ...(reason !== undefined && { reason }),
    checks,
    exchanges: exchange ? [exchange.id] : [],
  };
  return [...sent, finished];
}

const METHODS: Readonly<Record<Operation, string>> = {
  create: 'POST',
  list: 'GET',
  retrieve: 'GET',
  follow: 'GET',
  patch: 'PATCH',
  delete: 'DELETE',
  subscribe: 'POST',
  unsubscribe: 'DELETE',
};

function exchangeOf(resource: string, step: StepTemplate, outcome: Deviation['outcome'], clock: Clock): Exchange {
  const path = resource.charAt(0).toLowerCase() + resource.slice(1);
  const withId = step.operation === 'create' || step.operation === 'list' ? '' : '/17';
  const record = { id: '17', href: `${ROOT}/${path}/17`, name: 'MyAccount-k3x9q2' };
  const value: Json =
    step.status >= 400 ? { code: String(step.status), reason: 'name is missing' } : step.operation === 'list' ? [record] : record;
  const good: Reply = {
    kind: 'reply',
    status: step.status,
    headers: step.status === 204 ? {} : { 'content-type': 'application/json' },
    body: step.status === 204 ? { kind: 'empty' } : { kind: 'json', value, bytes: JSON.stringify(value).length },
  };
  return {
    id: clock.exchangeId(),
    request: {
      operation: step.operation,
      resource,
      ...(withId && { id: '17' }),
      ...(step.body && { body: JSON.parse(step.body) }),
    },
    sent: {
      protocol: 'http',
      method: METHODS[step.operation],
      url: `${ROOT}/${path}${withId}${step.query ? `?${step.query}` : ''}`,
      headers: {
        accept: 'application/json',
        authorization: 'Bearer ${CTK_TOKEN}',
        ...(step.body && { 'content-type': 'application/json' }),
      },
      ...(step.body && { body: step.body }),
    },
    outcome: outcome === undefined ? good : 'kind' in outcome ? outcome : { ...good, ...outcome },
    notes: [],
    startedAt: clock.spend(5),
    durationMs: 5,
  };
}

function runFinished(options: RunOptions, resources: readonly string[], events: readonly RunEvent[], clock: Clock): RunFinished {
  const steps = events.filter((e) => e.event === 'step-finished');
  const cited = new Set(
    (options.cases ?? CASES)
      .filter((c) => options.scenarios?.includes(c.id) ?? true)
      .flatMap((c) => c.steps.flatMap((s) => s.checks.map(([, id]) => id))),
  );
  const requirements = (options.requirements ?? REQUIREMENTS)
    .filter((r) => cited.has(r.id))
    .flatMap((r) => resources.map((resource) => resultOf(r.id, resource, steps)));
  const { ended } = options;
  return {
    event: 'run-finished',
    conclusions: [concludeOn(requirements, options.part !== undefined)],
    requirements,
    counts: {
      exchanges: events.filter((e) => e.event === 'exchange').length,
      checks: steps.reduce((sum, s) => sum + s.checks.length, 0),
    },
    askedRulings: [],
    ...(ended && { ended: { reason: ended.reason, message: ended.message } }),
    finishedAt: clock.now(),
    durationMs: Date.parse(clock.now()) - Date.UTC(2026, 0, 2, 3, 4, 5),
  };
}

function resultOf(requirement: string, resource: string, steps: readonly StepFinished[]): RequirementResult {
  const own = steps
    .filter((s) => s.resource === resource)
    .flatMap((s) =>
      s.checks
        .filter((c) => c.requirements.includes(requirement))
        .map((c) => ({ step: `${s.scenario}/${s.step}`, verdict: c.verdict })),
    );
  if (own.length === 0) return { requirement, resource, verdict: 'not exercised', reason: 'the run ended before it', steps: [] };
  return { requirement, resource, verdict: worst(own.map((o) => o.verdict)), steps: own };
}

function concludeOn(requirements: readonly RequirementResult[], partial: boolean): Conclusion {
  const failed = requirements.filter((r) => r.verdict === 'fail');
  const open = requirements.filter((r) => r.verdict !== 'pass' && r.verdict !== 'skipped');
  const conclusion = failed.length > 0 ? 'nonconformant' : open.length > 0 ? 'undetermined' : 'conformant';
  const because = (failed.length > 0 ? failed : open).map(({ requirement, resource, verdict }) => ({
    requirement,
    resource,
    verdict,
  }));
  return { scope: 'connect', partial, conclusion, because };
}
