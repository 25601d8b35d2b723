import { describe, expect, it } from 'vitest';
import { conclude, exitCodeOf, type Grounds } from '../../../src/core/engine/conclude.ts';
import type { Plan } from '../../../src/core/engine/plan.ts';
import type { Conclusion, RequirementResult } from '../../../src/core/event.ts';
import type { Requirement, RequirementLevel } from '../../../src/core/requirement.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import { aFinishedStep, anExpectation, aScenario, aStep } from '../../support/steps.ts';

const requirement = (id: string, level: RequirementLevel, scope: Requirement['scope']): Requirement => ({
  id,
  kind: 'test-case',
  level,
  text: id,
  scope,
  clauses: { BillFormat: 'x' },
  rulings: [],
});
const result = (
  id: string,
  verdict: RequirementResult['verdict'],
  exemption?: RequirementResult['exemption'],
): RequirementResult => ({
  requirement: id,
  resource: 'BillFormat',
  verdict,
  steps: [],
  ...(exemption && { exemption }),
});

/** A step of a scenario that says this of requirements. */
const step = (scenario: string, verdict: Verdict, ...requirements: string[]) =>
  aFinishedStep('s', verdict, [{ requirements }], { scenario });

const citing = (id: string, scope: Requirement['scope'], requirements: readonly string[]) =>
  aScenario(id, [aStep('s', { expect: [anExpectation(requirements)] })], { scope });

/** A scenario of each scope; that of `connect` checks a requirement of the profile too, as TC_N1 does `status.POST`. */
const CONNECT = citing('C', 'connect', ['c', 'c2', 'may', 'shared']);
const PROFILE = citing('P', 'profile', ['p', 'shared', 'c']);

const plan = (partial = false): Plan => ({
  tracks: [
    {
      resource: 'BillFormat',
      runs: [CONNECT, PROFILE].map((scenario) => ({ scenario, reason: 'requested', preamble: [], steps: scenario.steps })),
    },
  ],
  scopes: ['connect', 'profile'],
  partial,
});

const ALL = [
  requirement('c', 'MUST', 'connect'),
  requirement('c2', 'MUST', 'connect'),
  requirement('may', 'MAY', 'connect'),
  requirement('should', 'SHOULD', 'connect'),
  requirement('shared', 'MUST', 'profile'),
  requirement('p', 'MUST', 'profile'),
  requirement('n', 'MUST', 'notifications'),
];
const PASSED = [
  ...['c', 'c2', 'shared', 'p'].map((id) => result(id, 'pass')),
  result('may', 'not exercised'),
  result('n', 'not exercised'),
];

const SHOWN: ReadonlySet<string> = new Set(['C', 'P']);

/** What all else is where a requirement ends otherwise. */
const except = (...others: RequirementResult[]) => [
  ...PASSED.filter((one) => !others.some((other) => other.requirement === one.requirement)),
  ...others,
];

const concludeOn = (grounds: Partial<Grounds>): Conclusion =>
  conclude({
    scope: 'connect',
    plan: plan(),
    requirements: ALL,
    results: PASSED,
    troubled: [],
    shown: SHOWN,
    ended: false,
    ...grounds,
  });
const word = (grounds: Partial<Grounds>) => concludeOn(grounds).conclusion;

describe('a scope', () => {
  it('is conformant when every mandatory requirement of it passed, whatever became of other scopes', () => {
    expect(concludeOn({})).toEqual({ scope: 'connect', partial: false, conclusion: 'conformant', because: [] });
    expect(word({ scope: 'profile' })).toBe('conformant');
    expect(word({ results: except(result('p', 'not exercised')) })).toBe('conformant');
  });

  it('is nonconformant when a mandatory requirement failed, even if others are open, and says which', () => {
    const troubled = [step('C', 'inconclusive', 'c2'), step('C', 'fail', 'c'), step('C', 'fail', 'c')];
    expect(concludeOn({ troubled })).toMatchObject({
      conclusion: 'nonconformant',
      because: [{ requirement: 'c', resource: 'BillFormat', scenario: 'C', verdict: 'fail' }],
    });
  });

  it.each<Verdict>(['fail', 'inconclusive', 'blocked', 'error'])('does not gate on a MAY or a SHOULD that is %s', (verdict) => {
    expect(word({ troubled: [step('C', verdict, 'may', 'should')] })).toBe('conformant');
  });

  it.each<Verdict>(['inconclusive', 'blocked', 'error'])('is undetermined when one is %s', (verdict) => {
    expect(concludeOn({ troubled: [step('C', verdict, 'c')] })).toMatchObject({
      conclusion: 'undetermined',
      because: [{ requirement: 'c', verdict }],
    });
  });

  it('is undetermined when a step broke that cites nothing', () => {
    expect(word({ troubled: [aFinishedStep('s', 'error', [], { scenario: 'C' })] })).toBe('undetermined');
    expect(word({ troubled: [aFinishedStep('s', 'error', [], { scenario: 'P' })] })).toBe('conformant');
  });

  it('is undetermined when nothing but the preparation of its scenarios took place', () => {
    expect(word({ shown: new Set(['P']) })).toBe('undetermined');
    expect(word({ shown: new Set(['C']) })).toBe('conformant');
  });

  it('is undetermined when the run ended early', () => {
    expect(word({ ended: true })).toBe('undetermined');
  });

  it('answers for its own requirements in the scenarios of other scopes too', () => {
    expect(word({ troubled: [step('P', 'fail', 'c')] })).toBe('nonconformant');
    expect(word({ troubled: [step('P', 'blocked', 'c')] })).toBe('undetermined');
  });

  it('answers for what its scenarios check of other scopes, and only there', () => {
    expect(word({ troubled: [step('C', 'fail', 'shared')] })).toBe('nonconformant');
    expect(word({ troubled: [step('P', 'fail', 'shared')] })).toBe('conformant');
    expect(word({ scope: 'profile', troubled: [step('C', 'fail', 'shared')] })).toBe('nonconformant');
    expect(word({ scope: 'profile', troubled: [step('C', 'fail', 'c')] })).toBe('conformant');
  });
});

describe('a gap', () => {
  it.each<[string, RequirementResult, Conclusion['conclusion']]>([
    ['not exercised', result('c', 'not exercised'), 'undetermined'],
    ['skipped without an exemption', result('c', 'skipped'), 'undetermined'],
    ['skipped, for the wire does not show it', result('c', 'skipped', 'wire'), 'conformant'],
    ['skipped, for a configuration is lacking', result('c', 'skipped', 'configuration'), 'conformant'],
    ['skipped, for it is not offered', result('c', 'skipped', 'not-offered'), 'conformant'],
    ['an optional one that is skipped', result('may', 'skipped'), 'conformant'],
    ['one of another scope', result('p', 'skipped'), 'conformant'],
    ['one of another scope that its scenarios check', result('shared', 'skipped'), 'conformant'],
  ])('%s', (_, gap, conclusion) => {
    expect(word({ results: except(gap) })).toBe(conclusion);
  });

  it('is told with its requirement', () => {
    expect(concludeOn({ results: except(result('c', 'skipped')) }).because).toEqual([
      { requirement: 'c', resource: 'BillFormat', verdict: 'skipped' },
    ]);
  });

  it('is all there is where nothing was checked, exempt or not', () => {
    const skipped = [...PASSED.map(({ requirement: id }) => result(id, 'skipped', 'wire'))];
    expect(word({ results: skipped })).toBe('undetermined');
    expect(word({ scope: 'notifications' })).toBe('undetermined');
  });
});

describe('a part of a scope', () => {
  it('is concluded on by what was exercised, and marked as a part', () => {
    expect(concludeOn({ plan: plan(true), results: except(result('c2', 'not exercised')) })).toMatchObject({
      partial: true,
      conclusion: 'conformant',
    });
    expect(word({ plan: plan(true), troubled: [step('C', 'fail', 'shared')] })).toBe('nonconformant');
    expect(word({ plan: plan(true), troubled: [step('C', 'blocked', 'c')] })).toBe('undetermined');
  });

  it('is undetermined where nothing mandatory was exercised', () => {
    const nothing = PASSED.map(({ requirement: id }) => result(id, 'not exercised'));
    expect(word({ plan: plan(true), results: nothing })).toBe('undetermined');
    expect(
      word({ plan: plan(true), results: nothing.map((one) => (one.requirement === 'may' ? result('may', 'pass') : one)) }),
    ).toBe('undetermined');
  });

  it('may rest on requirements of other scopes alone', () => {
    expect(word({ plan: plan(true), results: [result('shared', 'pass')] })).toBe('conformant');
    expect(word({ plan: plan(true), results: [result('p', 'pass')] })).toBe('undetermined');
  });
});

describe('the exit code', () => {
  const concluded = (...words: readonly Conclusion['conclusion'][]): readonly Conclusion[] =>
    words.map((conclusion) => ({ scope: 'connect', partial: false, conclusion, because: [] }));

  it.each<[readonly Conclusion['conclusion'][], boolean, number]>([
    [['conformant', 'conformant'], false, 0],
    [['conformant', 'undetermined'], false, 2],
    [['undetermined', 'nonconformant'], false, 1],
    [['conformant'], true, 70],
    [[], false, 2],
  ])('of %j, a fault of the kit: %s', (words, fault, code) => {
    expect(exitCodeOf(concluded(...words), fault)).toBe(code);
  });
});
