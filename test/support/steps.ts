import type { CheckResult, StepFinished } from '../../src/core/event.ts';
import type {
  ChooseStep,
  Expectation,
  RequestStep,
  Scenario,
  ScenarioTemplate,
  StepEntry,
  StepGroup,
} from '../../src/core/scenario.ts';
import type { Verdict } from '../../src/core/verdict.ts';

const position = { file: 's.yaml', line: 1, column: 1 };

/** An expectation of status 200 that cites these requirements. */
export function anExpectation(requirements: readonly string[], changes: Partial<Expectation> = {}): Expectation {
  return { requirements, check: 'status', argument: 200, position, ...changes };
}

/** A list request of which nothing is expected, unless told otherwise. */
export function aStep(id: string, changes: Partial<RequestStep> = {}): RequestStep {
  return { kind: 'request', id, title: id, operation: 'list', expect: [], capture: {}, position, ...changes };
}

/** A choice of one attribute between two records. */
export function aChoice(id: string, choose: ChooseStep['choose'], changes: Partial<ChooseStep> = {}): ChooseStep {
  return { kind: 'choose', id, title: id, choose, requirements: [], position, ...changes };
}

/** Steps for each row of a table: `aGroup('row', 'patchable', …)`. */
export function aGroup(variable: string, table: string, steps: readonly StepEntry[]): StepGroup {
  return { kind: 'each', each: { variable, among: `\${tables.${table}}` }, steps, position };
}

/** A scenario of scope `profile` with these steps. */
export function aScenario(id: string, steps: Scenario['steps'], changes?: Partial<Scenario>): Scenario;
export function aScenario(id: string, steps: ScenarioTemplate['steps'], changes?: Partial<ScenarioTemplate>): ScenarioTemplate;
export function aScenario(
  id: string,
  steps: ScenarioTemplate['steps'],
  changes: Partial<ScenarioTemplate> = {},
): ScenarioTemplate {
  return {
    format: 'ctk-scenario/1',
    id,
    aliases: [],
    title: id,
    clause: id,
    scope: 'profile',
    tags: [],
    preamble: [],
    steps,
    postamble: [],
    ...changes,
  };
}

/** A finished step at BillFormat with one check for each entry: its requirements, and what else it says. */
export function aFinishedStep(
  step: string,
  verdict: Verdict,
  checks: readonly (Partial<CheckResult> & Pick<CheckResult, 'requirements'>)[],
  changes: Partial<StepFinished> = {},
): StepFinished {
  return {
    event: 'step-finished',
    scenario: 'S',
    resource: 'BillFormat',
    phase: 'steps',
    step,
    title: step,
    verdict,
    checks: checks.map((check) => ({ check: 'status', verdict, findings: [], ...check })),
    exchanges: [],
    ...changes,
  };
}
