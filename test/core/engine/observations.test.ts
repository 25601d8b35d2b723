import { describe, expect, it } from 'vitest';
import { createObservations } from '../../../src/core/engine/observations.ts';
import type { Json } from '../../../src/core/json.ts';
import { aReply } from '../../support/replies.ts';

const OWN = new Set(['1']);
const retrieval = (json: Json, fields?: readonly string[]) =>
  aReply({ json, request: { operation: 'retrieve', id: '1', ...(fields && { fields }) } });
const aPatch = (status: number) => aReply({ status, request: { operation: 'patch', id: '1', body: {} } });

describe('what moves by itself', () => {
  const movingIn = (...exchanges: ReturnType<typeof aReply>[]) => {
    const observations = createObservations(['state', 'lastModified']);
    for (const exchange of exchanges) observations.note(exchange, OWN);
    return [...observations.movingAttributes];
  };

  it('is seen from two retrievals that differ', () => {
    const first = retrieval({ id: '1', state: 'Created', lastModified: '1', name: 'A' });
    expect(movingIn(first, retrieval({ id: '1', state: 'Active', lastModified: '1', name: 'B' }))).toEqual(['state']);
    expect(movingIn(first, first)).toEqual([]);
    expect(movingIn(first, retrieval({ id: '2', state: 'Active' }))).toEqual([]);
  });

  it.each([200, 400])('is not what moved with a patch, answered %i', (status) => {
    const [first, second] = [retrieval({ id: '1', lastModified: '1' }), retrieval({ id: '1', lastModified: '2' })];
    expect(movingIn(first, aPatch(status), second)).toEqual([]);
    expect(movingIn(first, aPatch(status), first, second)).toEqual(['lastModified']);
  });

  it('is not told by reduced answers, which are on trial themselves', () => {
    expect(movingIn(retrieval({ id: '1', state: 'a' }), retrieval({ id: '1', state: 'b' }, ['state']))).toEqual([]);
  });
});
