import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../../src/core/engine/coverage.ts';
import { unfold } from '../../../src/core/engine/unfold.ts';
import type { Exempt } from '../../../src/core/exemption.ts';
import type { Requirement } from '../../../src/core/requirement.ts';
import type { Scenario } from '../../../src/core/scenario.ts';
import { aChoice, aGroup, anExpectation, aScenario, aStep } from '../../support/steps.ts';

const requirement = (id: string, exempt?: Exempt): Requirement => ({
  id,
  kind: 'patch',
  level: 'MUST',
  text: id,
  scope: 'profile',
  clauses: { BillFormat: 'a clause' },
  rulings: [],
  ...(exempt && { exempt: { BillFormat: exempt } }),
});

/** What covers `r` at BillFormat, by scenarios that run there. */
function coverageBy(scenarios: readonly Scenario[], exempt?: Exempt) {
  const [found] = coverageOf([requirement('r', exempt)], new Map([['BillFormat', scenarios]]));
  return found;
}
const citing = (id: string, changes: Parameters<typeof aStep>[1] = {}) =>
  aStep(id, { expect: [anExpectation(['r'])], ...changes });

describe('what covers a requirement', () => {
  it('is every step that cites it, once, also in a preamble, and a choice', () => {
    const scenario = aScenario(
      'S',
      [citing('list', { expect: [anExpectation(['r']), anExpectation(['q', 'r'])] }), aStep('other')],
      {
        preamble: [aChoice('choose', {}, { requirements: ['r'] })],
      },
    );
    expect(coverageBy([scenario])).toEqual({
      requirement: 'r',
      resource: 'BillFormat',
      clause: 'a clause',
      prospect: 'tested',
      steps: [{ step: 'S/choose' }, { step: 'S/list' }],
    });
  });

  it('is each row of a group', () => {
    const scenario = unfold(aScenario('S', [aGroup('row', 'patchable', [citing('patch')])]), { patchable: ['name', 'type'] });
    expect(coverageBy([scenario])?.steps).toEqual([{ step: 'S/patch:name' }, { step: 'S/patch:type' }]);
  });

  it('is a gap where there is neither a step nor an excuse', () => {
    expect(coverageBy([aScenario('S', [aStep('list')])])).toMatchObject({ prospect: 'gap', steps: [] });
    expect(coverageOf([requirement('r')], new Map())).toMatchObject([{ prospect: 'gap' }]);
  });

  it.each([
    ['wire', 'not testable'],
    ['not-offered', 'not applicable'],
  ] as const)('is the excuse %s where no step is needed', (exemption, prospect) => {
    expect(coverageBy([], { exemption, reason: 'so it is' })).toMatchObject({ prospect, exemption, reason: 'so it is' });
  });

  it('is a test all the same where a step checks what is excused', () => {
    expect(coverageBy([aScenario('S', [citing('list')])], { exemption: 'wire', reason: 'x' })).toMatchObject({
      prospect: 'tested',
    });
  });
});

describe('what a step needs', () => {
  it('is a configuration, for itself and for the steps that are about it', () => {
    const scenario = aScenario('S', [citing('patch', { as: 'second' }), citing('after', { after: 'patch' })]);
    expect(coverageBy([scenario])).toMatchObject({
      prospect: 'if configured',
      exemption: 'configuration',
      reason: 'it needs a second credential, `secondAuth` in the configuration',
      steps: [
        { step: 'S/patch', needs: 'secondAuth' },
        { step: 'S/after', needs: 'secondAuth' },
      ],
    });
  });

  it('is an address for notifications, for the subscription and all that follows it', () => {
    const scenario = aScenario('S', [aStep('subscribe', { operation: 'subscribe' }), citing('change', { after: 'subscribe' })]);
    expect(coverageBy([scenario])).toMatchObject({
      prospect: 'if configured',
      reason: expect.stringContaining('`--callback-url`'),
      steps: [{ step: 'S/change', needs: 'callback' }],
    });
  });

  it('does not matter where another step checks it without', () => {
    const scenario = aScenario('S', [citing('patch', { as: 'second' }), citing('list')]);
    expect(coverageBy([scenario])).toMatchObject({ prospect: 'tested' });
  });

  it('may be that the SUT offers the attribute', () => {
    expect(coverageBy([aScenario('S', [citing('list', { offered: 'state' })])])?.steps).toEqual([
      { step: 'S/list', ifOffered: true },
    ]);
  });
});
