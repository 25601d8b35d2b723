import type { CheckContext, ReplyExchange } from '../check.ts';
import type { CheckResult, StepFinished } from '../event.ts';
import type { Exchange } from '../exchange.ts';
import type { ChooseStep, Expectation, Phase, RequestStep, Scenario, Step } from '../scenario.ts';
import { type Lookup, resolve, UnsetVariable } from '../template.ts';
import { worst } from '../verdict.ts';
import { choose } from './choice.ts';
import type { ExchangeRunner, Place } from './exchange-runner.ts';
import type { Judged } from './judge.ts';
import { judgeAll } from './judge.ts';
import type { Observations } from './observations.ts';
import type { OwnRecords } from './own-records.ts';
import type { Pages } from './pages.ts';
import type { RunPorts, RunSetup } from './run-setup.ts';
import { producedBy, referencesOf } from './step-references.ts';
import { captured, requestOf } from './step-request.ts';
import type { Variables } from './variables.ts';
import { isNothing } from './variables.ts';

/** What the steps of one resource share. */
export interface StepEnvironment {
  readonly setup: RunSetup;
  readonly ports: RunPorts;
  readonly resource: string;
  readonly variables: Variables;
  readonly own: OwnRecords;
  readonly exchanges: ExchangeRunner;
  readonly observations: Observations;
}

/** First wait before a list is asked again, in milliseconds; it doubles. */
const FIRST_WAIT = 50;

/** Runs one step of a preamble or body and says what became of it. `earlier` holds the pages of this scenario's steps. */
export async function runStep(
  step: Step,
  scenario: Scenario,
  phase: Phase,
  earlier: Map<string, Pages>,
  env: StepEnvironment,
): Promise<StepFinished> {
  const place: Place = { scenario: scenario.id, resource: env.resource, phase, step: step.id };
  const head = { event: 'step-finished', ...place, title: step.title } as const;
  const without = (verdict: 'skipped' | 'blocked', reason: string): StepFinished => {
    const checks = expectationsOf(step).map((expectation) => ({ ...expectation, verdict, findings: [], reason }));
    return { ...head, verdict, reason, checks, exchanges: [] };
  };

  try {
    if (step.when !== undefined && isNothing(resolve(step.when, env.variables.lookup))) {
      return without('skipped', 'not applicable: there is nothing to send here');
    }
    const obstacle = obstacleTo(step, env);
    if (obstacle !== undefined) return without('blocked', obstacle);
    if (step.kind === 'choose') return { ...head, ...runChoice(step, scenario, env), exchanges: [] };

    if (step.as === 'second' && !env.ports.transport.hasSecondCredential) {
      return without('skipped', 'not assessed: it needs a second credential, `secondAuth` in the configuration');
    }
    const elsewhere = otherOrigin(step, env);
    if (elsewhere !== undefined) return without('skipped', elsewhere);
    const { checks, pages, all } = await ask(step, place, earlier, env);
    const verdict = worst(checks.map((check) => check.verdict));
    for (const [name, value] of captured(step, pages[0], env.ports.transport)) {
      env.variables.set(name, value, { scenario: scenario.id, step: step.id, verdict });
    }
    return { ...head, verdict, checks, exchanges: all.map((exchange) => exchange.id) };
  } catch (error) {
    if (error instanceof UnsetVariable) return without('blocked', unset(error, env));
    throw error;
  }
}

/** What a step would have checked: its requirements are blocked or skipped with it. */
function expectationsOf(step: Step): readonly Pick<CheckResult, 'check' | 'requirements'>[] {
  if (step.kind === 'choose') return [{ check: 'choose', requirements: step.requirements }];
  return step.expect.map(({ check, requirements }) => ({ check, requirements }));
}

function obstacleTo(step: Step, env: StepEnvironment): string | undefined {
  const { variables } = env;
  const own = producedBy(step);
  for (const name of referencesOf(step)) {
    const by = variables.unfitProducer(name);
    if (by !== undefined) return `it needs ${name} from ${by.scenario}/${by.step}, which did not pass (${by.verdict})`;
    if (!own.includes(name) && variables.lookup(name) === undefined) return unset(new UnsetVariable(name), env);
  }
  return undefined;
}

function unset({ variable, base }: UnsetVariable, { setup }: StepEnvironment): string {
  return `it needs ${variable}, which ${setup.producers.get(base) ?? 'no earlier reply'} did not bring`;
}

function runChoice(step: ChooseStep, scenario: Scenario, env: StepEnvironment): Pick<StepFinished, 'verdict' | 'checks'> {
  const { chosen, result } = choose(step, env.variables.lookup);
  for (const [role, attribute] of chosen) {
    env.variables.set(role, attribute, { scenario: scenario.id, step: step.id, verdict: result.verdict });
  }
  return { verdict: result.verdict, checks: [result] };
}

/** Credentials never leave the target's origin, so a Location elsewhere is not followed (AMB-R63). */
function otherOrigin(step: RequestStep, env: StepEnvironment): string | undefined {
  if (step.operation !== 'follow') return undefined;
  const { url } = requestOf(step, env.resource, env.variables.lookup);
  const absolute = url === undefined ? undefined : env.ports.transport.resolve(url, url);
  return absolute !== undefined && !env.ports.transport.isOwnOrigin(absolute)
    ? `not followed: ${absolute.origin} is not the target's origin (AMB-R63)`
    : undefined;
}

interface Asked {
  readonly checks: readonly CheckResult[];
  readonly pages: readonly Exchange[];
  /** Those of earlier attempts too. */
  readonly all: readonly Exchange[];
}

/** Sends the request and judges; a list that lacks something is asked again for a while (AMB-R57). */
async function ask(step: RequestStep, place: Place, earlier: Map<string, Pages>, env: StepEnvironment): Promise<Asked> {
  const request = requestOf(step, env.resource, env.variables.lookup);
  const begun = env.ports.now();
  const all: Exchange[] = [];
  for (let attempt = 1, wait = FIRST_WAIT; ; attempt += 1, wait *= 2) {
    const answer = await env.exchanges.send(request, place, attempt, env.ports.stop);
    all.push(...answer.sent);
    earlier.set(step.id, answer);
    for (const page of answer.pages) env.observations.note(page, env.own.ids);
    const ownCaptures = captured(step, answer.pages[0], env.ports.transport);
    const lookup: Lookup = (name) => ownCaptures.get(name) ?? env.variables.lookup(name);
    const checks = judgeAll(
      step.expect.map((expectation) => prepare(expectation, step, earlier, lookup)),
      env.ports.checks,
      contextFor(answer, earlier, env),
    );
    const left = env.setup.listSettleMs - (env.ports.now() - begun);
    const mayHelp = checks.some((check) => check.findings.some((finding) => finding.transient === true));
    if (!mayHelp || left <= 0 || env.ports.stop.aborted) {
      return { checks: attempt === 1 || mayHelp ? checks : withRemark(checks, attempt), pages: answer.pages, all };
    }
    await env.ports.sleep(Math.min(wait, left), env.ports.stop);
  }
}

function prepare(expectation: Expectation, step: RequestStep, earlier: ReadonlyMap<string, Pages>, lookup: Lookup): Judged {
  return {
    expectation,
    argument: resolve(expectation.argument, lookup),
    pages: earlier.get(expectation.reply ?? step.id)?.pages ?? [],
  };
}

function withRemark(checks: readonly CheckResult[], attempts: number): readonly CheckResult[] {
  return checks.map((check) =>
    check.check === 'contains'
      ? {
          ...check,
          findings: [
            ...check.findings,
            { code: 'list.settled-late', kind: 'remark', where: 'body', actual: attempts, ruling: 'AMB-R57' },
          ],
        }
      : check,
  );
}

function contextFor(answer: Pages, earlier: ReadonlyMap<string, Pages>, env: StepEnvironment): CheckContext {
  const { transport } = env.ports;
  return {
    profile: env.setup.profile,
    resource: env.resource,
    option: (ruling) => env.setup.readings[ruling] ?? 'default',
    ownIds: env.own.ids,
    shownAttributes: env.observations.shownAttributes,
    cutShort: answer.cutShort,
    pagesOf(step) {
      const answer = earlier.get(step);
      const pages = answer?.pages.filter((page): page is ReplyExchange => page.outcome.kind === 'reply');
      return answer === undefined || pages?.length !== answer.pages.length ? undefined : { pages, cutShort: answer.cutShort };
    },
    validate: (schema, value) => env.ports.validate(schema, value),
    resolve: (reference, sentUrl) => transport.resolve(reference, sentUrl),
    isOwnOrigin: (url) => transport.isOwnOrigin(url),
  };
}
