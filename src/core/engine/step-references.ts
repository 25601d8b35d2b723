import type { Json } from '../json.ts';
import type { ScenarioTemplate, Step, StepEntry } from '../scenario.ts';
import { referencesIn } from '../template.ts';

/** The variables that a step refers to, without members and without those of its groups: `seenA`, `T`. */
export function referencesOf(step: Step): ReadonlySet<string> {
  const names = new Set(beforeReply(step).flatMap(referencesIn).map(baseOf));
  for (const name of Object.keys(step.locals ?? {})) names.delete(name);
  if (step.kind === 'choose') return names;
  for (const { argument, locals = {} } of step.expect) {
    for (const name of referencesIn(argument).map(baseOf)) if (!Object.hasOwn(locals, name)) names.add(name);
  }
  return names;
}

/** What a step refers to before it sends its request. */
export function beforeReply(step: Step): readonly Json[] {
  const { when, offered } = step;
  return [when, offered, ...askedBy(step)].filter((template) => template !== undefined);
}

function askedBy(step: Step): readonly (Json | undefined)[] {
  switch (step.kind) {
    case 'choose':
      return Object.values(step.choose).flatMap(({ among, differsIn }) => [among, ...differsIn]);
    case 'await':
      return [step.await.notification, step.await.about];
    case 'request':
      return [step.target, step.url, step.body, step.filter, step.fields];
  }
}

/** The requirements that a step cites, each as often as it does. */
export function citationsOf(step: Step): readonly string[] {
  return step.kind === 'choose' ? step.requirements : step.expect.flatMap((expectation) => expectation.requirements);
}

/** All steps of a scenario, those of groups once, with `null` for what the group's variable will be. */
export function flatten(entries: readonly StepEntry[], locals: Step['locals'] = undefined): readonly Step[] {
  return entries.flatMap((entry): readonly Step[] => {
    if (entry.kind === 'each') return flatten(entry.steps, { ...locals, [entry.each.variable]: null });
    if (locals === undefined && !hasRepeatedExpectation(entry)) return [entry];
    if (entry.kind === 'choose') return [{ ...entry, ...(locals && { locals }) }];
    const expect = entry.expect.map(({ each, ...expectation }) => {
      const own = { ...locals, ...(each && { [each.variable]: null }) };
      return Object.keys(own).length === 0 ? expectation : { ...expectation, locals: own };
    });
    return [{ ...entry, expect, ...(locals && { locals }) }];
  });
}

function hasRepeatedExpectation(step: Step): boolean {
  return step.kind !== 'choose' && step.expect.some(({ each }) => each !== undefined);
}

/** The steps of all phases in order, those of groups once. */
export function stepsOf({ preamble, steps, postamble }: ScenarioTemplate): readonly Step[] {
  return flatten([...preamble, ...steps, ...postamble]);
}

/** Variable → the step that sets it, over all scenarios. */
export function producersOf(scenarios: readonly ScenarioTemplate[]): ReadonlyMap<string, Step> {
  const producers = new Map<string, Step>();
  for (const { preamble, steps } of scenarios) {
    for (const step of flatten([...preamble, ...steps])) {
      for (const variable of producedBy(step)) if (!producers.has(variable)) producers.set(variable, step);
    }
  }
  return producers;
}

/** Variable → `TC_N2/create-A`, for messages. */
export function namesOfProducers(scenarios: readonly ScenarioTemplate[]): ReadonlyMap<string, string> {
  return new Map(
    scenarios.flatMap(({ id, preamble, steps }) =>
      flatten([...preamble, ...steps]).flatMap((step) =>
        producedBy(step).map((variable) => [variable, `${id}/${step.id}`] as const),
      ),
    ),
  );
}

/** The variables that a step sets; the `?` of an optional capture is not part of the name. */
export function producedBy(step: Step): readonly string[] {
  if (step.kind === 'await') return [];
  return step.kind === 'choose' ? Object.keys(step.choose) : Object.keys(step.capture).map((name) => name.replace(/\?$/, ''));
}

/**
 * The scenarios in an order in which each comes after those whose captures it uses, and those that come last after all others;
 * the given order is kept otherwise.
 * Those that wait for each other come in some order: the linter tells of it.
 */
export function inDataOrder(scenarios: readonly ScenarioTemplate[]): readonly ScenarioTemplate[] {
  const owners = new Map(
    scenarios.flatMap((scenario) =>
      stepsOf(scenario)
        .flatMap(producedBy)
        .map((variable) => [variable, scenario] as const),
    ),
  );
  const ordered = new Set<ScenarioTemplate>();
  const place = (scenario: ScenarioTemplate, waiting: readonly ScenarioTemplate[]) => {
    if (ordered.has(scenario) || waiting.includes(scenario)) return;
    for (const variable of stepsOf(scenario).flatMap((step) => [...referencesOf(step)])) {
      const owner = owners.get(variable);
      if (owner !== undefined) place(owner, [...waiting, scenario]);
    }
    ordered.add(scenario);
  };
  for (const scenario of scenarios.filter(({ last }) => last !== true)) place(scenario, []);
  for (const scenario of scenarios) place(scenario, []);
  return [...ordered];
}

function baseOf(name: string): string {
  return name.split('.')[0] ?? name;
}
