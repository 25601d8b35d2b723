import { describe, expect, it } from 'vitest';
import { createSecrets } from '../../src/core/secrets.ts';

describe('secrets', () => {
  it('masks a value as it is, in URLs and inside JSON texts', () => {
    const secrets = createSecrets();
    secrets.add('p@ss"word', 'PASSWORD');
    expect(secrets.mask('a p@ss"word b')).toBe('a ${PASSWORD} b');
    expect(secrets.mask('?key=p%40ss%22word')).toBe('?key=${PASSWORD}');
    expect(secrets.mask(JSON.stringify({ a: 'p@ss"word' }))).toBe('{"a":"${PASSWORD}"}');
  });

  it('masks members and names at every depth of a value', () => {
    const secrets = createSecrets();
    secrets.add('topsecret', 'TOKEN');
    expect(secrets.maskJson({ list: [{ topsecret: 'x topsecret' }], n: 1, none: null })).toEqual({
      list: [{ '${TOKEN}': 'x ${TOKEN}' }],
      n: 1,
      none: null,
    });
  });

  it('replaces the longer of two secrets that overlap', () => {
    const secrets = createSecrets();
    secrets.add('abcd', 'SHORT');
    secrets.add('abcdefgh', 'LONG');
    expect(secrets.mask('abcdefgh abcd')).toBe('${LONG} ${SHORT}');
  });

  it('does not mask ordinary words because of a tiny secret', () => {
    const secrets = createSecrets();
    secrets.add('a', 'TINY');
    expect(secrets.mask('a banana')).toBe('a banana');
  });
});
