import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CHECKS } from '../../src/checks/index.ts';
import { packagePath } from '../../src/cli/kit.ts';
import { NO_CHANGES } from '../../src/cli/prepared-profile.ts';
import { DEFAULT_PROFILE, openWorkbench, SELECTABLE_RULINGS } from '../../src/cli/workbench.ts';
import { startingVariables, tablesFor } from '../../src/core/engine/fixtures.ts';
import type { Json } from '../../src/core/json.ts';
import { argumentValidator } from '../../src/load/check-arguments.ts';
import { loadConfig } from '../../src/load/config.ts';
import { lintConfig } from '../../src/load/lint-config.ts';
import { loadProfile } from '../../src/load/profile.ts';
import { temporaryFolder } from '../support/cli.ts';
import { codeBlocks, DOCUMENTS, tableRows, textOf } from './documents.ts';
import { EXAMPLES, environmentOf, writeExample } from './examples.ts';

const numbered = EXAMPLES.map((example, index) => ({ ...example, title: `${example.document}, example ${index + 1}` }));

describe('examples in formats of the kit', () => {
  test('there are configurations and a scenario', () => {
    expect(new Set(EXAMPLES.map(({ format }) => format))).toEqual(new Set(['config', 'scenario']));
  });

  test.each(numbered.filter(({ format }) => format === 'config'))('$title is a valid configuration', async ({ code }) => {
    const config = await loadConfig(writeExample(code, 'ctk.config.yaml', temporaryFolder()), environmentOf(code));
    const { profile } = await loadProfile(DEFAULT_PROFILE, packagePath('profiles'));
    expect(lintConfig(config, profile, SELECTABLE_RULINGS)).toEqual([]);
  });

  test.each(numbered.filter(({ format }) => format === 'scenario'))('$title is a valid scenario', async ({ code }) => {
    const { scenarios } = await openWorkbench(DEFAULT_PROFILE, [writeExample(code, 'own.yaml', temporaryFolder())]);
    expect(scenarios.map(({ id }) => id)).toContain(/^id: (.+)$/m.exec(code)?.[1]);
  });
});

describe('docs/scenarios.md', () => {
  const text = textOf('docs/scenarios.md');

  test.each([
    ['TC_N2', '  - id: by-type'],
    ['PATCH', '  - each: '],
  ])('an excerpt is from %s', (scenario, beginning) => {
    const excerpt = DOCUMENTS.flatMap(codeBlocks).find(({ code }) => code.startsWith(beginning));
    expect(excerpt).toBeDefined();
    const lines = readFileSync(packagePath(`scenarios/${scenario}.yaml`), 'utf8').split('\n');
    expect(
      excerpt?.code
        .trimEnd()
        .split('\n')
        .filter((line) => !lines.includes(line)),
    ).toEqual([]);
  });

  test('every check is described, with an argument that it accepts', async () => {
    const described = Object.fromEntries(
      tableRows(text).flatMap(([first = '']): [string, Json][] =>
        /^`[a-z-]+: .+`$/.test(first) ? Object.entries(parse(first.slice(1, -1)) as Record<string, Json>) : [],
      ),
    );
    expect(Object.keys(described).sort()).toEqual(Object.keys(CHECKS).sort());
    const validate = await argumentValidator(CHECKS);
    for (const [check, argument] of Object.entries(described)) expect(validate(check, argument), check).toEqual([]);
  });

  test('every key and operation of a step is described', () => {
    const schema = JSON.parse(readFileSync(packagePath('schemas/scenario.schema.json'), 'utf8'));
    const { requestStep, chooseStep } = schema.definitions;
    const keys = [...Object.keys(requestStep.properties), ...Object.keys(chooseStep.properties)];
    const words = [...keys, ...requestStep.properties.operation.enum];
    expect(words.length).toBeGreaterThan(15);
    expect(words.filter((word) => !text.includes(`\`${word}\``))).toEqual([]);
  });

  test('every scenario is in the table', () => {
    const files = readdirSync(packagePath('scenarios')).map((name) => name.replace('.yaml', ''));
    expect(files.filter((name) => !text.includes(`| [${name}](../scenarios/${name}.yaml) |`))).toEqual([]);
  });

  test('every table and every variable that a scenario knows from the beginning is described', async () => {
    const { profile } = await loadProfile(DEFAULT_PROFILE, packagePath('profiles'));
    const tables = tablesFor(profile, NO_CHANGES);
    const names = [...new Set(Object.values(tables).flatMap(Object.keys))];
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    const variables = [...startingVariables(profile, 'PartyAccount', 'run', NO_CHANGES, tables.PartyAccount ?? {}).keys()];
    expect(variables.length).toBeGreaterThan(10);
    expect(variables.filter((name) => !new RegExp(`\\$\\{${name}[.}[]`).test(text))).toEqual([]);
  });

  test('the table of roles is that of the profile', async () => {
    const { profile } = await loadProfile(DEFAULT_PROFILE, packagePath('profiles'));
    const rows = tableRows(text).filter(([first = '']) =>
      first.split(', ').every((name) => Object.hasOwn(profile.resources, name)),
    );
    const printed = rows.flatMap(([resources = '', T, S, W]) => resources.split(', ').map((name) => [name, { T, S, W }]));
    const expected = Object.entries(profile.testData.resources).map(([name, { roles }]) => [
      name,
      Object.fromEntries(Object.entries(roles).map(([role, names]) => [role, names.join(', ')])),
    ]);
    expect(Object.fromEntries(printed)).toEqual(Object.fromEntries(expected));
  });
});
