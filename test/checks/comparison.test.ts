import { describe, expect, it } from 'vitest';
import { differences, matches } from '../../src/checks/comparison.ts';

describe('the match rule', () => {
  it.each([
    ['numbers by value', 1.5, 1.5],
    ['date-times by instant', '2024-01-01T12:00:00Z', '2024-01-01T14:00:00.000+02:00'],
    ['a zone of hours only', '2024-01-01T12:00:00.5Z', '2024-01-01T14:00:00.500+02'],
    ['arrays without order', [{ a: 1 }, { a: 2 }], [{ a: 2, b: 0 }, { a: 1 }]],
    ['further members ignored', { a: 1 }, { a: 1, b: 2 }],
    ['null as absence', { a: null }, {}],
  ])('%s', (_, expected, actual) => {
    expect(matches(expected, actual)).toBe(true);
  });

  it.each([
    ['another text', 'a', 'b'],
    ['another case', 'Active', 'active'],
    ['a number as text', 5, '5'],
    ['another instant', '2024-01-01T12:00:00Z', '2024-01-01T12:00:01Z'],
    ['an item missing', [1, 2], [1]],
    ['an item too many', [1], [1, 2]],
    ['one item for two', [1, 1], [1, 2]],
    ['an array for an object', { a: 1 }, [{ a: 1 }]],
    ['null for a value', 'a', null],
  ])('tells %s', (_, expected, actual) => {
    expect(matches(expected, actual)).toBe(false);
  });

  it('points at the place', () => {
    expect(differences({ a: { 'b/c': 1 } }, { a: { 'b/c': 2 } })).toEqual([{ pointer: '/a/b~1c', expected: 1, actual: 2 }]);
    expect(differences({ a: { b: 1 } }, { a: {} })).toEqual([{ pointer: '/a/b', expected: 1 }]);
  });
});
