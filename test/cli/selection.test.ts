import { describe, expect, it } from 'vitest';
import type { PreparedProfile } from '../../src/cli/prepared-profile.ts';
import { planFor } from '../../src/cli/selection.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import type { Selection } from '../../src/core/engine/plan.ts';
import { readProfile } from '../support/profile-file.ts';
import { aScenario, aStep } from '../support/steps.ts';

const connect = aScenario('TC_N1', [aStep('create')], { scope: 'connect', aliases: ['TC_Trou_N1'], tags: ['nominal'] });
const prepared: PreparedProfile = {
  profile: readProfile(),
  requirements: [],
  tables: {},
  scenarios: new Map([['BillFormat', [connect]]]),
};
const plan = (changes: Partial<Selection>) =>
  planFor(prepared, [connect], { scenarios: [], scopes: ['connect'], resources: [], clauses: [], tags: [], ...changes }, []);

describe('planFor', () => {
  it('takes names in whatever case, and printed ones', () => {
    expect(plan({ scenarios: ['tc_trou_n1'], resources: ['billformat'], tags: ['NOMINAL'] })).toMatchObject({
      scopes: ['connect'],
      tracks: [{ resource: 'BillFormat' }],
    });
  });

  it('refuses a whole scope that has no scenario: it would look like one that was met', () => {
    expect(() => plan({ scopes: ['connect', 'notifications'] })).toThrow(UsageError);
    expect(() => plan({ scopes: ['connect', 'notifications'] })).toThrow('no scenario belongs to the scope notifications');
  });

  it('lets a part of one scope leave out another', () => {
    expect(plan({ scopes: ['connect', 'notifications'], tags: ['nominal'] }).scopes).toEqual(['connect']);
  });

  it('refuses what leaves nothing', () => {
    expect(() => plan({ scopes: ['profile'] })).toThrow('the selection leaves no scenario to run');
  });
});
