import { describe, expect, it } from 'vitest';
import { carriedOut, seen } from '../../src/checks/seen.ts';
import type { Json } from '../../src/core/json.ts';
import { aContext, aReply, codesOf } from '../support/replies.ts';

const HERE = { id: '1', href: 'http://here/1', name: 'A', amount: 5, note: null, parts: [{ a: 1 }, { a: 2 }] };

describe('seen', () => {
  const context = aContext({ pagesOf: () => ({ pages: [aReply({ json: HERE })], cutShort: false }) });
  const same = (there: Json, known = context) => codesOf(seen.judge([aReply({ json: there })], { as: 'retrieve' }, known));

  it('takes the same values under another address, in another order, null for absence', () => {
    expect(same({ id: '1', href: 'kafka://there', '@type': 'X', name: 'A', amount: 5, parts: [{ a: 2 }, { a: 1 }] })).toEqual([]);
  });

  it.each<[string, Json]>([
    ['another value', { ...HERE, name: 'B' }],
    ['a value that is missing there', { id: '1', name: 'A', parts: HERE.parts }],
    ['a value that only the other shows', { ...HERE, more: 1 }],
  ])('fails %s', (_, there) => {
    expect(same(there)).toEqual(['violation faces.different']);
  });

  it('lets move what moves by itself', () => {
    expect(same({ ...HERE, amount: 6 }, aContext({ ...context, movingAttributes: new Set(['amount']) }))).toEqual([]);
  });

  it('fails a record that the other does not know, and may ask again', () => {
    expect(seen.judge([aReply({ status: 404, json: {} })], { as: 'retrieve' }, context)).toMatchObject({
      findings: [{ code: 'faces.unseen', kind: 'violation', transient: true }],
    });
    expect(codesOf(seen.judge([aReply({ status: 500, json: {} })], { as: 'retrieve' }, context))).toEqual([
      'undecided faces.undecided',
    ]);
  });

  it('has nothing to compare with where the step before has shown no record', () => {
    expect(same(HERE, aContext())).toEqual(['blocked']);
  });

  it('looks for the values of a patch', () => {
    const patched = (name: string) => codesOf(seen.judge([aReply({ json: HERE })], { with: { name } }, context));
    expect(patched('A')).toEqual([]);
    expect(patched('B')).toEqual(['violation faces.different']);
  });

  it.each([
    [404, []],
    [410, []],
    [200, ['violation faces.still-there']],
    [500, ['undecided faces.undecided']],
  ])('takes a deleted record that is answered %i as it should', (status, codes) => {
    expect(codesOf(seen.judge([aReply({ status, json: {} })], 'gone', context))).toEqual(codes);
  });
});

describe('carried-out', () => {
  it.each([
    [200, []],
    [202, []],
    [404, ['violation faces.unseen']],
    [405, ['not-applicable']],
    [400, ['undecided faces.not-changed']],
  ])('takes status %i as it should', (status, codes) => {
    expect(codesOf(carriedOut.judge([aReply({ status, json: {} })], true, aContext()))).toEqual(codes);
  });
});
