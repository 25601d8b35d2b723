import { randomBytes } from 'node:crypto';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { connect, serve } from './support.ts';

const MEBIBYTE = 1024 * 1024;

async function bodyOf(body: Buffer | string, headers: Record<string, string> = {}, maxBodyBytes = 64 * MEBIBYTE) {
  const { root } = await serve((_, response) => response.writeHead(200, headers).end(body));
  const { outcome } = await connect(root, { maxBodyBytes }).send();
  return outcome.kind === 'reply' ? outcome.body : outcome;
}

test('JSON is read whatever the content type says', async () => {
  expect(await bodyOf('[1]', { 'content-type': 'text/html' })).toEqual({ kind: 'json', value: [1], bytes: 3 });
  expect(await bodyOf('null')).toEqual({ kind: 'json', value: null, bytes: 4 });
});

test('an empty body', async () => {
  expect(await bodyOf('', { 'content-type': 'application/json' })).toEqual({ kind: 'empty' });
  expect(await bodyOf('', { 'content-encoding': 'gzip' })).toEqual({ kind: 'empty' });
});

test('a byte order mark is no part of the text', async () => {
  expect(await bodyOf('\ufeff{"a":"ö"}')).toEqual({ kind: 'json', value: { a: 'ö' }, bytes: 13 });
});

test('a declared charset is honoured, an unknown one is not', async () => {
  const latin = Buffer.from('{"a":"ö"}', 'latin1');
  expect(await bodyOf(latin, { 'content-type': 'application/json; charset="ISO-8859-1"' })).toMatchObject({
    value: { a: 'ö' },
    bytes: 9,
  });
  expect(await bodyOf('{"a":"ö"}', { 'content-type': 'application/json;charset=nonsense' })).toMatchObject({ value: { a: 'ö' } });
});

test('what is not JSON is kept as text with the reason', async () => {
  const html = '<!DOCTYPE html><html></html>';
  expect(await bodyOf(html)).toMatchObject({ kind: 'text', text: html, bytes: html.length, error: expect.stringContaining('<') });
});

test('at most 64 KiB of text are kept', async () => {
  const body = await bodyOf(`x${'é'.repeat(100_000)}`);
  expect(body).toMatchObject({ kind: 'text', bytes: 200_001 });
  const text = body.kind === 'text' ? body.text : '';
  expect(text).toBe(`x${'é'.repeat(32 * 1024 - 1)}`);
});

const LARGE = JSON.stringify(
  Array.from({ length: 40_000 }, (_, n) => ({ id: String(n), name: `account ${n}`, note: 'x'.repeat(220) })),
);

test('a list of 10 MB is read like any other', async () => {
  expect(LARGE.length).toBeGreaterThan(10_000_000);
  const body = await bodyOf(LARGE);
  expect(body).toMatchObject({ kind: 'json', bytes: LARGE.length });
  expect(body.kind === 'json' && Array.isArray(body.value) && body.value.length).toBe(40_000);
});

test.each([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', (text: string) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } })],
  ['identity', (text: string) => Buffer.from(text)],
] as const)('%s is decoded', async (encoding, compress) => {
  const small = '{"a":"text text text text text"}';
  expect(await bodyOf(compress(small), { 'content-encoding': encoding })).toEqual({
    kind: 'json',
    value: JSON.parse(small),
    bytes: small.length,
  });
  expect(await bodyOf(compress(LARGE), { 'content-encoding': encoding })).toMatchObject({ kind: 'json', bytes: LARGE.length });
});

test('the encodings are asked for', async () => {
  const { root, got } = await serve((_, response) => response.end());
  await connect(root).send();
  expect(got[0]?.headers['accept-encoding']).toBe('gzip, deflate, br');
});

test.each([
  ['corrupt', 'gzip', Buffer.concat([gzipSync(LARGE).subarray(0, 2000), randomBytes(2000)])],
  ['cut short', 'gzip', gzipSync(LARGE).subarray(0, 4000)],
  ['not compressed at all', 'br', Buffer.from('[]')],
  ['of an encoding not asked for', 'zstd', Buffer.from('[]')],
])('a body that is %s is malformed', async (_, encoding, body) => {
  const failure = await bodyOf(body, { 'content-encoding': encoding });
  expect(failure).toMatchObject({
    kind: 'failure',
    reason: 'malformed',
    message: expect.stringMatching(/^The body from 127\.0\.0\.1:\d+ cannot be decoded: .*\.$/),
  });
});

test('a body of the size that is allowed is read', async () => {
  expect(await bodyOf(JSON.stringify('x'.repeat(MEBIBYTE - 2)), {}, MEBIBYTE)).toMatchObject({ kind: 'json', bytes: MEBIBYTE });
});

test.each([
  ['announced', { 'content-length': String(2 * MEBIBYTE) }],
  ['chunked', {}],
])('a larger body is refused, %s, and the connection goes', async (_, headers: Record<string, string>) => {
  let closed: () => void = () => {};
  const gone = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const { root } = await serve((request, response) => {
    request.socket.on('close', closed);
    response.writeHead(200, headers);
    // never ends by itself
    response.write(Buffer.alloc(MEBIBYTE + 1, ' '));
  });
  const { outcome } = await connect(root, { maxBodyBytes: MEBIBYTE }).send();
  expect(outcome).toMatchObject({ kind: 'failure', reason: 'too-large' });
  expect(outcome.kind === 'failure' && outcome.message).toMatch(
    /^The body from 127\.0\.0\.1:\d+ is larger than 1 MiB\. Raise http\.maxBody in the configuration to have it judged\.$/,
  );
  await gone;
});

test('the limit holds for the decoded body', async () => {
  const bomb = gzipSync(Buffer.alloc(50 * MEBIBYTE));
  expect(bomb.length).toBeLessThan(MEBIBYTE);
  expect(await bodyOf(bomb, { 'content-encoding': 'gzip' }, MEBIBYTE)).toMatchObject({ kind: 'failure', reason: 'too-large' });
});
