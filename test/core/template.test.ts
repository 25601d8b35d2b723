import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/json.ts';
import { referencesIn, resolve, UnsetVariable } from '../../src/core/template.ts';

const variables: Record<string, Json> = {
  run: 'k3x9',
  T: 'type',
  seenA: { type: 'joint', n: 5, trap: '${run}' },
  roles: { W: ['name', 'type'] },
  values: { searched: ['${T}'] },
  row: { id: 'bill.format', attribute: 'bill', deep: { name: 'state' } },
  changes: { 'bill.format': { id: 'new' }, state: 'Suspended' },
};
const lookup = (name: string) => variables[name];

describe('resolve', () => {
  it.each([
    ['${seenA}', variables.seenA],
    ['${seenA[T]}', 'joint'],
    ['${roles.W}', ['name', 'type']],
    ['My-${run}-A', 'My-k3x9-A'],
    ['n=${seenA.n}', 'n=5'],
    [{ '${T}': ['${run}', 1, null] }, { type: ['k3x9', 1, null] }],
    ['no reference $T {T}', 'no reference $T {T}'],
    // a member of a variable in brackets; what it says is one name, dots and all
    ['${changes[row.id]}', { id: 'new' }],
    ['${changes[row.id].id}', 'new'],
    ['${changes[row.deep.name]}', 'Suspended'],
    [{ '${row.attribute}': 'by ${row.id}' }, { bill: 'by bill.format' }],
  ])('%j', (template, value) => {
    expect(resolve(template as Json, lookup)).toEqual(value);
  });

  it('follows references of the test data, and never those of what the server sent', () => {
    expect(resolve('${values.searched}', lookup)).toEqual(['type']);
    expect(resolve('${seenA.trap}', lookup)).toBe('${run}');
  });

  it.each(['${missing}', '${seenA.missing}', '${seenA[missing]}', '${run.length}', '${changes[row.name]}', '${changes[row]}'])(
    'throws on %s',
    (template) => {
      expect(() => resolve(template, lookup)).toThrow(UnsetVariable);
    },
  );
});

describe('referencesIn', () => {
  it('names variables, members and what stands in brackets', () => {
    expect(referencesIn({ '${T}': 'x-${run}', b: ['${seenA[S]}', '${roles.W}'] })).toEqual(['T', 'run', 'seenA', 'S', 'roles.W']);
    expect(referencesIn('${changes[row.id].id} ${row.attribute}')).toEqual(['changes', 'row', 'row.attribute']);
  });
});
