import type { StepFinished } from '../event.ts';
import type { Exempt } from '../exemption.ts';
import { levelIn } from '../profile/readings.ts';
import type { Step } from '../scenario.ts';
import { type Lookup, resolve, UnsetVariable } from '../template.ts';
import { contentVerdict } from './content-verdict.ts';
import { earlierStep } from './earlier-step.ts';
import type { EarlierSteps, StepEnvironment } from './step-environment.ts';
import { producedBy, referencesOf } from './step-references.ts';
import { requestOf } from './step-request.ts';
import { suppliedInstead, suppliedRecords } from './supplied-records.ts';
import { isNothing } from './variables.ts';

/** Why a step does not run. Without an exemption it is left out for what this record holds, or what was asked for. */
export interface Obstacle extends Partial<Pick<Exempt, 'exemption'>> {
  readonly verdict: 'skipped' | 'blocked' | 'inconclusive';
  readonly reason: string;
}

/**
 * What keeps a step from running, if anything does: first what holds whatever has happened, then what the steps before
 * have left, last what this step would send.
 *
 * @throws UnsetVariable where `when` or `offered` looks for a member that is not there
 */
export function obstacleTo(step: Step, earlier: EarlierSteps, lookup: Lookup, env: StepEnvironment): Obstacle | undefined {
  return (
    suppliedInstead(step, suppliedRecords(env.setup, env.resource)) ??
    withoutCredential(step, env) ??
    withoutAddress(step, env) ??
    withoutOther(step, env) ??
    nothingToSend(step, lookup) ??
    withoutStep(step, earlier, env) ??
    settled(step, earlier, env) ??
    withoutVariables(step, lookup, env) ??
    notOffered(step, lookup, env) ??
    withoutFilters(step, lookup, env) ??
    elsewhere(step, lookup, env) ??
    withoutSubscription(step, env)
  );
}

/** Says which step did not bring a variable. */
export function unset({ variable, base }: UnsetVariable, { setup }: StepEnvironment): string {
  const producer = setup.producers.get(base);
  return `it needs ${variable}, which ${producer === undefined ? 'no earlier reply brought' : `${producer} did not bring`}`;
}

function nothingToSend({ when }: Step, lookup: Lookup): Obstacle | undefined {
  if (when === undefined || !isNothing(resolve(when, lookup))) return undefined;
  return { verdict: 'skipped', reason: 'not applicable: there is nothing to send here' };
}

function notOffered({ offered }: Step, lookup: Lookup, { observations }: StepEnvironment): Obstacle | undefined {
  if (offered === undefined) return undefined;
  // before the first answer nobody knows what is offered
  if (observations.shownAttributes.size === 0) return { verdict: 'blocked', reason: 'no answer has shown a record yet' };
  const names = [resolve(offered, lookup)].flat().map(String);
  const missing = names.filter((name) => !observations.shownAttributes.has(name));
  if (missing.length === 0) return undefined;
  const reason = `optional and not offered: no answer has shown ${missing.join(', ')} (AMB-R56)`;
  return { verdict: 'skipped', exemption: 'not-offered', reason };
}

function withoutStep(step: Step, { results }: EarlierSteps, { ports }: StepEnvironment): Obstacle | undefined {
  const before = step.after === undefined ? undefined : earlierStep(results, step.after, step);
  const verdict = before && contentVerdict(before, ports.checks);
  if (step.after === undefined || verdict === 'pass') return undefined;
  if (before !== undefined && verdict === 'skipped') return leftOutWith(before);
  return { verdict: 'blocked', reason: `it is about ${step.after}, which did not pass (${verdict ?? 'not run'})` };
}

/** What is decided needs no further step; what was left out is left out here too, for the same reason. */
function settled(step: Step, { results }: EarlierSteps, { ports }: StepEnvironment): Obstacle | undefined {
  const before = step.settles === undefined ? undefined : earlierStep(results, step.settles, step);
  const verdict = before && contentVerdict(before, ports.checks);
  if (step.settles === undefined || verdict === 'inconclusive') return undefined;
  if (before !== undefined && verdict === 'skipped') return leftOutWith(before);
  if (verdict !== 'pass' && verdict !== 'fail') return { verdict: 'blocked', reason: `${step.settles} did not run` };
  return { verdict: 'skipped', reason: `not needed: ${step.settles} has decided it` };
}

function leftOutWith(before: StepFinished): Obstacle {
  const { reason = `${before.step} was skipped`, exemption } = skippedBecause(before);
  return { verdict: 'skipped', reason, ...(exemption && { exemption }) };
}

/** Why a step was left out: one that ran and whose checks had nothing to look at has its reason in them. */
export function skippedBecause(step: StepFinished): Pick<StepFinished, 'reason' | 'exemption'> {
  const { reason, exemption } =
    step.reason === undefined ? (step.checks.find((check) => check.reason !== undefined) ?? {}) : step;
  return { ...(reason !== undefined && { reason }), ...(exemption && { exemption }) };
}

function withoutVariables(step: Step, lookup: Lookup, env: StepEnvironment): Obstacle | undefined {
  const own = producedBy(step);
  for (const name of referencesOf(step)) {
    const by = env.variables.unfitProducer(name);
    if (by !== undefined) {
      return {
        verdict: 'blocked',
        reason: `it needs ${name} from ${by.scenario}/${by.step}, which did not pass (${by.verdict})`,
      };
    }
    if (!own.includes(name) && lookup(name) === undefined) {
      return { verdict: 'blocked', reason: unset(new UnsetVariable(name), env) };
    }
  }
  return undefined;
}

/** Nothing can come where there is no address to send it to (AMB-R32). */
function withoutAddress(step: Step, { ports }: StepEnvironment): Obstacle | undefined {
  const waits = step.kind === 'await' && step.await.pause === undefined && step.await.nothing !== true;
  const needsAddress = waits || (step.kind === 'request' && step.operation === 'subscribe');
  if (!needsAddress || ports.transport.notifications !== undefined) return undefined;
  const reason =
    'not assessed: it needs an address that the target can reach, `--callback-url` or `callback` in the configuration';
  return { verdict: 'skipped', exemption: 'configuration', reason };
}

/** What has no id cannot be ended (AMB-R58). */
function withoutSubscription(step: Step, { subscriptions }: StepEnvironment): Obstacle | undefined {
  if (step.kind !== 'request' || step.operation !== 'unsubscribe' || subscriptions.left().length > 0) return undefined;
  const reason = 'not assessed: the subscription got no id by which it could be ended (AMB-R58)';
  return { verdict: 'skipped', exemption: 'not-offered', reason };
}

/** The other target has a run of its own to fail in: here it is only not asked. */
function withoutOther(step: Step, { state }: StepEnvironment): Obstacle | undefined {
  if (step.kind !== 'request' || step.over === undefined || state.otherGone === undefined) return undefined;
  return { verdict: 'blocked', reason: `the other target does not answer: ${state.otherGone}` };
}

function withoutCredential(step: Step, { ports }: StepEnvironment): Obstacle | undefined {
  if (step.kind !== 'request' || step.as !== 'second' || ports.transport.hasSecondCredential) return undefined;
  const reason = 'not assessed: it needs a second credential, `secondAuth` in the configuration';
  return { verdict: 'skipped', exemption: 'configuration', reason };
}

/** Whoever claims another level than L1 need not filter (AMB-R21). */
function withoutFilters(step: Step, lookup: Lookup, { setup }: StepEnvironment): Obstacle | undefined {
  if (levelIn(setup.readings) === 'L1' || step.kind !== 'request' || step.filter === undefined) return undefined;
  if (isNothing(resolve(step.filter, lookup))) return undefined;
  return { verdict: 'skipped', exemption: 'not-offered', reason: 'filtering is optional at the level that is claimed (AMB-R21)' };
}

/** Credentials never leave the target's origin, so a Location elsewhere is not followed (AMB-R63). */
function elsewhere(step: Step, lookup: Lookup, { ports, resource }: StepEnvironment): Obstacle | undefined {
  if (step.kind !== 'request' || step.operation !== 'follow') return undefined;
  const { url } = requestOf(step, resource, lookup);
  const absolute = url === undefined ? undefined : ports.transport.resolve(url, url);
  if (absolute === undefined || ports.transport.isOwnOrigin(absolute)) return undefined;
  return { verdict: 'skipped', reason: `not followed: ${absolute.origin} is not the target's origin (AMB-R63)` };
}
