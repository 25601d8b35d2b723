import { describe, expect, it } from 'vitest';
import { declaredIn } from '../../src/adapters/declared-type.ts';

describe('declaredIn', () => {
  const medium = { '@type': 'Fax', 'a/b': { c: 1 } };
  const whole = { '@type': 'Account', contact: [{ '@type': 'Contact', medium: [medium] }] };

  it('is the innermost structure around a place', () => {
    expect(declaredIn(whole, '/contact/0/medium/0/number')).toEqual({
      type: 'Fax',
      pointer: '/contact/0/medium/0',
      value: medium,
    });
    expect(declaredIn(whole, '/contact/0/medium/0/a~1b/c')).toMatchObject({ type: 'Fax' });
    expect(declaredIn(whole, '/contact/0/medium/0')).toMatchObject({ type: 'Contact', pointer: '/contact/0' });
  });

  it('is not the whole, nor anything where nothing is declared', () => {
    for (const place of ['', '/name', '/contact', '/contact/0', '/nowhere/at/all'])
      expect(declaredIn(whole, place)).toBeUndefined();
    expect(declaredIn([{ '@type': 5, a: 1 }], '/0/a')).toBeUndefined();
  });
});
