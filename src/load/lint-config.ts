import { optionsOf } from '../core/profile/readings.ts';
import { CHANGES } from '../core/profile/resource-tables.ts';
import type { Profile } from '../core/profile.ts';
import type { Config } from './config.ts';
import { impliedOptions } from './implied-options.ts';
import type { Problem } from './problem.ts';
import { didYouMean } from './suggest.ts';
import type { Path } from './yaml-file.ts';

/**
 * Finds names in a configuration that the profile does not have: resources, fixtures, roles, rulings and their options.
 *
 * @param selectable the rulings of which the kit can apply another option than the default
 */
export function lintConfig(config: Config, profile: Profile, selectable: ReadonlySet<string>): readonly Problem[] {
  const problems: Problem[] = [];
  const resources = Object.keys(profile.resources);

  for (const [index, name] of (config.resources ?? []).entries())
    known('resource', name, resources, ['resources', index], 'value');
  for (const key of ['targets', 'additionalMandatory', 'values', 'roles', 'supplied', 'subtypes'] as const) {
    for (const name of Object.keys(config[key] ?? {})) known('resource', name, resources, [key, name]);
  }
  for (const [resource, attributes] of Object.entries(config.additionalMandatory ?? {})) {
    const rows = profile.resources[resource]?.create.mandatory ?? [];
    for (const { name } of rows.filter((row) => Object.hasOwn(attributes, row.name))) {
      problems.push({
        ...config.position(['additionalMandatory', resource, name], 'key'),
        message: `"${name}" is mandatory by the profile itself`,
        hint: 'A test case leaves it out to see the creation refused. Other values for it go under `values`.',
      });
    }
  }
  for (const [key, kind, group] of [
    ['values', 'fixture', 'fixtures'],
    ['roles', 'role', 'roles'],
  ] as const) {
    for (const [resource, named] of Object.entries(config[key] ?? {})) {
      const data = profile.testData.resources[resource];
      if (data === undefined) continue;
      const names = [...Object.keys(data[group]), ...(key === 'values' ? [CHANGES] : [])];
      for (const name of Object.keys(named)) known(kind, name, names, [key, resource, name]);
    }
  }
  for (const [id, option] of Object.entries(config.rulings ?? {})) {
    const ruling = profile.rulings.find((other) => other.id === id);
    if (ruling !== undefined) known(`option of ${id}`, option, optionsOf(ruling, selectable), ['rulings', id], 'value');
    else
      known(
        'ruling',
        id,
        profile.rulings.map((other) => other.id),
        ['rulings', id],
      );
  }
  for (const { key, ruling, option, what } of impliedOptions(config)) {
    const said = config.rulings?.[ruling];
    if (said === undefined || said === option) continue;
    problems.push({
      ...config.position(['rulings', ruling], 'value'),
      message: `${ruling} cannot be "${said}" where ${what}`,
      hint: `Take one of the two out, \`${key}\` or this option.`,
    });
  }
  return problems;

  function known(kind: string, name: string, names: readonly string[], at: Path, part: 'key' | 'value' = 'key'): void {
    if (names.includes(name)) return;
    const hint = names.length <= 12 ? { hint: `Known: ${names.join(', ')}.` } : {};
    problems.push({ ...config.position(at, part), message: `there is no ${kind} "${name}"${didYouMean(name, names)}`, ...hint });
  }
}
