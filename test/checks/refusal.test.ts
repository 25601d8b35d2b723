import { describe, expect, it } from 'vitest';
import { holdsNone, mentions, refused, storesNothing } from '../../src/checks/refusal.ts';
import type { Json } from '../../src/core/json.ts';
import { aContext, aList, aReply, codesOf } from '../support/replies.ts';

describe('refused (AMB-R62)', () => {
  it.each([
    [400, []],
    [409, ['remark status.tolerated']],
    [422, ['remark status.tolerated']],
    [401, ['undecided status.says-nothing']],
    [404, ['undecided status.says-nothing']],
    [405, ['undecided status.says-nothing']],
    [415, ['undecided status.says-nothing']],
    [429, ['undecided status.says-nothing']],
    [201, ['violation status.unexpected']],
    [302, ['violation status.unexpected']],
    [500, ['violation status.unexpected']],
  ])('status %i', (status, codes) => {
    expect(codesOf(refused.judge([aReply({ status })], 'name', aContext()))).toEqual(codes);
  });

  it('by the letter allows 400 only', () => {
    const literal = aContext({ options: { 'AMB-R62': 'literal' } });
    expect(codesOf(refused.judge([aReply({ status: 422 })], 'name', literal))).toEqual(['violation status.unexpected']);
    expect(codesOf(refused.judge([aReply({ status: 400 })], 'name', literal))).toEqual([]);
  });
});

describe('mentions (AMB-R34)', () => {
  it.each([{ reason: "attribute 'name' is missing" }, { message: 'NAME' }, { message: 'mandatory parameter' }])(
    'finds it in %j',
    (json) => {
      expect(codesOf(mentions.judge([aReply({ status: 400, json })], 'name', aContext()))).toEqual([]);
    },
  );

  it('remarks on silence, and by the letter fails it', () => {
    const literal = aContext({ options: { 'AMB-R34': 'literal' } });
    expect(codesOf(mentions.judge([aReply({ status: 400 })], 'name', aContext()))).toEqual(['remark error.no-body']);
    expect(codesOf(mentions.judge([aReply({ status: 400, text: 'Bad Request' })], 'name', aContext()))).toEqual([
      'remark error.no-mention',
    ]);
    expect(codesOf(mentions.judge([aReply({ status: 400 })], 'name', literal))).toEqual(['violation error.no-body']);
    expect(codesOf(mentions.judge([aReply({ status: 400, json: { message: 'required' } })], 'name', literal))).toEqual([
      'violation error.no-mention',
    ]);
  });
});

describe('stores-nothing (AMB-R34)', () => {
  const argument = { since: 'list-before', lacking: 'name' };
  const listed = (cutShort: boolean) => ({
    pagesOf: () => ({ pages: [aList([{ id: '1' }, { id: '2', name: 'x' }])], cutShort }),
  });
  const before = listed(false);

  it('passes what was there before and what has a name', () => {
    const after = aList([{ id: '1' }, { id: '2', name: 'x' }, { id: '3', name: 'of somebody else' }]);
    expect(codesOf(storesNothing.judge([after], argument, aContext(before)))).toEqual([]);
  });

  it.each([{ id: '3' }, { id: '3', name: null }, { id: '3', name: '' }])('fails the new record %j', (record) => {
    expect(storesNothing.judge([aList([{ id: '1' }, record])], argument, aContext(before))).toMatchObject({
      findings: [{ code: 'refused.stored', actual: '3' }],
    });
  });

  it('is blocked without the earlier list and undecided on one that was cut short', () => {
    expect(codesOf(storesNothing.judge([aList([])], argument, aContext()))).toEqual(['blocked']);
    expect(codesOf(storesNothing.judge([aList([])], argument, aContext({ ...before, cutShort: true })))).toEqual([
      'undecided list.not-searched-whole',
    ]);
  });

  it('does not blame a record that an earlier list, cut short, may only not have shown', () => {
    expect(codesOf(storesNothing.judge([aList([{ id: '3' }])], argument, aContext(listed(true))))).toEqual([
      'undecided list.not-searched-whole',
    ]);
  });
});

describe('a rule that is advice (AMB-R25)', () => {
  const argument = { attribute: 'validFor', advisory: true };

  it('may be kept', () => {
    expect(codesOf(refused.judge([aReply({ status: 400 })], argument, aContext()))).toEqual([]);
    expect(codesOf(refused.judge([aReply({ status: 422 })], argument, aContext()))).toEqual([]);
  });

  it.each([201, 200, 403, 500])('is not failed by status %i', (status) => {
    expect(refused.judge([aReply({ status })], argument, aContext({ options: { 'AMB-R62': 'literal' } }))).toMatchObject({
      findings: [{ code: 'rule.not-followed', kind: 'remark', expected: 'validFor', actual: status }],
    });
  });

  it('asks nothing of what was not refused, and no more than a remark of what was', () => {
    expect(mentions.judge([aReply({ status: 201, json: {} })], argument, aContext())).toMatchObject({
      kind: 'not-applicable',
      exemption: 'not-offered',
    });
    const literal = aContext({ options: { 'AMB-R34': 'literal' } });
    expect(codesOf(mentions.judge([aReply({ status: 400 })], argument, literal))).toEqual(['remark error.no-body']);
  });

  it('is a rule where it binds', () => {
    const binding = { attribute: 'validFor', advisory: false };
    expect(codesOf(refused.judge([aReply({ status: 201 })], binding, aContext()))).toEqual(['violation status.unexpected']);
    const body = { message: 'contact.validFor is missing' };
    expect(codesOf(mentions.judge([aReply({ status: 400, json: body })], binding, aContext()))).toEqual([]);
  });
});

describe('holds-none (AMB-R34)', () => {
  const judge = (list: Json, changes = {}) => holdsNone.judge([aList(list)], { name: 'lacking' }, aContext(changes));

  it('passes a list without such a record', () => {
    expect(codesOf(judge([]))).toEqual([]);
    expect(codesOf(judge([{ id: '1', name: 'lacking more' }]))).toEqual([]);
  });

  it('fails each record that was to be refused', () => {
    expect(judge([{ id: '1' }, { id: '2', name: 'lacking' }])).toMatchObject({
      findings: [{ code: 'refused.stored', kind: 'violation', pointer: '/1', actual: '2' }],
    });
  });

  it('does not decide on a list that was cut short, and is blocked without one', () => {
    expect(codesOf(judge([], { cutShort: true }))).toEqual(['undecided list.not-searched-whole']);
    expect(codesOf(judge({}))).toEqual(['blocked']);
  });
});
