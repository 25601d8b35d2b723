import { describe, expect, it } from 'vitest';
import { location } from '../../src/checks/location.ts';
import { aContext, aReply, codesOf } from '../support/replies.ts';

function judge(header: string | undefined, options: Record<string, string> = {}) {
  const reply = aReply({ status: 201, json: { id: '7' }, headers: header === undefined ? {} : { location: header } });
  return codesOf(location.judge([reply], true, aContext({ options })));
}

describe('location (AMB-R11)', () => {
  it.each(['http://sut.example/api/v1/partyAccount/7', '/api/v1/partyAccount/7', 'partyAccount/7'])('passes %s', (header) => {
    expect(judge(header)).toEqual([]);
  });

  it.each([
    [undefined, 'violation location.missing'],
    ['', 'violation location.missing'],
    ['http://sut.example/api/v1/partyAccount/8', 'violation location.wrong-path'],
    ['http://sut.example/api/v1/partyAccount', 'violation location.wrong-path'],
    ['http://sut.example/api/v1/billFormat/7', 'violation location.wrong-path'],
    ['http://', 'violation location.wrong-path'],
  ])('refuses %s', (header, code) => {
    expect(judge(header)).toEqual([code]);
  });

  it('remarks on another origin (AMB-R63)', () => {
    expect(judge('https://gateway.example/partyAccount/7')).toEqual(['remark location.other-origin']);
  });

  it('by the letter demands the exact URL', () => {
    expect(judge('/api/v1/partyAccount/7', { 'AMB-R11': 'literal' })).toEqual(['violation location.not-exact']);
    expect(judge('http://sut.example/api/v1/partyAccount/7', { 'AMB-R11': 'literal' })).toEqual([]);
  });
});
