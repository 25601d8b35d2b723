/** What stands between a step and its row in a group: `patch:creditLimit`. */
const ROW = ':';

/** The step as the scenario writes it, without the row of its group: `patch`, `PATCH/patch`. */
export function withoutRow(step: string): string {
  return step.split(ROW, 1)[0] ?? step;
}

/** Steps of a group as one, with how many there are: `patch (15)`, `retrieve`; one row alone keeps its name. */
export function shortened(steps: readonly string[]): readonly string[] {
  return shortenedAmong([steps]);
}

/**
 * The same for several resources, whose groups may be of different size: `list (9–19)`.
 *
 * @param lists the steps at each resource
 */
export function shortenedAmong(lists: readonly (readonly string[])[]): readonly string[] {
  const groups = new Map<string, { readonly names: Set<string>; readonly sizes: number[] }>();
  for (const steps of lists) {
    const own = new Map<string, number>();
    for (const step of new Set(steps)) {
      const name = withoutRow(step);
      const group = groups.get(name) ?? { names: new Set<string>(), sizes: [] };
      group.names.add(step);
      groups.set(name, group);
      own.set(name, (own.get(name) ?? 0) + 1);
    }
    for (const [name, size] of own) groups.get(name)?.sizes.push(size);
  }
  return [...groups].map(([name, { names, sizes }]) => {
    const [only] = names;
    if (names.size === 1 && only !== undefined) return only;
    const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
    if (most === 1) return name;
    return `${name} (${least === most ? most : `${least}–${most}`})`;
  });
}

/** Steps of several scenarios, each scenario named once: `TC_N1 list, retrieve; PATCH patch (9–15)`. */
export function stepsText(lists: readonly (readonly string[])[]): string {
  const scenarios = new Map<string, string[]>();
  for (const name of shortenedAmong(lists)) {
    const slash = name.indexOf('/');
    const [scenario, step] = [name.slice(0, slash), name.slice(slash + 1)];
    scenarios.set(scenario, [...(scenarios.get(scenario) ?? []), step]);
  }
  return [...scenarios].map(([scenario, steps]) => `${scenario} ${steps.join(', ')}`).join('; ');
}

/** The row of a step of a group, `creditLimit`; of groups within groups `creditLimit, null`. Empty outside of groups. */
export function rowOf(step: string): string {
  return step.split(ROW).slice(1).join(', ');
}

/**
 * A requirement with `*` for the row that the step is about: what fails at fifteen rows of a group in the same way is one
 * failure of `patch.patchable.*`.
 */
export function familyOf(requirement: string, step: string): string {
  return step
    .split(ROW)
    .slice(1)
    .reduce((id, row) => (id.endsWith(`.${row}`) ? `${id.slice(0, -row.length)}*` : id), requirement);
}
