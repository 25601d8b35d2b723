import type { CheckContext, ReplyExchange } from '../check.ts';
import type { CheckResult, StepFinished } from '../event.ts';
import type { Exchange, OperationRequest } from '../exchange.ts';
import type { FindingCode } from '../finding.ts';
import { isObject } from '../json.ts';
import type { AwaitStep, ChooseStep, Expectation, Phase, RequestStep, Scenario, Step } from '../scenario.ts';
import { type Lookup, resolve, UnsetVariable } from '../template.ts';
import { worst } from '../verdict.ts';
import { waitFor } from './await-runner.ts';
import { choose } from './choice.ts';
import { contentVerdict, stepVerdict } from './content-verdict.ts';
import { earlierStep } from './earlier-step.ts';
import type { Place } from './exchange-runner.ts';
import type { Judged } from './judge.ts';
import { judgeAll } from './judge.ts';
import { type Obstacle, obstacleTo, skippedBecause, unset } from './obstacles.ts';
import type { Pages } from './pages.ts';
import type { EarlierSteps, StepEnvironment } from './step-environment.ts';
import { producedBy } from './step-references.ts';
import { captured, requestOf } from './step-request.ts';
import { unrunChecks } from './unrun-checks.ts';

/** Checks of what a list, or the other target, shows or does not show yet. */
const SETTLING: readonly string[] = ['contains', 'gone', 'seen'];
/** What a server manages where no server may. */
const NONE: ReadonlySet<string> = new Set();
/** What a step that sends nothing was answered. */
const NOTHING: Pages = { pages: [], sent: [], cutShort: false };
/** First wait before a list is asked again, in milliseconds; it doubles. */
const FIRST_WAIT = 50;

/** Runs one step of a preamble or body and says what became of it. `earlier` is of this scenario. */
export async function runStep(
  step: Step,
  scenario: Scenario,
  phase: Phase,
  earlier: EarlierSteps,
  env: StepEnvironment,
): Promise<StepFinished> {
  const place: Place = { scenario: scenario.id, resource: env.resource, phase, step: step.id };
  const head = { event: 'step-finished', ...place, title: step.title } as const;
  const without = ({ verdict, reason, exemption }: Obstacle): StepFinished => {
    const why = { verdict, reason, ...(exemption && { exemption }) };
    return { ...head, ...why, checks: unrunChecks(step, why, env.ports.checks), exchanges: [] };
  };

  for (const name of producedBy(step)) env.variables.forget(name);
  try {
    const lookup = lookupFor(step, env);
    const obstacle = obstacleTo(step, earlier, lookup, env);
    if (obstacle !== undefined) return without(obstacle);
    if (step.kind === 'choose') return { ...head, ...runChoice(step, scenario, lookup, env), exchanges: [] };
    if (step.kind === 'await') return { ...head, ...(await runAwait(step, place, earlier, lookup, env)), exchanges: [] };
    const { checks, pages, all } = await ask(step, place, earlier, lookup, env);
    const verdict = stepVerdict(checks, env.ports.checks);
    for (const [name, value] of capturedFrom(step, pages[0], env)) {
      const usable = contentVerdict({ verdict, checks }, env.ports.checks);
      env.variables.set(name, value, { scenario: scenario.id, step: step.id, verdict: usable });
    }
    return { ...head, verdict, checks, exchanges: all.map((exchange) => exchange.id) };
  } catch (error) {
    if (error instanceof UnsetVariable) return without({ verdict: 'blocked', reason: unset(error, env) });
    throw error;
  }
}

/** The variables of the run, and before them those of the step's groups. */
function lookupFor({ locals }: Pick<Step | Expectation, 'locals'>, { variables }: Pick<StepEnvironment, 'variables'>): Lookup {
  return (name) => locals?.[name] ?? variables.lookup(name);
}

function runChoice(
  step: ChooseStep,
  scenario: Scenario,
  lookup: Lookup,
  env: StepEnvironment,
): Pick<StepFinished, 'verdict' | 'checks'> {
  const { chosen, result } = choose(step, lookup);
  for (const [role, attribute] of chosen) {
    env.variables.set(role, attribute, { scenario: scenario.id, step: step.id, verdict: result.verdict });
  }
  return { verdict: result.verdict, checks: [result] };
}

/** Waits, then judges what has come by then; what did not come is for the step to judge that expects it. */
async function runAwait(
  step: AwaitStep,
  place: Place,
  earlier: EarlierSteps,
  lookup: Lookup,
  env: StepEnvironment,
): Promise<Pick<StepFinished, 'verdict' | 'reason' | 'checks'>> {
  const pagesOf = (name: string) => earlierStep(earlier.pages, name, step);
  const since = step.await.since === undefined ? undefined : pagesOf(step.await.since)?.pages.at(-1);
  const reason = await waitFor(step, place, since, lookup, env);
  const checks = judgeAll(
    step.expect.map((expectation) => prepare(expectation, step, earlier, lookup)),
    env.ports.checks,
    contextFor(NOTHING, pagesOf, env),
    env.readings,
  );
  if (checks.length > 0) return { verdict: worst(checks.map((check) => check.verdict)), checks };
  return reason === undefined ? { verdict: 'pass', checks } : { verdict: 'skipped', reason, checks };
}

interface Asked {
  readonly checks: readonly CheckResult[];
  readonly pages: readonly Exchange[];
  /** Those of earlier attempts too. */
  readonly all: readonly Exchange[];
}

/** Sends the request and judges; a list that lacks something is asked again for a while (AMB-R57). */
async function ask(step: RequestStep, place: Place, earlier: EarlierSteps, outer: Lookup, env: StepEnvironment): Promise<Asked> {
  const request = addressed(requestOf(step, env.resource, outer), env);
  const begun = env.ports.now();
  const all: Exchange[] = [];
  for (let attempt = 1, wait = FIRST_WAIT; ; attempt += 1, wait *= 2) {
    const answer = await env.exchanges.send(request, place, attempt, env.ports.stop);
    all.push(...answer.sent);
    earlier.pages.set(step.id, answer);
    for (const page of answer.pages) {
      // what the other target shows, this one need not show
      if (request.over === undefined) env.observations.note(page, env.own.ids);
      if (env.ports.transport.notifications !== undefined && isTold(page)) env.history.note(page);
    }
    env.mailbox.collect(place);
    env.strays.collect(place);
    const ownCaptures = capturedFrom(step, answer.pages[0], env);
    const lookup: Lookup = (name) => ownCaptures.get(name) ?? outer(name);
    const pagesOf = (name: string) => earlierStep(earlier.pages, name, step);
    const checks = judgeAll(
      step.expect.map((expectation) => prepare(expectation, step, earlier, lookup)),
      env.ports.checks,
      contextFor(answer, pagesOf, env),
      env.readings,
    );
    const left = env.setup.listSettleMs - (env.ports.now() - begun);
    const mayHelp = checks.some((check) => check.findings.some(({ transient }) => transient === true) || isLagging(check, env));
    if (!mayHelp || left <= 0 || env.ports.stop.aborted) {
      return { checks: attempt === 1 || mayHelp ? checks : withRemark(checks, attempt), pages: answer.pages, all };
    }
    await env.ports.sleep(Math.min(wait, left), env.ports.stop);
  }
}

/** A notification may come before the change that it tells of can be retrieved (AMB-A46): that is looked for again too. */
function isLagging({ check, verdict }: CheckResult, { setup }: StepEnvironment): boolean {
  return check === 'took-effect' && verdict !== 'pass' && setup.profile.rulings.some(({ id }) => id === 'AMB-A46');
}

/** By AMB-R11 read as `body`, what a body says of the location takes the place of a header that is missing. */
function capturedFrom(step: RequestStep, page: Exchange | undefined, { ports, setup }: StepEnvironment) {
  return captured(step, page, ports.transport, setup.readings['AMB-R11'] === 'body');
}

function prepare(expectation: Expectation, step: Step, earlier: EarlierSteps, lookup: Lookup): Judged {
  const { locals, argument, reply } = expectation;
  const name = reply ?? step.id;
  const meant = reply === undefined ? undefined : earlierStep(earlier.results, name, step);
  return {
    expectation,
    argument: resolve(argument, (variable) => locals?.[variable] ?? lookup(variable)),
    pages: earlierStep(earlier.pages, name, step)?.pages ?? [],
    ...(meant?.verdict === 'skipped' && { skipped: { reason: `${name} was skipped`, ...skippedBecause(meant) } }),
  };
}

/** What the other target does not know may well be here. */
function isTold({ request, outcome }: Exchange): boolean {
  return request.over === undefined || (outcome.kind === 'reply' && outcome.status < 300);
}

function settledLate(check: string): FindingCode {
  return check === 'seen' ? 'faces.settled-late' : 'list.settled-late';
}

function withRemark(checks: readonly CheckResult[], attempts: number): readonly CheckResult[] {
  return checks.map((check) =>
    SETTLING.includes(check.check)
      ? {
          ...check,
          findings: [
            ...check.findings,
            { code: settledLate(check.check), kind: 'remark', where: 'body', actual: attempts, ruling: 'AMB-R57' },
          ],
        }
      : check,
  );
}

function contextFor(answer: Pages, pagesOf: (step: string) => Pages | undefined, env: StepEnvironment): CheckContext {
  const { transport } = env.ports;
  return {
    profile: env.setup.profile,
    resource: env.resource,
    option: (ruling) => env.setup.readings[ruling] ?? 'default',
    ownIds: env.own.ids,
    shownAttributes: env.observations.shownAttributes,
    // by the letter a server keeps what it was sent
    managedAttributes: env.setup.readings['AMB-R39'] === 'literal' ? NONE : env.observations.managedAttributes,
    movingAttributes: env.setup.readings['AMB-R39'] === 'literal' ? NONE : env.observations.movingAttributes,
    ...notificationsFor(env),
    ...(transport.takeStrays && { strays: env.strays.all }),
    subtypes: env.setup.testData.subtypes?.[env.resource] ?? [],
    cutShort: answer.cutShort,
    pagesOf(step) {
      const answer = pagesOf(step);
      const pages = answer?.pages.filter((page): page is ReplyExchange => page.outcome.kind === 'reply');
      return answer === undefined || pages?.length !== answer.pages.length ? undefined : { pages, cutShort: answer.cutShort };
    },
    validate: (schema, value) => env.ports.validate(schema, value),
    resolve: (reference, sentUrl) => transport.resolve(reference, sentUrl),
    isOwnOrigin: (url) => transport.isOwnOrigin(url),
  };
}

function notificationsFor({ ports, setup, mailbox, history }: StepEnvironment): Pick<CheckContext, 'notifications'> {
  const intake = ports.transport.notifications;
  if (intake === undefined) return {};
  const { own, foreign } = mailbox;
  const { isLocal, hasHeard } = intake;
  return {
    notifications: { own, foreign, isLocal, hasHeard, waitMs: setup.notificationWaitMs, sightingsOf: (id) => history.of(id) },
  };
}

/** Completes requests by what the kit itself knows: where to send notifications, what subscription to end, what a patch is of. */
function addressed(request: OperationRequest, { ports, setup, resource, subscriptions }: StepEnvironment): OperationRequest {
  const callback = ports.transport.notifications?.addressOf(resource);
  if (request.operation === 'subscribe' && callback !== undefined) return { ...request, callback };
  const { body } = request;
  if (request.operation === 'patch' && request.format !== 'json-patch' && body !== undefined && isObject(body)) {
    const isTyped = setup.profile.resources[resource]?.attributes.rows.some(({ name }) => name === '@type') === true;
    // a patch tells what it is of, as a creation does (AMB-A12)
    return isTyped ? { ...request, body: { '@type': resource, ...body } } : request;
  }
  const [id] = subscriptions.left();
  return request.operation === 'unsubscribe' && id !== undefined ? { ...request, id } : request;
}
