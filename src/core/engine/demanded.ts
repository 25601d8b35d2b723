import type { MessageStatement } from '../profile.ts';
import type { Expectation, Scenario, Step } from '../scenario.ts';
import { earlierStep, mentionedIn } from './earlier-step.ts';
import { citationsOf, producedBy, referencesOf } from './step-references.ts';

/** What the profile in force makes of the scenarios at one resource. */
export interface Demanded {
  /** The requirements that it has; absent: all that are cited. */
  readonly requirements?: ReadonlySet<string>;
  /** What it says of every reply: judged at each request besides what the scenario expects. */
  readonly everyReply?: readonly MessageStatement[];
}

/**
 * Fits scenarios, which are written for every profile, to the one in force: what only a requirement that it does not have
 * asks for is left out, and so is a step of which nothing is left that anybody needs. What the profile says of every reply
 * is added to each request; the clean-up is not judged.
 */
export function fitted(scenarios: readonly Scenario[], { requirements, everyReply = [] }: Demanded): readonly Scenario[] {
  const checked = everyReply.flatMap(({ id, check }) => (check === undefined ? [] : [{ id: `message.${id}`, check }]));
  const left = requirements === undefined ? scenarios : withoutUndemanded(scenarios, requirements);
  if (checked.length === 0) return left;
  const extended = (step: Step): Step => {
    // the other target may be of another protocol
    if (step.kind !== 'request' || step.over !== undefined) return step;
    const { position } = step;
    const added = checked.map(({ id, check }): Expectation => ({ requirements: [id], check, argument: true, position }));
    return { ...step, expect: [...step.expect, ...added] };
  };
  return left.map((scenario) => ({
    ...scenario,
    preamble: scenario.preamble.map(extended),
    steps: scenario.steps.map(extended),
  }));
}

function withoutUndemanded(scenarios: readonly Scenario[], requirements: ReadonlySet<string>): readonly Scenario[] {
  const emptied = new Set<Step>();
  const reduced = scenarios.map((scenario) => {
    const reduce = (step: Step): Step => {
      const fitting = citingOnly(step, requirements);
      if (isEmptied(step, fitting)) emptied.add(fitting);
      return fitting;
    };
    return { ...scenario, preamble: scenario.preamble.map(reduce), steps: scenario.steps.map(reduce) };
  });
  if (emptied.size === 0) return reduced;
  const wanted = neededAmong(reduced, emptied);
  return reduced.map(({ preamble, steps, ...rest }) => ({
    ...rest,
    ...withoutSteps([...preamble], [...steps], (step) => emptied.has(step) && !wanted.has(step)),
  }));
}

/** The step without the requirements that there are not, and without expectations of which none is left. */
function citingOnly(step: Step, known: ReadonlySet<string>): Step {
  const keep = (ids: readonly string[]) => ids.filter((id) => known.has(id));
  if (step.kind === 'choose') return { ...step, requirements: keep(step.requirements) };
  if (step.expect.every(({ requirements }) => requirements.every((id) => known.has(id)))) return step;
  const expect = step.expect.map((one) => ({ ...one, requirements: keep(one.requirements) }));
  return { ...step, expect: expect.filter(({ requirements }) => requirements.length > 0) };
}

function isEmptied(before: Step, after: Step): boolean {
  return citationsOf(before).length > 0 && citationsOf(after).length === 0;
}

/** Of the steps that expect nothing any more, those whose captures, or whose exchange, another step is about. */
function neededAmong(scenarios: readonly Scenario[], emptied: ReadonlySet<Step>): ReadonlySet<Step> {
  const wanted = new Set<Step>();
  const used = new Set<string>();
  // backwards: what uses something comes after what brings it
  for (const { preamble, steps, postamble } of [...scenarios].reverse()) {
    for (const step of postamble) for (const name of referencesOf(step)) used.add(name);
    const all = [...preamble, ...steps];
    const byId = new Map(all.map((step) => [step.id, step]));
    for (const step of [...all].reverse()) {
      const isUsed = wanted.has(step) || producedBy(step).some((name) => used.has(name));
      if (emptied.has(step) && !isUsed) continue;
      wanted.add(step);
      for (const name of referencesOf(step)) used.add(name);
      const { after: _, ...rest } = step;
      for (const mentioned of mentionedIn(rest)) {
        const before = earlierStep(byId, mentioned, step);
        if (before !== undefined) wanted.add(before);
      }
    }
  }
  return wanted;
}

/**
 * A scenario's steps without some of them. What was about a step that is not there is about what that one was about, or
 * about none.
 */
export function withoutSteps(
  preamble: readonly Step[],
  steps: readonly Step[],
  isLeftOut: (step: Step) => boolean,
): Pick<Scenario, 'preamble' | 'steps'> {
  const gone = new Map([...preamble, ...steps].filter(isLeftOut).map((step) => [step.id, step]));
  if (gone.size === 0) return { preamble, steps };
  const remaining = (phase: readonly Step[]) => phase.filter((step) => !gone.has(step.id)).map((step) => redirected(step, gone));
  return { preamble: remaining(preamble), steps: remaining(steps) };
}

function redirected(step: Step, gone: ReadonlyMap<string, Step>): Step {
  let { after } = step;
  for (let before = about(step, after, gone); before !== undefined; before = about(step, after, gone)) after = before.after;
  if (after === step.after) return step;
  const { after: _, ...rest } = step;
  return after === undefined ? rest : { ...rest, after };
}

function about(step: Step, after: string | undefined, gone: ReadonlyMap<string, Step>): Step | undefined {
  return after === undefined ? undefined : earlierStep(gone, after, step);
}
