import { describe, expect, it } from 'vitest';
import { suppliedInstead, withSuppliedRecords } from '../../../src/core/engine/supplied-records.ts';
import { createVariables } from '../../../src/core/engine/variables.ts';
import { aStep } from '../../support/steps.ts';

const SUPPLIED = { IDtt1: '1041', IDtt2: '1042' };
const by = { scenario: 'TC_N2', step: 'read-A', verdict: 'pass' } as const;
const start = () => createVariables(new Map([['A', { type: 'joint' }]]), {});

describe('supplied records (AMB-R13)', () => {
  it('have their ids from the start, and what was read of them in the place of what would have been sent', () => {
    const variables = withSuppliedRecords(start(), SUPPLIED);
    expect(variables.lookup('IDtt2')).toBe('1042');
    expect(variables.lookup('A')).toEqual({});
    variables.set('seenA', { id: '1041', type: 'business' }, by);
    expect(variables.lookup('A')).toEqual({ id: '1041', type: 'business' });
    expect(variables.lookup('B')).toEqual({});
    expect(variables.lookup('T')).toBeUndefined();
  });

  it('leave everything alone where the kit creates its own', () => {
    const variables = start();
    expect(withSuppliedRecords(variables, undefined)).toBe(variables);
  });

  it('are not created', () => {
    const step = aStep('create-A', { operation: 'create', capture: { IDtt1: '/id' } });
    expect(suppliedInstead(step, SUPPLIED)).toMatchObject({ verdict: 'skipped', reason: expect.stringContaining('1041') });
    expect(suppliedInstead(step, {})).toMatchObject({ verdict: 'inconclusive', reason: expect.stringContaining('`supplied`') });
    expect(suppliedInstead(step, undefined)).toBeUndefined();
  });

  it('change nothing about other steps', () => {
    expect(suppliedInstead(aStep('create', { operation: 'create', capture: { IDmin: '/id' } }), SUPPLIED)).toBeUndefined();
    expect(suppliedInstead(aStep('read', { operation: 'retrieve', capture: { IDtt1: '/id' } }), SUPPLIED)).toBeUndefined();
  });
});
