import { describe, expect, it } from 'vitest';
import { conclude, type Grounds } from '../../../src/core/engine/conclude.ts';
import type { RequirementResult, StepFinished } from '../../../src/core/event.ts';
import type { Requirement, RequirementLevel } from '../../../src/core/requirement.ts';
import type { Verdict } from '../../../src/core/verdict.ts';

const requirement = (id: string, level: RequirementLevel = 'MUST', scope: Requirement['scope'] = 'connect'): Requirement => ({
  id,
  kind: 'test-case',
  level,
  text: id,
  scope,
  clauses: { BillFormat: 'x' },
  rulings: [],
});
const result = (id: string, verdict: RequirementResult['verdict']): RequirementResult => ({
  requirement: id,
  resource: 'BillFormat',
  verdict,
  steps: [],
});
const step = (verdict: Verdict, ...requirements: string[]): StepFinished => ({
  event: 'step-finished',
  scenario: 'TC',
  resource: 'BillFormat',
  phase: 'steps',
  step: 's',
  title: '',
  verdict,
  checks: [{ check: 'status', requirements, verdict, findings: [] }],
  exchanges: [],
});

function word(grounds: Partial<Grounds> & { readonly partial?: boolean }) {
  const { conclusion } = conclude({
    scope: 'connect',
    plan: { tracks: [], partial: grounds.partial ?? false },
    requirements: [requirement('a'), requirement('b'), requirement('may', 'MAY'), requirement('other', 'MUST', 'profile')],
    results: [result('a', 'pass'), result('b', 'pass'), result('may', 'not exercised'), result('other', 'not exercised')],
    troubled: [],
    ended: false,
    ...grounds,
  });
  return conclusion;
}

describe('conclude', () => {
  it('is conformant when every mandatory requirement of the scope passed', () => {
    expect(word({})).toBe('conformant');
  });

  it('is nonconformant when a mandatory requirement failed, even if others are open', () => {
    expect(word({ troubled: [step('inconclusive', 'b'), step('fail', 'a')] })).toBe('nonconformant');
  });

  it('does not gate on optional requirements', () => {
    expect(word({ troubled: [step('fail', 'may')] })).toBe('conformant');
  });

  it.each<Verdict>(['inconclusive', 'blocked', 'error'])('is undetermined when one is %s', (verdict) => {
    expect(word({ troubled: [step(verdict, 'a')] })).toBe('undetermined');
  });

  it('is undetermined when one was not exercised, when the run ended early, and when nothing ran', () => {
    expect(word({ results: [result('a', 'pass'), result('b', 'not exercised')] })).toBe('undetermined');
    expect(word({ ended: true })).toBe('undetermined');
    expect(word({ results: [result('a', 'skipped'), result('b', 'skipped')] })).toBe('undetermined');
    expect(word({ partial: true, results: [result('a', 'not exercised')] })).toBe('undetermined');
  });

  it('concludes on a part by what it cites, of whatever scope', () => {
    expect(word({ partial: true, results: [result('a', 'pass'), result('b', 'not exercised')] })).toBe('conformant');
    expect(word({ partial: true, results: [result('other', 'pass')] })).toBe('conformant');
  });
});
