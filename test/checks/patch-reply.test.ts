import { describe, expect, it } from 'vitest';
import { identifies } from '../../src/checks/identity.ts';
import { mandatory } from '../../src/checks/mandatory.ts';
import { matchesSent } from '../../src/checks/matches.ts';
import { body, typed } from '../../src/checks/representation.ts';
import type { CheckDefinition } from '../../src/core/check.ts';
import type { Json } from '../../src/core/json.ts';
import { aContext, aReply, codesOf } from '../support/replies.ts';

const CHECKS: readonly [string, CheckDefinition, Json][] = [
  ['body', body, 'object'],
  ['typed', typed, true],
  ['identifies', identifies, '1'],
  ['mandatory', mandatory, ['id', 'href']],
  ['matches', matchesSent, { sent: { name: 'x' } }],
];
const request = { operation: 'patch', id: '1', body: { name: 'x' } } as const;

describe('the reply to a patch (AMB-R51)', () => {
  it.each(CHECKS)('%s has nothing to look at without a body, or where nothing was patched', (_, check, argument) => {
    for (const reply of [aReply({ status: 200, request }), aReply({ status: 409, json: { code: '1' }, request })]) {
      expect(check.judge([reply], argument, aContext())).toMatchObject({ kind: 'not-applicable', exemption: 'not-offered' });
    }
  });

  it.each(CHECKS)('%s passes the representation, and fails or is blocked by anything else', (name, check, argument) => {
    const json = { id: '1', href: 'http://sut.example/api/v1/partyAccount/1', name: 'x' };
    expect(codesOf(check.judge([aReply({ json, request })], argument, aContext()))).toEqual([]);
    const other = codesOf(check.judge([aReply({ json: [], request })], argument, aContext()));
    expect(other, name).toEqual(name === 'body' ? ['violation body.not-object'] : ['blocked']);
    const wrong = codesOf(check.judge([aReply({ json: { name: 'y' }, request })], argument, aContext()));
    expect(wrong.length > 0).toBe(!['body', 'typed'].includes(name));
  });

  it('is no excuse for other operations', () => {
    expect(codesOf(body.judge([aReply({})], 'object', aContext()))).toEqual(['violation body.empty']);
  });
});
