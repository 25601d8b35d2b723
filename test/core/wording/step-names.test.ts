import { describe, expect, it } from 'vitest';
import { familyOf, rowOf, shortened, shortenedAmong, stepsText, withoutRow } from '../../../src/core/wording/step-names.ts';

describe('the steps of a group', () => {
  it('are one, with how many there are, at the place of the first', () => {
    expect(shortened(['create', 'patch:name', 'after:name', 'patch:type', 'after:type', 'delete'])).toEqual([
      'create',
      'patch (2)',
      'after (2)',
      'delete',
    ]);
  });

  it('keep their name where there is one row', () => {
    expect(shortened(['patch:name'])).toEqual(['patch:name']);
    expect(shortenedAmong([['patch:name'], ['patch:name']])).toEqual(['patch:name']);
  });

  it('are told from least to most where resources differ', () => {
    const few = ['patch:name'];
    const many = ['patch:name', 'patch:type', 'patch:state'];
    expect(shortenedAmong([few, many])).toEqual(['patch (1–3)']);
    expect(shortenedAmong([many, many, []])).toEqual(['patch (3)']);
    expect(shortenedAmong([['patch:name'], ['patch:type']])).toEqual(['patch']);
  });

  it('stand behind their scenario, which is named once', () => {
    expect(stepsText([['TC_N1/list', 'PATCH/patch:a', 'PATCH/patch:b', 'TC_N1/retrieve']])).toBe(
      'TC_N1 list, retrieve; PATCH patch (2)',
    );
    expect(stepsText([[]])).toBe('');
  });
});

describe('a row', () => {
  it('is what follows the name of the step', () => {
    expect([rowOf('patch:billStructure.format'), rowOf('patch:a:b'), rowOf('patch')]).toEqual([
      'billStructure.format',
      'a, b',
      '',
    ]);
    expect([withoutRow('PATCH/patch:name'), withoutRow('list')]).toEqual(['PATCH/patch', 'list']);
  });

  it('is left open in the requirement that it ends', () => {
    expect(familyOf('patch.patchable.billStructure.format', 'patch:billStructure.format')).toBe('patch.patchable.*');
    expect(familyOf('status.PATCH', 'patch:name')).toBe('status.PATCH');
    expect(familyOf('attribute.name', 'list')).toBe('attribute.name');
  });
});
