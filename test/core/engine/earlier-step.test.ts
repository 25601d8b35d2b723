import { describe, expect, it } from 'vitest';
import { earlierStep, mentionedIn } from '../../../src/core/engine/earlier-step.ts';
import { anExpectation, aStep } from '../../support/steps.ts';

describe('earlierStep', () => {
  const steps = new Map(['create', 'patch:a', 'patch:b', 'patch:a:x', 'read'].map((id) => [id, id]));
  const found = (name: string, suffix?: string) =>
    earlierStep(steps, name, { id: `s${suffix ?? ''}`, ...(suffix && { suffix }) });

  it.each([
    ['patch', ':a', 'patch:a'],
    ['patch', ':b', 'patch:b'],
    ['patch', ':a:x', 'patch:a:x'],
    ['patch', ':b:x', 'patch:b'],
    ['create', ':a:x', 'create'],
    ['create', undefined, 'create'],
    ['patch', ':c', undefined],
    ['patch', undefined, undefined],
    ['nothing', ':a', undefined],
  ])('takes %s, seen from %s, for %s', (name, suffix, expected) => {
    expect(found(name, suffix)).toBe(expected);
  });

  it('takes the full id of the step itself for that step', () => {
    expect(earlierStep(steps, 'patch:a', { id: 'patch:a', suffix: ':a' })).toBe('patch:a');
  });
});

describe('mentionedIn', () => {
  it('names what a step is about: the step that it is after, the one it settles, those whose replies it judges', () => {
    const expectations = [anExpectation(['r'], { reply: 'read' }), anExpectation(['r'])];
    expect(mentionedIn(aStep('s', { after: 'patch', settles: 'first', expect: expectations }))).toEqual([
      'patch',
      'first',
      'read',
    ]);
    expect(mentionedIn(aStep('s'))).toEqual([]);
  });
});
