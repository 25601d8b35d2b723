import { describe, expect, it } from 'vitest';
import { inventId } from '../../../src/core/engine/unknown-id.ts';

const random = (digits: number) => '0123456789abcdef'.repeat(Math.ceil(digits / 16)).slice(0, digits);
const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/;

const free = () => false;

describe('inventId (AMB-R55)', () => {
  it('is a UUID where nothing is known or ids are UUIDs', () => {
    expect(inventId(undefined, random, free)).toMatch(UUID);
    expect(inventId('3f2b8f0a-12c4-4b7e-9d3a-0f5e6c7d8e9f', random, free)).toMatch(UUID);
  });

  it('is a long number where ids are short numbers, which somebody else may have', () => {
    expect(inventId('42', random, free)).toMatch(/^1\d{8}$/);
    expect(inventId('123456789012', random, free)).toMatch(/^1\d{11}$/);
  });

  it.each([
    ['PA-00017', /^[A-Z]{2}-[89]\d{4}$/],
    ['64b7f0c2a1', /^[\da-f]{10}$/],
    ['a/b c', /^[a-z]\/[a-z] [a-z]$/],
  ])('keeps the shape of %s', (real, shape) => {
    const invented = inventId(real, random, free);
    expect(invented).toMatch(shape);
    expect(invented).not.toBe(real);
  });

  it('differs from an id that has nothing to change', () => {
    expect(inventId('--', random, free)).not.toBe('--');
  });

  it('is none that a record is known to have', () => {
    const taken = new Set(['n8', 'n9']);
    expect(
      taken.has(
        inventId(
          'n1',
          (digits) => '01'.repeat(digits),
          (id) => taken.has(id) || /^[a-z]\d$/.test(id),
        ),
      ),
    ).toBe(false);
  });
});
