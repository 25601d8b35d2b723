import { describe, expect, it } from 'vitest';
import { accepted, status, tried } from '../../src/checks/status.ts';
import { aContext, aList, aReply, codesOf } from '../support/replies.ts';

describe('status', () => {
  it.each([
    [201, 201, []],
    [200, 201, ['violation status.unexpected']],
    [500, 200, ['violation status.unexpected']],
    [204, 200, ['violation status.unexpected']],
    [404, 404, []],
    [410, 404, ['remark status.tolerated']],
    [400, 404, ['violation status.unexpected']],
    [200, 404, ['violation status.unexpected']],
    [401, 200, ['undecided status.not-authorised']],
    [403, 404, ['undecided status.not-authorised']],
    [429, 200, ['undecided status.throttled']],
  ])('%i where %i is due', (actual, expected, codes) => {
    expect(codesOf(status.judge([aReply({ status: actual })], expected, aContext()))).toEqual(codes);
  });

  it('is a violation with a hint at additional mandatory attributes where a creation is refused (AMB-R24)', () => {
    const reply = aReply({ status: 422, request: { operation: 'create' } });
    expect(status.judge([reply], 201, aContext())).toMatchObject({
      findings: [{ code: 'status.creation-refused', ruling: 'AMB-R24' }],
    });
  });

  it('takes 206 on a list as a remark, by the letter as a violation (AMB-R04)', () => {
    expect(codesOf(status.judge([aList([], { status: 206 })], 200, aContext()))).toEqual(['remark status.partial-content']);
    const literal = aContext({ options: { 'AMB-R04': 'literal' } });
    expect(codesOf(status.judge([aList([], { status: 206 })], 200, literal))).toEqual(['violation status.partial-content']);
    expect(codesOf(status.judge([aReply({ status: 206 })], 200, aContext()))).toEqual(['violation status.unexpected']);
  });

  it('judges every page', () => {
    expect(codesOf(status.judge([aList([]), aList([], { status: 500 })], 200, aContext()))).toEqual([
      'violation status.unexpected',
    ]);
  });

  it('tells that the target made the kit wait', () => {
    const reply = aReply({ notes: [{ kind: 'retry', status: 429, waitedMs: 2000 }] });
    expect(status.judge([reply], 200, aContext())).toMatchObject({
      findings: [{ code: 'retry.waited', kind: 'remark', actual: '429 with Retry-After, 2000 ms' }],
    });
  });

  it('tells that a redirect was followed (AMB-R49)', () => {
    const reply = aReply({
      notes: [{ kind: 'redirect', status: 301, from: 'http://sut.example/a', to: 'http://sut.example/b' }],
    });
    expect(codesOf(status.judge([reply], 200, aContext()))).toEqual(['remark redirect.followed']);
  });
});

describe('accepted', () => {
  it.each([400, 409, 422])('is undecided where the values of a fixture are refused with %i (AMB-R39)', (refusal) => {
    const reply = aReply({ status: refusal, request: { operation: 'create' } });
    expect(codesOf(accepted.judge([reply], 201, aContext()))).toEqual(['undecided status.fixture-refused']);
  });

  it('judges other statuses as the status check does', () => {
    expect(codesOf(accepted.judge([aReply({ status: 201 })], 201, aContext()))).toEqual([]);
    expect(codesOf(accepted.judge([aReply({ status: 200 })], 201, aContext()))).toEqual(['violation status.unexpected']);
    expect(codesOf(accepted.judge([aReply({ status: 500 })], 201, aContext()))).toEqual(['violation status.unexpected']);
  });
});

describe('tried (AMB-R60)', () => {
  it.each([400, 409, 422])('tries nothing further where the values are refused with %i', (refusal) => {
    expect(tried.judge([aReply({ status: refusal })], 201, aContext())).toMatchObject({
      kind: 'not-applicable',
      exemption: 'not-offered',
    });
  });

  it('judges any other status like that of a creation', () => {
    const create = { operation: 'create' } as const;
    expect(codesOf(tried.judge([aReply({ status: 201, request: create })], 201, aContext()))).toEqual([]);
    expect(codesOf(tried.judge([aReply({ status: 500, request: create })], 201, aContext()))).toEqual([
      'violation status.unexpected',
    ]);
    expect(codesOf(tried.judge([aReply({ status: 401, request: create })], 201, aContext()))).toEqual([
      'undecided status.not-authorised',
    ]);
  });
});
