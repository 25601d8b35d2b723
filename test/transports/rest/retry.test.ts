import { expect, test } from 'vitest';
import { retryDelay } from '../../../src/transports/rest/retry-after.ts';
import { connect, createEnvironment, serve } from './support.ts';

/** Answers with each of the replies in turn, the last one for ever. */
async function answering(...replies: [status: number, retryAfter?: string][]) {
  let turn = 0;
  return serve((_, response) => {
    const [status, retryAfter] = replies[Math.min(turn, replies.length - 1)] ?? [200];
    turn += 1;
    response.writeHead(status, retryAfter === undefined ? {} : { 'Retry-After': retryAfter }).end('{}');
  });
}

test('429 and 503 are waited out', async () => {
  const { root, got } = await answering([429, '2'], [503, '0'], [201]);
  const { send, environment } = connect(root);
  const { outcome, notes, durationMs } = await send({ operation: 'create', body: { name: 'A' } });
  expect(outcome).toMatchObject({ status: 201 });
  expect(notes).toEqual([
    { kind: 'retry', status: 429, waitedMs: 2000 },
    { kind: 'retry', status: 503, waitedMs: 0 },
  ]);
  expect(environment.slept).toEqual([2000, 0]);
  expect(durationMs).toBe(2000);
  expect(got.map(({ body }) => body)).toEqual(Array(3).fill('{"name":"A"}'));
});

test('at most three times', async () => {
  const { root, got } = await answering([429, '1']);
  const { outcome, notes } = await connect(root).send();
  expect([outcome, got.length, notes.length]).toMatchObject([{ status: 429 }, 4, 3]);
});

test.each<[string, [number, string?]]>([
  ['503 without Retry-After', [503]],
  ['429 without Retry-After', [429]],
  ['a longer wait than is allowed', [429, '61']],
  ['a wait that cannot be read', [429, 'soon']],
  ['another status', [500, '1']],
])('%s is judged as it is', async (_, reply) => {
  const { root, got } = await answering(reply, [200]);
  const { send, environment } = connect(root);
  const { outcome } = await send();
  expect([outcome, got.length, environment.slept]).toMatchObject([{ status: reply[0] }, 1, []]);
});

test('an HTTP date counts from now', () => {
  const now = Date.parse('Wed, 21 Oct 2015 07:28:00 GMT');
  expect(retryDelay(503, 'Wed, 21 Oct 2015 07:28:05 GMT', now)).toBe(5000);
  expect(retryDelay(503, 'Wed, 21 Oct 2015 07:00:00 GMT', now)).toBe(0);
});

test('an interrupt ends the wait', async () => {
  const { root } = await answering([429, '5'], [200]);
  const interrupt = new AbortController();
  const environment = { ...createEnvironment(), sleep: async () => interrupt.abort() };
  const { outcome } = await connect(root, {}, environment as ReturnType<typeof createEnvironment>).send({}, interrupt.signal);
  expect(outcome).toMatchObject({ kind: 'failure', reason: 'interrupted' });
});

test('requests keep the pace, all together', async () => {
  const { root, got } = await answering([200]);
  const { send, environment } = connect(root, { maxRate: 4 });
  await send();
  await send({ resource: 'BillFormat' });
  environment.advance(100);
  await send();
  environment.advance(1000);
  await send();
  expect(environment.slept).toEqual([250, 150]);
  expect(got).toHaveLength(4);
});
