import { describe, expect, it } from 'vitest';
import { mandatory } from '../../src/checks/mandatory.ts';
import { aContext, aList, aReply, codesOf } from '../support/replies.ts';

const NAMES = ['id', 'href'];
const good = { id: '7', href: 'http://sut.example/api/v1/partyAccount/7' };

function judge(json: Record<string, unknown>, options: Record<string, string> = {}) {
  return codesOf(mandatory.judge([aReply({ json: json as never })], NAMES, aContext({ options })));
}

describe('mandatory', () => {
  it('passes id and an own href', () => {
    expect(judge(good)).toEqual([]);
  });

  it.each([
    ['id absent', { href: good.href }, ['violation attribute.missing', 'violation href.not-own']],
    ['id null', { ...good, id: null }, ['violation attribute.missing', 'violation href.not-own']],
    ['id empty', { ...good, id: '' }, ['violation attribute.empty', 'violation href.not-own']],
    ['id a number (AMB-R59)', { ...good, id: 7 }, ['violation attribute.wrong-type']],
    ['href absent', { id: '7' }, ['violation attribute.missing']],
    ['href an object', { id: '7', href: {} }, ['violation attribute.wrong-type']],
    ['href nonsense', { id: '7', href: 'javascript:WRONG' }, ['violation href.not-own']],
    ['href of another record', { id: '7', href: 'http://sut.example/api/v1/partyAccount/8' }, ['violation href.not-own']],
    ['href of another resource', { id: '7', href: 'http://sut.example/api/v1/billFormat/7' }, ['violation href.not-own']],
  ])('refuses %s', (_, json, codes) => {
    expect(judge(json)).toEqual(codes);
  });

  it.each([
    ['relative to the host', { id: '7', href: '/api/v1/partyAccount/7' }],
    ['relative to the collection', { id: '7', href: 'partyAccount/7' }],
    ['with a trailing slash', { id: '7', href: `${good.href}/` }],
    ['of a proxy', { id: '7', href: 'https://gateway.example/x/partyAccount/7' }],
    ['of an id that needs escaping', { id: 'a/b c', href: 'http://sut.example/api/v1/partyAccount/a%2Fb%20c' }],
  ])('allows an href %s (AMB-R54)', (_, json) => {
    expect(judge(json)).toEqual([]);
  });

  it('takes a bare id as href with a remark (AMB-R54)', () => {
    expect(judge({ id: '7', href: '7' })).toEqual(['remark href.bare-id']);
  });

  it('refuses a relative href where only absolute ones are read', () => {
    expect(judge({ id: '7', href: '/api/v1/partyAccount/7' }, { 'AMB-R54': 'absoluteOnly' })).toEqual([
      'violation href.relative',
    ]);
  });

  it('takes a number as id with a remark where AMB-R59 is tolerant', () => {
    expect(judge({ ...good, id: 7 }, { 'AMB-R59': 'tolerant' })).toEqual(['remark attribute.wrong-type']);
  });

  it('looks at each of the own records in a list and at no others', () => {
    const context = aContext({ ownIds: new Set(['7', '8']) });
    const list = aList([{ id: 'foreign' }, good, { id: '8' }]);
    expect(mandatory.judge([list], NAMES, context)).toMatchObject({ findings: [{ code: 'attribute.missing', pointer: '/2' }] });
  });

  it('does not pass on a list without own records', () => {
    expect(codesOf(mandatory.judge([aList([{ id: 'foreign' }])], NAMES, aContext()))).toEqual(['blocked']);
  });
});
