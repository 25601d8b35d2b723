import type { Json, JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import type { ResourceName } from '../profile.ts';
import type { Each, Expectation, Locals, Position, Scenario, ScenarioTemplate, Step, StepEntry } from '../scenario.ts';
import type { Lookup } from '../template.ts';
import { resolve, UnsetVariable } from '../template.ts';
import { type Demanded, fitted, withoutSteps } from './demanded.ts';
import { isNothing } from './variables.ts';

/** The variable that groups take their rows from. */
export const TABLES = 'tables';

/** What a group, a title or a requirement id refers to is neither a table nor a member of the row. */
export class NotInRow extends Error {
  readonly variable: string;
  readonly position: Position;

  constructor(variable: string, position: Position) {
    super(`\${${variable}} is not known before the run`);
    this.name = 'NotInRow';
    this.variable = variable;
    this.position = position;
  }
}

/** What can run at each resource, in the order of the document and of the certification. */
export type ScenariosByResource = Pick<ReadonlyMap<ResourceName, readonly Scenario[]>, 'keys' | 'get'>;

/**
 * The scenarios as they run at each resource: groups become one set of steps for each row of their table. A scenario of
 * which nothing is left does not concern the resource.
 *
 * A resource's are unfolded when they are first asked for: a run of one resource need not wait for the others.
 *
 * @param demanded what the profile in force asks for; absent: all that the scenarios cite
 */
export function unfoldAll(
  scenarios: readonly ScenarioTemplate[],
  tables: Readonly<Record<ResourceName, JsonObject>>,
  demanded: Demanded = {},
): ScenariosByResource {
  const unfolded = new Map<ResourceName, readonly Scenario[]>();
  return {
    keys: () => new Map(Object.entries(tables)).keys(),
    get(resource) {
      const table = tables[resource];
      if (table === undefined) return undefined;
      const known = unfolded.get(resource);
      if (known !== undefined) return known;
      const each = scenarios.map((scenario) => unfold(scenario, table));
      const all = fitted(each, demanded).filter(({ steps }) => steps.length > 0);
      unfolded.set(resource, all);
      return all;
    },
  };
}

/**
 * Repeats the steps and expectations of groups for each row of the resource's tables.
 *
 * A step's id gets the row's name: `patch:creditLimit`. A row is a name, or an object with an `id`. Titles and requirement
 * ids are filled in from the row; whatever else refers to it does so in the run, through `locals`. A step is left out where the
 * table that it names has no rows.
 *
 * @throws NotInRow
 */
export function unfold(scenario: ScenarioTemplate, tables: JsonObject): Scenario {
  const lookup: Lookup = (name) => (name === TABLES ? tables : undefined);
  if (hasNoRows(scenario.where, lookup)) return { ...scenario, preamble: [], steps: [], postamble: [] };
  const all = (entries: readonly StepEntry[]) => entries.flatMap((entry) => unfoldEntry(entry, {}, '', lookup));
  const left = withoutSteps(all(scenario.preamble), all(scenario.steps), (step) => hasNoRows(step.where, lookup, step.position));
  return { ...scenario, ...left, postamble: all(scenario.postamble) };
}

/** Whether a condition names a table without rows. */
function hasNoRows(where: Json | undefined, lookup: Lookup, position?: Position): boolean {
  if (where === undefined) return false;
  return isNothing(position === undefined ? resolve(where, lookup) : known(position, () => resolve(where, lookup)));
}

function unfoldEntry(entry: StepEntry, locals: Locals, suffix: string, lookup: Lookup): readonly Step[] {
  if (entry.kind === 'each') {
    return rowsOf(entry.each, entry.position, lookup).flatMap((row) =>
      entry.steps.flatMap((step) =>
        unfoldEntry(step, { ...locals, [entry.each.variable]: row }, `${suffix}:${nameOf(row)}`, lookup),
      ),
    );
  }
  const { position } = entry;
  const within = suffix === '' ? {} : { locals, suffix };
  const named = { id: entry.id + suffix, title: fill(entry.title, locals, position), ...within };
  if (entry.kind === 'choose')
    return [{ ...entry, ...named, requirements: entry.requirements.map((id) => fill(id, locals, position)) }];
  const expect = entry.expect.flatMap((expectation) => unfoldExpectation(expectation, locals, lookup));
  return [{ ...entry, ...named, expect }];
}

function unfoldExpectation(expectation: Expectation, outer: Locals, lookup: Lookup): readonly Expectation[] {
  const { each, ...single } = expectation;
  const { position } = expectation;
  const rows = each === undefined ? [outer] : rowsOf(each, position, lookup).map((row) => ({ ...outer, [each.variable]: row }));
  return rows.map((locals) => ({
    ...single,
    requirements: single.requirements.map((id) => fill(id, locals, position)),
    ...(Object.keys(locals).length > 0 && { locals }),
  }));
}

function rowsOf({ among }: Each, position: Position, lookup: Lookup): readonly Json[] {
  const rows = known(position, () => resolve(among, lookup));
  return Array.isArray(rows) ? rows : [];
}

function nameOf(row: Json): string {
  return String(isObject(row) ? row.id : row);
}

function fill(text: string, locals: Locals, position: Position): string {
  return String(known(position, () => resolve(text, (name) => locals[name])));
}

function known(position: Position, resolved: () => Json): Json {
  try {
    return resolved();
  } catch (error) {
    if (error instanceof UnsetVariable) throw new NotInRow(error.variable, position);
    throw error;
  }
}
