import { describe, expect, it } from 'vitest';
import { equals, matchesSent } from '../../src/checks/matches.ts';
import type { Json } from '../../src/core/json.ts';
import { aContext, aList, aReply, codesOf } from '../support/replies.ts';

const sent = { name: 'MyAccount', type: 'joint', state: 'Active' };

describe('matches', () => {
  it('passes what holds the sent values and more', () => {
    const reply = aReply({ json: { id: '1', ...sent, description: 'x' } });
    expect(codesOf(matchesSent.judge([reply], { sent }, aContext()))).toEqual([]);
  });

  it('fails another value and a missing name', () => {
    const reply = aReply({ json: { type: 'other', state: 'Active' } });
    expect(codesOf(matchesSent.judge([reply], { sent }, aContext()))).toEqual([
      'violation value.missing',
      'violation value.different',
    ]);
  });

  it('remarks on another value of an attribute that servers manage (AMB-R56)', () => {
    const reply = aReply({ json: { ...sent, state: 'Created' } });
    expect(codesOf(matchesSent.judge([reply], { sent }, aContext()))).toEqual(['remark value.server-managed']);
  });

  it('remarks on an optional attribute that the server shows nowhere, and fails it once it was shown (AMB-R56)', () => {
    const reply = aReply({ json: { name: 'MyAccount', state: 'Active' } });
    expect(codesOf(matchesSent.judge([reply], { sent }, aContext()))).toEqual(['remark value.unsupported']);
    const shown = aContext({ shownAttributes: new Set(['type']) });
    expect(codesOf(matchesSent.judge([reply], { sent }, shown))).toEqual(['violation value.missing']);
    const literal = aContext({ options: { 'AMB-R56': 'literal' } });
    expect(codesOf(matchesSent.judge([reply], { sent }, literal))).toEqual(['violation value.missing']);
  });

  it('finds the element of a number too, where the id is one', () => {
    const list = aList([{ id: 2, ...sent }]);
    expect(codesOf(matchesSent.judge([list], { id: 2, sent }, aContext()))).toEqual([]);
    expect(codesOf(matchesSent.judge([list], { id: 2, sent: { name: 'x' } }, aContext()))).toEqual(['violation value.different']);
    expect(codesOf(equals.judge([list], { id: 2, attributes: ['name'], as: sent }, aContext()))).toEqual([]);
  });

  it('compares the element with the id in a list, and is blocked without it', () => {
    const list = aList([
      { id: '1', name: 'other' },
      { id: '2', ...sent },
    ]);
    expect(codesOf(matchesSent.judge([list], { id: '2', sent }, aContext()))).toEqual([]);
    expect(matchesSent.judge([list], [{ id: '1', sent: { name: 'x' } }], aContext())).toMatchObject({
      findings: [{ pointer: '/0/name' }],
    });
    expect(codesOf(matchesSent.judge([list], { id: '3', sent }, aContext()))).toEqual(['blocked']);
    expect(codesOf(matchesSent.judge([aReply({ text: 'x' })], { sent }, aContext()))).toEqual(['blocked']);
  });
});

describe('equals', () => {
  const as = { state: 'Active', type: 'joint' };

  it('demands the values seen before, server-managed or not', () => {
    const argument = { attributes: ['state'], as };
    expect(codesOf(equals.judge([aReply({ json: { state: 'Active' } })], argument, aContext()))).toEqual([]);
    expect(codesOf(equals.judge([aReply({ json: { state: 'Closed' } })], argument, aContext()))).toEqual([
      'violation value.different',
    ]);
    expect(codesOf(equals.judge([aReply({ json: {} })], argument, aContext()))).toEqual(['violation value.missing']);
  });

  it('only tells of what has been seen to move by itself, and takes two ways to the same place for one', () => {
    const moving = aContext({ movingAttributes: new Set(['state']) });
    const judge = (json: Json, attributes: string[], context = moving) =>
      codesOf(equals.judge([aReply({ json })], { attributes, as: { ...as, href: 'http://a.example/x/1' } }, context));
    expect(judge({ state: 'Closed' }, ['state'])).toEqual(['remark value.server-managed']);
    expect(judge({ type: 'x' }, ['type'])).toEqual(['violation value.different']);
    expect(judge({}, ['state'])).toEqual(['violation value.missing']);
    expect(judge({ href: '/x/1' }, ['href'])).toEqual([]);
    expect(judge({ href: '/x/2' }, ['href'])).toEqual(['violation value.different']);
  });

  it('looks at one element of a list', () => {
    const list = aList([
      { id: '1', state: 'Closed' },
      { id: '2', state: 'Active' },
    ]);
    expect(codesOf(equals.judge([list], { id: '2', attributes: ['state'], as }, aContext()))).toEqual([]);
    expect(codesOf(equals.judge([list], { id: '9', attributes: ['state'], as }, aContext()))).toEqual(['blocked']);
  });
});
