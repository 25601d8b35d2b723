import type { Profile, ResourceProfile } from '../profile.ts';
import type { ProfileMistake } from './profile-mistake.ts';

/** Names and where they stand. */
type Table = readonly [names: readonly (string | undefined)[], path: ProfileMistake['path']];

/** The rules that hold between the tables of one resource. */
export function wrongTables(path: readonly string[], { attributes, create, patch }: ResourceProfile): readonly ProfileMistake[] {
  const known = new Set(attributes.rows.map((row) => row.name));
  const applicable = create.subAttributes.map((rule) => (rule.applicable ? rule.context : undefined));
  const periods = create.defaults.flatMap((row, index): Table[] =>
    row.kind === 'current-date' ? [[row.within, ['create', 'defaults', index, 'within']]] : [],
  );
  const tables: Table[] = [
    [create.mandatory.map((row) => row.name), ['create', 'mandatory']],
    [create.optional.map((row) => row.name), ['create', 'optional']],
    [applicable, ['create', 'subAttributes']],
    ...periods,
    [patch.patchable, ['patch', 'patchable']],
    [patch.nonPatchable, ['patch', 'nonPatchable']],
  ];
  return [
    ...tables.flatMap(([names, table]) =>
      names.flatMap((name, index) =>
        name === undefined || known.has(firstLevel(name))
          ? []
          : [{ path: [...path, ...table, index], message: `${name} is not in the attribute table` }],
      ),
    ),
    ...patch.nonPatchable.flatMap((name, index) =>
      patch.patchable.includes(name)
        ? [{ path: [...path, 'patch', 'nonPatchable', index], message: `${name} is both patchable and non-patchable (AMB-R05)` }]
        : [],
    ),
    ...(patch.disputed ?? []).flatMap((name, index) =>
      patch.nonPatchable.includes(name)
        ? []
        : [{ path: [...path, 'patch', 'disputed', index], message: `${name} is not among what cannot be patched` }],
    ),
    ...attributes.rows.flatMap((row, index) =>
      row.expectedBy !== undefined && row.level === 'M'
        ? [
            {
              path: [...path, 'attributes', 'rows', index, 'expectedBy'],
              message: `${row.name} is mandatory: its absence is no remark`,
            },
          ]
        : [],
    ),
    ...create.optional.flatMap((row, index) =>
      create.mandatory.some(({ name }) => name === row.name)
        ? [{ path: [...path, 'create', 'optional', index], message: `${row.name} is both mandatory and optional at creation` }]
        : [],
    ),
  ];
}

function firstLevel(attribute: string): string {
  return attribute.split('.', 1)[0] ?? attribute;
}

/** Rows and names that stand twice where each should stand once. */
export function repeatedNames({
  operations,
  resources,
  getDefinitions,
  notifications,
  messages,
  testCases,
  rulings,
}: Profile): readonly ProfileMistake[] {
  return [
    ...Object.entries(operations).flatMap(([method, row]) => repeated(['operations', method, 'resources'], row.resources)),
    ...repeated(['getDefinitions'], ids(getDefinitions)),
    ...Object.entries(resources).flatMap(([resource, { attributes, create, patch }]) => [
      ...repeated(['resources', resource, 'attributes', 'rows'], names(attributes.rows)),
      ...repeated(['resources', resource, 'create', 'mandatory'], names(create.mandatory)),
      ...repeated(['resources', resource, 'create', 'optional'], names(create.optional)),
      ...repeated(
        ['resources', resource, 'create', 'defaults'],
        create.defaults.map((row) => row.attribute),
      ),
      ...repeated(
        ['resources', resource, 'create', 'subAttributes'],
        create.subAttributes.map((rule) => rule.context),
      ),
      ...create.subAttributes.flatMap((rule, index) =>
        repeated(['resources', resource, 'create', 'subAttributes', index, 'mandatory'], rule.mandatory),
      ),
      ...repeated(['resources', resource, 'patch', 'patchable'], patch.patchable),
      ...repeated(['resources', resource, 'patch', 'nonPatchable'], patch.nonPatchable),
    ]),
    ...repeated(['notifications', 'rows'], names(notifications.rows)),
    ...repeated(['messages', 'statements'], ids(messages?.statements ?? [])),
    ...repeated(['testCases', 'general'], ids(testCases.general)),
    ...repeated(['testCases', 'cases'], ids(testCases.cases)),
    ...testCases.cases.flatMap(({ statements }, index) => repeated(['testCases', 'cases', index, 'statements'], ids(statements))),
    ...repeated(['rulings'], ids(rulings)),
  ];
}

function names(rows: readonly { readonly name: string }[]): readonly string[] {
  return rows.map((row) => row.name);
}

function ids(rows: readonly { readonly id: string }[]): readonly string[] {
  return rows.map((row) => row.id);
}

function repeated(path: ProfileMistake['path'], entries: readonly string[]): readonly ProfileMistake[] {
  return entries.flatMap((entry, index) =>
    entries.indexOf(entry) < index ? [{ path: [...path, index], message: `${entry} is here twice` }] : [],
  );
}
