import { describe, expect, it } from 'vitest';
import { offersPatch, shows } from '../../src/checks/optional-patch.ts';
import { denied, refusedOrIgnored } from '../../src/checks/patch-refusal.ts';
import { aContext, aReply, codesOf } from '../support/replies.ts';

const aPatch = (status: number) => aReply({ status, request: { operation: 'patch', id: '1', body: { id: 'x' } } });

describe('refused-or-ignored', () => {
  it.each([
    [200, []],
    [204, []],
    [400, []],
    [403, []],
    [409, []],
    [415, []],
    [422, []],
    [500, ['violation status.unexpected']],
    [503, ['violation status.unexpected']],
    [302, ['violation status.unexpected']],
    [401, ['undecided status.not-authorised']],
    [429, ['undecided status.throttled']],
    [404, ['not-applicable']],
    [405, ['not-applicable']],
    [501, ['not-applicable']],
  ])('takes %i as %j', (status, codes) => {
    expect(codesOf(refusedOrIgnored.judge([aPatch(status)], true, aContext()))).toEqual(codes);
  });
});

describe('denied (AMB-R28)', () => {
  it.each([
    [401, []],
    [403, []],
    [200, ['violation patch.not-denied']],
    [204, ['violation patch.not-denied']],
    [400, ['undecided patch.denial-unclear']],
    [404, ['undecided patch.denial-unclear']],
    [405, ['undecided patch.denial-unclear']],
    [429, ['undecided patch.denial-unclear']],
    [500, ['undecided patch.denial-unclear']],
  ])('takes %i as %j', (status, codes) => {
    expect(codesOf(denied.judge([aPatch(status)], true, aContext()))).toEqual(codes);
  });
});

describe('an optional format of patches (AMB-R29)', () => {
  it.each([200, 201, 204])('is offered by %i', (status) => {
    expect(codesOf(offersPatch.judge([aPatch(status)], true, aContext()))).toEqual([]);
  });

  it.each([302, 400, 401, 405, 415, 500, 501])('is not offered by %i, whatever else that means', (status) => {
    expect(offersPatch.judge([aPatch(status)], true, aContext())).toMatchObject({
      kind: 'not-applicable',
      exemption: 'not-offered',
      reason: expect.stringContaining(`${status}`),
    });
  });

  it('tells where its effect does not show, and fails nothing', () => {
    const wanted = { description: 'new' };
    expect(codesOf(shows.judge([aReply({ json: wanted })], wanted, aContext()))).toEqual([]);
    expect(codesOf(shows.judge([aReply({ json: { description: 'old' } })], wanted, aContext()))).toEqual([
      'remark patch.not-shown',
    ]);
    expect(codesOf(shows.judge([aReply({ json: {} })], wanted, aContext()))).toEqual(['remark patch.not-shown']);
    expect(codesOf(shows.judge([aReply({})], wanted, aContext()))).toEqual(['blocked']);
  });
});
