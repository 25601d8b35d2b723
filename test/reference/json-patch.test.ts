import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/json.ts';
import { applyJsonPatch } from '../../src/reference/operations/json-patch.ts';

const TARGET = { name: 'a', contact: [{ contactType: 'primary' }], 'a/b': 1 };

describe('JSON Patch (RFC 6902)', () => {
  it.each<[string, Json, Json]>([
    ['add', [{ op: 'add', path: '/contact/-', value: 1 }], { ...TARGET, contact: [{ contactType: 'primary' }, 1] }],
    ['add with null', [{ op: 'add', path: '/x', value: null }], { ...TARGET, x: null }],
    ['remove', [{ op: 'remove', path: '/contact/0' }], { ...TARGET, contact: [] }],
    ['replace, escaped pointer', [{ op: 'replace', path: '/a~1b', value: 2 }], { ...TARGET, 'a/b': 2 }],
    ['replace of the whole', [{ op: 'replace', path: '', value: { name: 'b' } }], { name: 'b' }],
    ['move', [{ op: 'move', from: '/name', path: '/title' }], { title: 'a', contact: TARGET.contact, 'a/b': 1 }],
    ['copy', [{ op: 'copy', from: '/name', path: '/title' }], { ...TARGET, title: 'a' }],
    ['test', [{ op: 'test', path: '/name', value: 'a' }], TARGET],
  ])('%s', (_, patch, result) => {
    expect(applyJsonPatch(TARGET, patch)).toStrictEqual({ value: result });
  });

  it.each<[string, Json, number]>([
    ['not an array', { op: 'remove', path: '/name' }, 400],
    ['an unknown op', [{ op: 'delete', path: '/name' }], 400],
    ['no value', [{ op: 'add', path: '/x' }], 400],
    ['no from', [{ op: 'move', path: '/x' }], 400],
    ['no pointer', [{ op: 'remove', path: 'name' }], 400],
    ['a wrong escape', [{ op: 'remove', path: '/~2' }], 400],
    ['a prototype', [{ op: 'add', path: '/__proto__/x', value: 1 }], 400],
    ['a test that does not hold', [{ op: 'test', path: '/name', value: 'b' }], 409],
    ['a missing location', [{ op: 'remove', path: '/none' }], 422],
    ['a missing parent', [{ op: 'add', path: '/none/x', value: 1 }], 422],
    ['a scalar as parent', [{ op: 'add', path: '/name/x', value: 1 }], 422],
    ['an index beyond the end', [{ op: 'add', path: '/contact/7', value: 1 }], 422],
  ])('refuses %s', (_, patch, status) => {
    expect(applyJsonPatch(TARGET, patch)).toMatchObject({ problem: { status } });
  });

  it('changes nothing when a later operation fails', () => {
    const target = structuredClone(TARGET);
    applyJsonPatch(target, [
      { op: 'remove', path: '/name' },
      { op: 'remove', path: '/none' },
    ]);
    expect(target).toStrictEqual(TARGET);
  });
});
