import { expect, test } from 'vitest';
import { coverageIn } from '../../src/cli/coverage.ts';
import { DEFAULT_PROFILE } from '../../src/cli/workbench.ts';
import { ctk } from '../support/cli.ts';

test('a run checks each requirement in the steps that the listing names, and says why where there are none', async () => {
  const { coverage } = await coverageIn(DEFAULT_PROFILE);
  const { requirements, counts } = (await ctk(['run', '--reporter', 'json', '--jobs', '7'])).report();

  const planned = new Map(coverage.map(({ requirement, resource, steps }) => [`${requirement} ${resource}`, steps]));
  const looked = requirements.flatMap(({ id, results }) =>
    results.map(({ resource, steps }) => ({ place: `${id} ${resource}`, steps })),
  );
  expect(looked.length).toBeGreaterThan(700);
  for (const { place, steps } of looked) {
    const own = steps.map(({ step }) => step);
    // the default scopes are without notifications
    const listed = (planned.get(place) ?? []).map(({ step }) => step).filter((step) => !step.startsWith('NOTIFY/'));
    expect(own.sort(), place).toEqual(listed.sort());
  }

  expect(counts.gaps).toBe(0);
  const silent = requirements.flatMap(({ results }) => results.filter(({ status }) => /^not /.test(status)));
  expect(silent.length).toBeGreaterThan(0);
  expect(silent.filter(({ exemption, reason }) => exemption === undefined || reason === undefined)).toEqual([]);
  const admin = requirements.find(({ id }) => id === 'patch.admin-only')?.results ?? [];
  expect(admin.map(({ status, exemption }) => `${status} ${exemption}`)).toEqual(Array(4).fill('not exercised configuration'));
});
