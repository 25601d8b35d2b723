import { expect, test } from 'vitest';
import { createSecrets } from '../../src/core/secrets.ts';
import { parseBody } from '../../src/transports/body.ts';

const parse = (text: string) => parseBody(Buffer.from(text), 'application/json', createSecrets());

test.each([
  ['arrays', '[', ']'],
  ['objects', '{"a":', '}'],
])('%s are read down to 500 levels', (_, open, close) => {
  const nested = (levels: number) => `${open.repeat(levels)}${open === '[' ? '' : '1'}${close.repeat(levels)}`;
  expect(parse(nested(500)).kind).toBe('json');
  expect(parse(nested(501))).toMatchObject({ kind: 'text', error: 'it is nested more than 500 levels deep' });
  expect(parse(nested(200_000)).kind).toBe('text');
});

test('a body that is no container has no depth', () => {
  expect(parse('17')).toEqual({ kind: 'json', value: 17, bytes: 2 });
  expect(parse('null')).toEqual({ kind: 'json', value: null, bytes: 4 });
});
