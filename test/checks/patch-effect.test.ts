import { describe, expect, it } from 'vitest';
import { kept, removed, unchanged } from '../../src/checks/patch-effect.ts';
import type { Json, JsonObject } from '../../src/core/json.ts';
import { aContext, aList, aReply, codesOf } from '../support/replies.ts';

type Changes = Parameters<typeof aContext>[0];

/** A context in which the step `before` showed this record. */
const since = (before: Json, changes: Changes = {}) =>
  aContext({
    pagesOf: (step) => (step === 'before' ? { pages: [aReply({ json: before })], cutShort: false } : undefined),
    ...changes,
  });

const BEFORE = {
  id: '1',
  name: 'A',
  type: 'joint',
  state: 'Active',
  lastModified: '2020-01-01T00:00:00Z',
  relatedParty: [{ id: '1' }, { id: '2' }],
  billStructure: { format: { id: '1', name: 'F' }, cycleSpecification: { name: 'C' } },
};

const judgeUnchanged = (after: JsonObject, patch?: Json, changes: Changes = {}) =>
  unchanged.judge(
    [aReply({ json: after })],
    { since: 'before', ...(patch === undefined ? {} : { patch }) },
    since(BEFORE, changes),
  );

describe('unchanged', () => {
  it('passes the same record, in whatever order and however a date is written', () => {
    const after = { ...BEFORE, relatedParty: [{ id: '2', name: 'more' }, { id: '1' }], lastModified: '2026-05-05T00:00:00Z' };
    expect(codesOf(judgeUnchanged(after))).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['another value', { ...BEFORE, type: 'other' }],
    ['an attribute that is lost', { ...BEFORE, type: null }],
    ['an element that is lost', { ...BEFORE, relatedParty: [{ id: '1' }] }],
    ['a part of a structure that is lost', { ...BEFORE, billStructure: { format: BEFORE.billStructure.format } }],
    ['another id', { ...BEFORE, id: '2' }],
  ])('fails %s', (_, after) => {
    expect(codesOf(judgeUnchanged(after, { name: 'B' }))).toEqual(['violation value.not-kept']);
  });

  it('leaves out what the patch mentions, and looks beside it', () => {
    const patch = { billStructure: { format: { name: 'G' } } };
    const patched = { ...BEFORE, billStructure: { ...BEFORE.billStructure, format: { id: '1', name: 'G' } } };
    expect(codesOf(judgeUnchanged(patched, patch))).toEqual([]);
    expect(judgeUnchanged({ ...BEFORE, billStructure: { format: { name: 'G' } } }, patch)).toMatchObject({
      findings: [{ pointer: '/billStructure/format/id' }, { pointer: '/billStructure/cycleSpecification' }],
    });
    expect(codesOf(judgeUnchanged({ ...BEFORE, type: 'x', relatedParty: [] }, { type: 'x', relatedParty: [] }))).toEqual([]);
    expect(codesOf(judgeUnchanged({ ...BEFORE, type: null }, { type: null }))).toEqual([]);
  });

  it('fails a state that moves, unless the server manages it', () => {
    const after = { ...BEFORE, state: 'Closed' };
    expect(codesOf(judgeUnchanged(after))).toEqual(['violation value.not-kept']);
    expect(codesOf(judgeUnchanged(after, {}, { managedAttributes: new Set(['state']) }))).toEqual([]);
    expect(codesOf(judgeUnchanged(after, {}, { movingAttributes: new Set(['state']) }))).toEqual([]);
  });

  it('only tells of what the document does not know', () => {
    const context = since({ ...BEFORE, revision: 1 });
    const after = aReply({ json: { ...BEFORE, revision: 2 } });
    expect(codesOf(unchanged.judge([after], { since: 'before' }, context))).toEqual(['remark value.not-kept']);
  });

  it('only tells of what the server puts into a structure, and no test data has a name for', () => {
    const party = (id: string, more: JsonObject = {}) => [{ id, contactName: 'A', validFor: { endDateTime: '2099' }, ...more }];
    const { profile } = aContext();
    const fixtures = { whole: { relatedParty: [{ contactName: 'A', validFor: { endDateTime: '2099' } }] } };
    const resources = { PartyAccount: { fixtures, roles: {} } };
    const context = since(
      { ...BEFORE, relatedParty: party('1') },
      { profile: { ...profile, testData: { ...profile.testData, resources } } },
    );
    const judge = (after: Json) =>
      codesOf(unchanged.judge([aReply({ json: { ...BEFORE, relatedParty: after } })], { since: 'before' }, context));
    expect(judge(party('2'))).toEqual(['remark value.not-kept']);
    expect(judge(party('2', { contactName: 'B' }))).toEqual(['violation value.not-kept']);
    expect(judge([{ id: '1', contactName: 'A', validFor: {} }])).toEqual(['violation value.not-kept']);
    expect(judge([...party('1'), ...party('2')])).toEqual(['violation value.not-kept']);
  });

  it('only tells of what the server has added, and of nothing where it does not matter', () => {
    expect(codesOf(judgeUnchanged({ ...BEFORE, description: 'new' }))).toEqual(['remark value.appeared']);
    expect(codesOf(judgeUnchanged({ ...BEFORE, description: 'new' }, { description: 'new' }))).toEqual([]);
    expect(codesOf(judgeUnchanged({ ...BEFORE, description: null, vendor: 1 }))).toEqual([]);
  });

  it('is blocked without a record before or after', () => {
    expect(codesOf(unchanged.judge([aReply({ json: BEFORE })], { since: 'other' }, since(BEFORE)))).toEqual(['blocked']);
    expect(codesOf(unchanged.judge([aReply({ json: [] })], { since: 'before' }, since(BEFORE)))).toEqual(['blocked']);
  });

  it('asks for nothing where the patch was not refused that should not have been carried out', () => {
    const pagesOf = (step: string) => ({
      pages: [step === 'patch' ? aReply({ status: 200, request: { operation: 'patch' } }) : aReply({ json: BEFORE })],
      cutShort: false,
    });
    const after = aReply({ json: { ...BEFORE, type: 'other' } });
    const argument = { since: 'before', refused: 'patch' };
    expect(codesOf(unchanged.judge([after], argument, aContext({ pagesOf })))).toEqual(['not-applicable']);
    const refused = (step: string) => ({ pages: [aReply({ status: 400, json: BEFORE })], cutShort: false, step });
    expect(codesOf(unchanged.judge([after], argument, aContext({ pagesOf: refused })))).toEqual(['violation value.not-kept']);
  });
});

describe('removed', () => {
  it.each<[JsonObject, readonly string[]]>([
    [{ name: 'A' }, []],
    [{ name: 'A', description: null }, []],
    // a server that shows its whole model shows something where there is nothing
    [{ name: 'A', description: '' }, ['remark patch.not-removed']],
    [{ name: 'A', description: [] }, ['remark patch.not-removed']],
    [{ name: 'A', description: {} }, ['remark patch.not-removed']],
    [{ name: 'A', description: 'null' }, ['violation patch.not-removed']],
    [{ name: 'A', description: 'B' }, ['violation patch.not-removed']],
  ])('takes %j as %j', (json, codes) => {
    expect(codesOf(removed.judge([aReply({ json })], 'description', aContext()))).toEqual(codes);
  });

  it('is blocked without a record', () => {
    expect(codesOf(removed.judge([aReply({ text: 'x' })], 'description', aContext()))).toEqual(['blocked']);
  });
});

describe('kept', () => {
  const judgeKept = (attribute: string, before: JsonObject, after: JsonObject, changes: Changes = {}) =>
    codesOf(kept.judge([aReply({ json: after })], { attribute, since: 'before', not: 'forbidden' }, since(before, changes)));

  it.each<[string, JsonObject, JsonObject, readonly string[]]>([
    ['the same value', { href: 'a' }, { href: 'a' }, []],
    ['nothing before and after', {}, { href: null }, []],
    ['the value of the patch', { href: 'a' }, { href: 'forbidden' }, ['violation patch.fixed-changed']],
    ['a third value', { href: 'a' }, { href: 'b' }, ['violation patch.fixed-changed']],
    ['a value that is lost', { href: 'a' }, {}, ['violation patch.fixed-changed']],
    ['the value of the patch where nothing was', {}, { href: 'forbidden' }, ['violation patch.fixed-changed']],
    ['a value that the server computed meanwhile', {}, { href: 'computed' }, []],
  ])('judges %s', (_, before, after, codes) => {
    expect(judgeKept('href', before, after)).toEqual(codes);
  });

  it('takes two ways to the same place for one, and looks for its record in a list', () => {
    const before = { id: '1', href: '/api/partyAccount/1', accountBalance: 1 };
    expect(judgeKept('href', before, { href: 'http://127.0.0.1:1/api/partyAccount/1' })).toEqual([]);
    const inList = (attribute: string, record: JsonObject) =>
      codesOf(
        kept.judge(
          [aList([{ id: '2', accountBalance: 3 }, record])],
          { attribute, since: 'before', not: 'forbidden', id: '1' },
          since(before),
        ),
      );
    expect(inList('accountBalance', { id: '1', accountBalance: 1 })).toEqual([]);
    expect(inList('accountBalance', { id: '1', accountBalance: 2 })).toEqual(['violation patch.fixed-changed']);
    // what a list leaves out no patch has taken away
    expect(inList('accountBalance', { id: '1' })).toEqual([]);
    expect(inList('accountBalance', { id: '3' })).toEqual(['blocked']);
  });

  it('lets the time of the change move, but not to where the patch wants it', () => {
    expect(judgeKept('lastModified', { lastModified: 'a' }, { lastModified: 'b' })).toEqual([]);
    expect(judgeKept('lastModified', { lastModified: 'a' }, { lastModified: 'forbidden' })).toEqual([
      'violation patch.fixed-changed',
    ]);
  });

  it('is blocked without a record before or after', () => {
    const argument = { attribute: 'href', since: 'other', not: 'x' };
    expect(codesOf(kept.judge([aReply({ json: {} })], argument, since({})))).toEqual(['blocked']);
  });
});
