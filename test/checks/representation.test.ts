import { describe, expect, it } from 'vitest';
import { body, typed } from '../../src/checks/representation.ts';
import { aContext, aList, aReply, codesOf } from '../support/replies.ts';

const badName = { validate: () => [{ pointer: '/name', schema: 'PartyAccount', message: 'must be string', expected: 'string' }] };

describe('body and typed', () => {
  it('accepts an object and a list', () => {
    expect(codesOf(body.judge([aReply({ json: { id: '1' } })], 'object', aContext()))).toEqual([]);
    expect(codesOf(body.judge([aList([])], 'list', aContext()))).toEqual([]);
  });

  it.each([
    ['an empty body', aReply({}), 'object', 'violation body.empty'],
    ['HTML', aReply({ text: '<html>' }), 'object', 'violation body.not-json'],
    ['a list where an object is due', aReply({ json: [] }), 'object', 'violation body.not-object'],
    ['null where an object is due', aReply({ json: null }), 'object', 'violation body.not-object'],
    ['an object where a list is due', aList({ items: [] }), 'list', 'violation body.not-array'],
  ])('refuses %s', (_, reply, shape, code) => {
    expect(codesOf(body.judge([reply], shape, aContext()))).toEqual([code]);
  });

  it('tells which attribute has which type instead of the due one', () => {
    const judgement = typed.judge([aReply({ json: { id: '1', name: 7 } })], true, aContext(badName));
    expect(judgement).toMatchObject({ findings: [{ code: 'schema.mismatch', pointer: '/name', actual: 'number' }] });
  });

  it('holds only the records of this run in a list against the schema', () => {
    const context = aContext({ ...badName, ownIds: new Set(['mine']) });
    expect(codesOf(typed.judge([aList([{ id: 'foreign', name: 7 }])], true, context))).toEqual(['blocked']);
    expect(typed.judge([aList([{ id: 'foreign' }, { id: 'mine', name: 7 }])], true, context)).toMatchObject({
      findings: [{ pointer: '/1/name' }],
    });
  });

  it.each([
    ['application/json; charset=utf-8', []],
    ['Application/JSON', []],
    ['application/hal+json', []],
    ['text/plain', ['remark body.content-type']],
    ['application/jsonp', ['remark body.content-type']],
  ])('takes the content type %s as it is (AMB-R48)', (type, codes) => {
    const reply = aReply({ json: {}, headers: { 'content-type': type } });
    expect(codesOf(body.judge([reply], 'object', aContext()))).toEqual(codes);
  });

  it('fails a wrong or missing content type where AMB-R48 is read strictly', () => {
    const strict = aContext({ options: { 'AMB-R48': 'strict' } });
    expect(codesOf(body.judge([aReply({ json: {}, headers: {} })], 'object', strict))).toEqual(['violation body.content-type']);
  });
});
