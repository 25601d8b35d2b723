import { earlierStep, mentionedIn } from '../core/engine/earlier-step.ts';
import { citationsOf, flatten } from '../core/engine/step-references.ts';
import { NotInRow, TABLES, unfold } from '../core/engine/unfold.ts';
import type { JsonObject } from '../core/json.ts';
import { fixtureIn, tablesOf } from '../core/profile/resource-tables.ts';
import type { Profile } from '../core/profile.ts';
import type { Position, Scenario, ScenarioTemplate, Step, StepEntry } from '../core/scenario.ts';
import type { Problem } from './problem.ts';
import { didYouMean } from './suggest.ts';

/** The tables of a profile, per resource. */
type Tables = Readonly<Record<string, JsonObject>>;

/**
 * Finds what only shows where groups are unfolded: tables and members of rows that there are not, groups that are empty
 * for every resource of all profiles, requirement ids that no row makes, earlier steps that are not there for a row.
 */
export function lintGroups(
  scenarios: readonly ScenarioTemplate[],
  profiles: readonly [Profile, ...Profile[]],
  requirements: ReadonlySet<string>,
): readonly Problem[] {
  const [tables, ...others] = profiles.map((each) => tablesOf(each, (resource, name) => fixtureIn(each, resource, name)));
  return scenarios.flatMap((scenario) => {
    try {
      const at = (table: Tables) => Object.entries(table).map(([resource, rows]) => [resource, unfold(scenario, rows)] as const);
      const elsewhere = others.flatMap((table) => at(table).map(([, unfolded]) => unfolded));
      return lintUnfolded(scenario, new Map(at(tables ?? {})), elsewhere, requirements);
    } catch (error) {
      if (!(error instanceof NotInRow)) throw error;
      return [{ ...error.position, message: error.message + nearTable(error, tables ?? {}) }];
    }
  });
}

function lintUnfolded(
  template: ScenarioTemplate,
  unfolded: ReadonlyMap<string, Scenario>,
  elsewhere: readonly Scenario[],
  requirements: ReadonlySet<string>,
): readonly Problem[] {
  const entries = [...template.preamble, ...template.steps, ...template.postamble];
  const steps = [...unfolded.values()].flatMap((scenario) => stepsOf(scenario));
  const literal = new Set(flatten(entries).flatMap(citationsOf));
  const unknown = steps.flatMap((step) => citations(step).filter(({ id }) => !requirements.has(id) && !literal.has(id)));
  const positions = new Set([...steps, ...elsewhere.flatMap(stepsOf)].flatMap(positionsOf));
  return [
    ...once(
      unknown.map(({ id, at }) => ({ ...at, message: `the profile has no requirement "${id}"${didYouMean(id, requirements)}` })),
    ),
    ...emptyGroups(entries, positions),
    ...once([...unfolded].flatMap(([resource, scenario]) => lostSteps(resource, stepsOf(scenario)))),
  ];
}

/** The requirements that a step cites, with where. */
function citations(step: Step): readonly { readonly id: string; readonly at: Position }[] {
  if (step.kind === 'choose') return step.requirements.map((id) => ({ id, at: step.position }));
  return step.expect.flatMap(({ requirements, position }) => requirements.map((id) => ({ id, at: position })));
}

/** Groups, and expectations that are repeated, of which no resource has a row. */
function emptyGroups(entries: readonly StepEntry[], known: ReadonlySet<Position>): readonly Problem[] {
  return entries.flatMap((entry) => {
    if (entry.kind === 'each') {
      const empty = !flatten(entry.steps).some(({ position }) => known.has(position));
      return empty ? [{ ...entry.position, message: 'this group is empty for every resource' }] : emptyGroups(entry.steps, known);
    }
    if (entry.kind === 'choose') return [];
    return entry.expect
      .filter(({ each, position }) => each !== undefined && !known.has(position))
      .map(({ position }) => ({ ...position, message: 'this expectation is repeated for nothing at every resource' }));
  });
}

/** Steps that are about an earlier one which is not there for their row: they could never run. */
function lostSteps(resource: string, steps: readonly Step[]): readonly Problem[] {
  const earlier = new Map<string, Step>();
  return steps.flatMap((step) => {
    const lost = mentionedIn(step).filter((name) => earlierStep(earlier, name, step) === undefined);
    earlier.set(step.id, step);
    // a name that no step has is told with the step itself
    const rows = step.suffix === undefined ? [] : lost;
    return rows.map((name) => ({ ...step.position, message: `at ${resource} there is no step "${name}" before "${step.id}"` }));
  });
}

function stepsOf({ preamble, steps, postamble }: Scenario): readonly Step[] {
  return [...preamble, ...steps, ...postamble];
}

function positionsOf(step: Step): readonly Position[] {
  return [step.position, ...(step.kind === 'choose' ? [] : step.expect.map(({ position }) => position))];
}

/** The first of those that stand in the same place. */
function once(problems: readonly Problem[]): readonly Problem[] {
  const places = problems.map(({ line, column }) => `${line}:${column}`);
  return problems.filter((_, index) => places.indexOf(places[index] ?? '') === index);
}

function nearTable({ variable }: NotInRow, tables: Tables): string {
  const names = Object.keys(Object.values(tables)[0] ?? {}).map((name) => `${TABLES}.${name}`);
  return variable.startsWith(`${TABLES}.`) ? didYouMean(variable, names) : '';
}
