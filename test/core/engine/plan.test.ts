import { describe, expect, it } from 'vitest';
import { makePlan, type Plan, type Selection } from '../../../src/core/engine/plan.ts';
import type { Scenario } from '../../../src/core/scenario.ts';
import { aChoice, anExpectation, aScenario, aStep } from '../../support/steps.ts';

const ALL: Selection = { scenarios: [], scopes: ['connect', 'profile', 'notifications'], resources: [], clauses: [], tags: [] };

const connect = aScenario(
  'C',
  [aStep('create', { operation: 'create', capture: { ID: '/id' }, expect: [anExpectation(['c'])] })],
  {
    scope: 'connect',
    tags: ['nominal'],
  },
);
const profile = aScenario(
  'P',
  [
    aStep('start', { capture: { seen: 'body' } }),
    aStep('change', { target: '${ID}', capture: { changed: 'body' } }),
    aStep('after', { after: 'change', expect: [anExpectation(['p'], { argument: '${seen}' })] }),
  ],
  { tags: ['sweep'] },
);
const later = aScenario('L', [aStep('use', { body: '${changed}' })]);
const PROFILE_ONLY = aScenario('ONLY', [aStep('s')]);

const planOf = (selection: Partial<Selection>, scenarios: readonly Scenario[] = [connect, profile, later]) =>
  makePlan(new Map([['BillFormat', scenarios]]), { ...ALL, ...selection });

/** `P requested: start, change`, per run of the only track. */
const runsOf = ({ tracks }: Plan) =>
  tracks.flatMap(({ runs }) =>
    runs.map(
      ({ scenario, reason, preamble, steps }) =>
        `${scenario.id} ${reason}: ${[...preamble, ...steps].map(({ id }) => id).join(', ')}`,
    ),
  );

describe('the scopes of a plan', () => {
  it('are those asked for that have something to run', () => {
    expect(planOf({})).toMatchObject({ scopes: ['connect', 'profile'], partial: false });
    expect(planOf({ scopes: ['connect', 'notifications'] })).toMatchObject({ scopes: ['connect'], partial: false });
    expect(planOf({ scopes: ['notifications'] })).toEqual({ tracks: [], scopes: [], partial: false });
  });

  it('are not all that run: what another scope captures is brought along as a prerequisite', () => {
    const plan = planOf({ scopes: ['profile'] });
    expect(plan).toMatchObject({ scopes: ['profile'], partial: false });
    expect(runsOf(plan)).toEqual(['C prerequisite: create', 'P requested: start, change, after', 'L requested: use']);
  });

  it('are whole only with every scenario of theirs at every resource', () => {
    const scenarios = new Map([
      ['PartyAccount', [connect, PROFILE_ONLY]],
      ['BillFormat', [connect]],
    ]);
    const partial = (selection: Partial<Selection>) => makePlan(scenarios, { ...ALL, ...selection }).partial;
    expect(partial({})).toBe(false);
    expect(partial({ scopes: ['profile'] })).toBe(false);
    // the only resource that the scope has anything for
    expect(partial({ scopes: ['profile'], resources: ['PartyAccount'] })).toBe(false);
    expect(partial({ resources: ['PartyAccount'] })).toBe(true);
    expect(partial({ scenarios: ['C'] })).toBe(false);
    expect(partial({ scenarios: ['C'], resources: ['BillFormat'] })).toBe(true);
  });
});

describe('a selection', () => {
  it.each<[string, Partial<Selection>, readonly string[]]>([
    ['by id', { scenarios: ['C'] }, ['C requested: create']],
    ['by tag', { tags: ['sweep', 'x'] }, ['C prerequisite: create', 'P requested: start, change, after']],
    ['by requirement', { clauses: ['c'] }, ['C requested: create']],
    ['that contradicts itself', { tags: ['sweep'], clauses: ['c'] }, []],
    ['by id in another scope', { scenarios: ['C'], scopes: ['profile'] }, []],
    ['by another resource', { resources: ['PartyAccount'] }, []],
  ])('%s', (_, selection, runs) => {
    expect(runsOf(planOf(selection))).toEqual(runs);
  });
});

describe('prerequisites', () => {
  it('are the steps that capture what is referred to, and those that they build on in turn', () => {
    expect(runsOf(planOf({ scenarios: ['L'] }))).toEqual([
      'C prerequisite: create',
      'P prerequisite: change',
      'L requested: use',
    ]);
  });

  it('bring the steps along that they are about: without these they could not run', () => {
    const scenario = aScenario('P', [
      aStep('other', { capture: { unused: '/id' } }),
      aStep('patch:a', { suffix: ':a' }),
      aStep('patch:b', { suffix: ':b' }),
      aStep('read:b', { suffix: ':b', after: 'patch', capture: { changed: 'body' } }),
    ]);
    expect(runsOf(planOf({ scenarios: ['L'] }, [scenario, later]))).toEqual([
      'P prerequisite: patch:b, read:b',
      'L requested: use',
    ]);
    const judged = aScenario('P', [
      aStep('first'),
      aStep('second', { expect: [anExpectation(['r'], { reply: 'first' })], capture: { changed: 'body' } }),
    ]);
    expect(runsOf(planOf({ scenarios: ['L'] }, [judged, later]))).toEqual(['P prerequisite: first, second', 'L requested: use']);
  });

  it('are a creation where an id is needed that nobody has', () => {
    const unknown = aScenario('U', [aStep('retrieve', { target: '${unknownId}' })]);
    expect(runsOf(planOf({ scenarios: ['U'] }, [connect, unknown]))).toEqual(['C prerequisite: create', 'U requested: retrieve']);
  });

  it('are choices too, with what they choose from', () => {
    const choosing = aScenario('P', [
      aStep('read', { capture: { seen: 'body' } }),
      aChoice('pick', { T: { among: '${roles.T}', differsIn: ['${seen}', '${seen}'] } }),
    ]);
    const using = aScenario('L', [aStep('use', { filter: { '${T}': 1 } })]);
    expect(runsOf(planOf({ scenarios: ['L'] }, [choosing, using]))).toEqual(['P prerequisite: read, pick', 'L requested: use']);
  });
});
