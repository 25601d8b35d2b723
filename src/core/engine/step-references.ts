import type { Json } from '../json.ts';
import type { Scenario, Step } from '../scenario.ts';
import { referencesIn } from '../template.ts';

/** The variables that a step refers to, without members: `seenA`, `T`. */
export function referencesOf(step: Step): ReadonlySet<string> {
  const templates: (Json | undefined)[] =
    step.kind === 'choose'
      ? [step.when, ...Object.values(step.choose).flatMap(({ among, differsIn }) => [among, ...differsIn])]
      : [
          step.when,
          step.target,
          step.url,
          step.body,
          step.filter,
          step.fields,
          ...step.expect.map((expectation) => expectation.argument),
        ];
  const names = templates.flatMap((template) => (template === undefined ? [] : referencesIn(template)));
  return new Set(names.map(baseOf));
}

/** Variable → the step that sets it, over all scenarios. */
export function producersOf(scenarios: readonly Scenario[]): ReadonlyMap<string, Step> {
  const producers = new Map<string, Step>();
  for (const { preamble, steps } of scenarios) {
    for (const step of [...preamble, ...steps]) {
      for (const variable of producedBy(step)) if (!producers.has(variable)) producers.set(variable, step);
    }
  }
  return producers;
}

/** Variable → `TC_N2/create-A`, for messages. */
export function namesOfProducers(scenarios: readonly Scenario[]): ReadonlyMap<string, string> {
  return new Map(
    scenarios.flatMap(({ id, preamble, steps }) =>
      [...preamble, ...steps].flatMap((step) => producedBy(step).map((variable) => [variable, `${id}/${step.id}`] as const)),
    ),
  );
}

/** The variables that a step sets; the `?` of an optional capture is not part of the name. */
export function producedBy(step: Step): readonly string[] {
  return step.kind === 'choose' ? Object.keys(step.choose) : Object.keys(step.capture).map((name) => name.replace(/\?$/, ''));
}

function baseOf(name: string): string {
  return name.split('.')[0] ?? name;
}
