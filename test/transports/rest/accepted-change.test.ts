import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { OperationRequest } from '../../../src/core/exchange.ts';
import { connect, type Got, serve } from './support.ts';

type Answer = readonly [status: number, body?: unknown, headers?: Readonly<Record<string, string>>];

/** A server that answers `METHOD path` by these answers, one after the other; the last one stays. */
async function answering(table: Readonly<Record<string, readonly Answer[]>>) {
  const counts = new Map<string, number>();
  return serve((request, response) => {
    const key = `${request.method} ${request.url}`;
    const answers = table[key] ?? [[404]];
    const nth = counts.get(key) ?? 0;
    counts.set(key, nth + 1);
    send(response, answers[Math.min(nth, answers.length - 1)] ?? [500]);
  });
}

function send(response: ServerResponse, [status, body, headers = {}]: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}

const asked = (got: readonly Got[]) => got.map(({ method, url }) => `${method} ${url}`);
const RECORD = { id: '1', name: 'A' };
const CREATE: Partial<OperationRequest> = { operation: 'create', body: { name: 'A' } };
const PATCH: Partial<OperationRequest> = { operation: 'patch', id: '1', body: { '@type': 'PartyAccount', name: 'B' } };
const DELETE: Partial<OperationRequest> = { operation: 'delete', id: '1' };
const settings = { acceptsLater: true, timeoutMs: 400 };
const [POST_ALL, GET_ONE, MONITOR] = ['POST /api/partyAccount', 'GET /api/partyAccount/1', 'GET /api/monitor/m'];
const ACCEPTED: Answer = [202, undefined, { location: '/api/monitor/m' }];

describe('a creation', () => {
  test('is followed by its monitor to the record, and the reply has that as its body', async () => {
    const done = {
      state: 'Completed',
      response: { statusCode: '201', header: [{ name: 'location', value: '/api/partyAccount/1' }] },
    };
    const { root, got } = await answering({
      [POST_ALL]: [ACCEPTED],
      [MONITOR]: [
        [200, { state: 'InProgress' }],
        [200, done],
      ],
      [GET_ONE]: [[404], [200, RECORD]],
    });
    const { outcome, notes } = await connect(root, { ...settings, timeoutMs: 5000 }).send(CREATE);
    expect(outcome).toMatchObject({ kind: 'reply', status: 202, body: { kind: 'json', value: RECORD } });
    expect(notes).toEqual([
      { kind: 'accepted', status: 202, polls: 4, waitedMs: expect.any(Number), url: `${root}/partyAccount/1`, isDone: true },
    ]);
    expect(asked(got)).toEqual([POST_ALL, MONITOR, MONITOR, GET_ONE, GET_ONE]);
  });

  test.each<[string, Answer, string]>([
    ['Location of the record', [202, undefined, { location: 'partyAccount/1' }], GET_ONE],
    ['href in the body', [202, { href: '/api/partyAccount/1' }], GET_ONE],
    ['id in the body', [202, { id: '1' }], GET_ONE],
    ['no address at all', [202], 'GET /api/partyAccount?name=A'],
    ['an address of another origin', [202, undefined, { location: 'http://127.0.0.2:1/x' }], 'GET /api/partyAccount?name=A'],
  ])('is found by %s', async (_, answer, question) => {
    const found = question === GET_ONE ? RECORD : [{ id: '0', name: 'other' }, RECORD];
    const { root, got } = await answering({ [POST_ALL]: [answer], [question]: [[200, found]] });
    const { outcome } = await connect(root, settings).send(CREATE);
    expect(outcome).toMatchObject({ status: 202, body: { kind: 'json', value: RECORD } });
    expect(asked(got)).toEqual([POST_ALL, question]);
  });

  test('that cannot be searched for is untraceable', async () => {
    const { root } = await answering({ [POST_ALL]: [[202]], 'GET /api/partyAccount?name=A': [[400]] });
    const { outcome } = await connect(root, settings).send(CREATE);
    expect(outcome).toMatchObject({ kind: 'failure', reason: 'untraceable', message: expect.stringContaining('answered 400') });
  });

  test('that has no name either is left as it was answered', async () => {
    const { root, got } = await answering({ [POST_ALL]: [[202]] });
    const { outcome, notes } = await connect(root, settings).send({ operation: 'create', body: {} });
    expect(outcome).toMatchObject({ status: 202, body: { kind: 'empty' } });
    expect(notes).toMatchObject([{ kind: 'accepted', polls: 0, isDone: false }]);
    expect(got).toHaveLength(1);
  });

  test('that its monitor refuses has the status and the body of the refusal', async () => {
    const refused = { state: 'InError', response: { statusCode: '400', body: { reason: 'no name' } } };
    const { root } = await answering({ [POST_ALL]: [ACCEPTED], [MONITOR]: [[200, refused]] });
    const { outcome } = await connect(root, settings).send(CREATE);
    expect(outcome).toMatchObject({ kind: 'reply', status: 400, body: { value: { reason: 'no name' } } });
  });

  test('that stays in progress fails at the limit', async () => {
    const { root } = await answering({ [POST_ALL]: [ACCEPTED], [MONITOR]: [[200, { state: 'InProgress' }]] });
    const { outcome, notes } = await connect(root, settings).send(CREATE);
    expect(outcome).toMatchObject({ kind: 'failure', reason: 'timeout', message: expect.stringContaining('within 400 ms') });
    expect(notes).toMatchObject([{ kind: 'accepted', isDone: false }]);
  });
});

describe('a patch', () => {
  test('without an address is followed at its own URL until it shows', async () => {
    const patched = { ...RECORD, name: 'B' };
    const { root, got } = await answering({
      'PATCH /api/partyAccount/1': [[202]],
      [GET_ONE]: [
        [200, RECORD],
        [200, patched],
      ],
    });
    const { outcome } = await connect(root, { ...settings, timeoutMs: 5000 }).send(PATCH);
    expect(outcome).toMatchObject({ status: 202, body: { value: patched } });
    expect(asked(got).slice(1)).toEqual([GET_ONE, GET_ONE]);
  });

  test('that never shows leaves the record as it is, and is told not to have been seen', async () => {
    const { root } = await answering({ 'PATCH /api/partyAccount/1': [[202]], [GET_ONE]: [[200, RECORD]] });
    const { outcome, notes } = await connect(root, settings).send(PATCH);
    expect(outcome).toMatchObject({ status: 202, body: { value: RECORD } });
    expect(notes).toMatchObject([{ isDone: false }]);
  });

  test('that its monitor calls failed is abandoned', async () => {
    const { root } = await answering({ 'PATCH /api/partyAccount/1': [ACCEPTED], [MONITOR]: [[200, { status: 'failed' }]] });
    const { outcome } = await connect(root, settings).send(PATCH);
    expect(outcome).toMatchObject({ kind: 'failure', reason: 'abandoned' });
  });
});

describe('a deletion', () => {
  test('is followed until the record is gone', async () => {
    const { root, got } = await answering({ 'DELETE /api/partyAccount/1': [[202]], [GET_ONE]: [[200, RECORD], [410]] });
    const { outcome } = await connect(root, { ...settings, timeoutMs: 5000 }).send(DELETE);
    expect(outcome).toMatchObject({ status: 202, body: { kind: 'empty' } });
    expect(asked(got)).toHaveLength(3);
  });

  test('that is not made fails at the limit', async () => {
    const { root } = await answering({ 'DELETE /api/partyAccount/1': [[202]], [GET_ONE]: [[200, RECORD]] });
    expect((await connect(root, settings).send(DELETE)).outcome).toMatchObject({ kind: 'failure', reason: 'timeout' });
  });
});

test('by a profile without 202 nothing is followed', async () => {
  const { root, got } = await answering({ [POST_ALL]: [ACCEPTED] });
  const { outcome, notes } = await connect(root).send(CREATE);
  expect(outcome).toMatchObject({ status: 202 });
  expect([notes, got.length]).toEqual([[], 1]);
});
