import { describe, expect, it } from 'vitest';
import { patched, succeeded } from '../../src/checks/change-status.ts';
import type { CheckContext } from '../../src/core/check.ts';
import type { Json } from '../../src/core/json.ts';
import { aContext, aReply, codesOf } from '../support/replies.ts';

const aPatch = (status: number, body: Json = { name: 'x' }) => aReply({ status, request: { operation: 'patch', id: '1', body } });
const aDeletion = (status: number) => aReply({ status, request: { operation: 'delete', id: '1' } });
const judgePatch = (status: number, changes: Parameters<typeof aContext>[0] = {}, body: Json = { name: 'x' }) =>
  codesOf(succeeded.judge([aPatch(status, body)], 'PATCH', aContext(changes)));

describe('succeeded', () => {
  it.each([
    [201, []],
    [200, ['remark status.tolerated']],
    [202, ['violation status.unexpected']],
    [204, ['violation status.unexpected']],
    [500, ['violation status.unexpected']],
    [400, ['violation patch.refused']],
    [409, ['violation patch.refused']],
    [422, ['violation patch.refused']],
    [415, ['violation patch.format-refused']],
    [404, ['violation operation.unsupported']],
    [405, ['violation operation.unsupported']],
    [501, ['violation operation.unsupported']],
    [401, ['undecided status.not-authorised']],
    [403, ['undecided status.not-authorised']],
    [407, ['undecided status.not-authorised']],
    [429, ['undecided status.throttled']],
  ])('takes a patch answered %i as %j', (status, codes) => {
    expect(judgePatch(status)).toEqual(codes);
  });

  it.each([
    [200, []],
    [204, ['remark status.tolerated']],
    [202, ['violation status.unexpected']],
    [400, ['violation status.unexpected']],
    [404, ['violation operation.unsupported']],
    [405, ['violation operation.unsupported']],
    [403, ['undecided status.not-authorised']],
  ])('takes a deletion answered %i as %j', (status, codes) => {
    expect(codesOf(succeeded.judge([aDeletion(status)], 'DELETE', aContext()))).toEqual(codes);
  });

  it('takes the printed status only, by the letter (AMB-R02, AMB-R03)', () => {
    const literal: Parameters<typeof aContext>[0] = { options: { 'AMB-R02': 'literal', 'AMB-R03': 'literal' } };
    expect(judgePatch(200, literal)).toEqual(['violation status.unexpected']);
    expect(judgePatch(201, literal)).toEqual([]);
    expect(codesOf(succeeded.judge([aDeletion(204)], 'DELETE', aContext(literal)))).toEqual(['violation status.unexpected']);
    expect(succeeded.judge([aPatch(202)], 'PATCH', aContext(literal))).toMatchObject({ findings: [{ expected: 201 }] });
    expect(succeeded.judge([aPatch(202)], 'PATCH', aContext())).toMatchObject({ findings: [{ expected: [201, 200] }] });
  });

  it.each([404, 405, 501])('lets a server lack the operation where it is optional: %i (AMB-R01)', (status) => {
    const context = aContext({ options: { 'AMB-R01': 'optional' } });
    const expected = { kind: 'not-applicable', exemption: 'not-offered', reason: expect.stringContaining(`${status}`) };
    expect(succeeded.judge([aPatch(status)], 'PATCH', context)).toMatchObject(expected);
    expect(succeeded.judge([aDeletion(status)], 'DELETE', context)).toMatchObject(expected);
    expect(codesOf(succeeded.judge([aPatch(500)], 'PATCH', context))).toEqual(['violation status.unexpected']);
  });

  it('tells that a merge patch went out as plain JSON (AMB-R29)', () => {
    const plain = { options: { 'AMB-R29': 'plainJson' } };
    expect(judgePatch(201, plain)).toEqual(['remark patch.plain-json']);
    const jsonPatch = aReply({ status: 201, request: { operation: 'patch', format: 'json-patch', body: [] } });
    expect(codesOf(succeeded.judge([jsonPatch], 'PATCH', aContext(plain)))).toEqual([]);
    expect(codesOf(succeeded.judge([aDeletion(200)], 'DELETE', aContext(plain)))).toEqual([]);
  });

  it('tells what the transport had to do', () => {
    const reply = aReply({
      status: 201,
      request: { operation: 'patch', body: {} },
      notes: [{ kind: 'retry', status: 503, waitedMs: 10 }],
    });
    expect(codesOf(succeeded.judge([reply], 'PATCH', aContext()))).toEqual(['remark retry.waited']);
  });
});

describe('a refused patch of what a server may manage itself (AMB-R39)', () => {
  const managed: Partial<CheckContext> = { managedAttributes: new Set(['state']) };

  it.each([400, 409, 422])('is not applicable where the server manages it: %i', (status) => {
    for (const check of [succeeded, patched]) {
      const argument = check === succeeded ? 'PATCH' : true;
      expect(check.judge([aPatch(status, { state: 'x' })], argument, aContext(managed))).toMatchObject({
        kind: 'not-applicable',
        exemption: 'not-offered',
        reason: expect.stringContaining('state'),
      });
    }
  });

  it('is undecided where the server kept what creations sent', () => {
    expect(judgePatch(409, {}, { state: 'x' })).toEqual(['undecided patch.value-refused']);
  });

  it('is a violation where something else is patched beside it', () => {
    expect(judgePatch(409, managed, { state: 'x', name: 'y' })).toEqual(['violation patch.refused']);
  });

  it('excuses no other failure', () => {
    expect(judgePatch(500, managed, { state: 'x' })).toEqual(['violation status.unexpected']);
    expect(judgePatch(405, managed, { state: 'x' })).toEqual(['violation operation.unsupported']);
  });
});

describe('patched', () => {
  it.each([
    [201, []],
    [200, ['remark status.tolerated']],
    [202, ['violation status.unexpected']],
    [400, ['undecided patch.value-refused']],
    [409, ['undecided patch.value-refused']],
    [422, ['undecided patch.value-refused']],
    [405, ['violation operation.unsupported']],
    [415, ['violation patch.format-refused']],
    [500, ['violation status.unexpected']],
  ])('takes %i as %j', (status, codes) => {
    expect(codesOf(patched.judge([aPatch(status)], true, aContext()))).toEqual(codes);
  });
});
