import { describe, expect, it } from 'vitest';
import { findsNothing, meets } from '../../src/checks/filtering.ts';
import { distinct, identifies } from '../../src/checks/identity.ts';
import { contains, excludes, gone } from '../../src/checks/membership.ts';
import type { Json } from '../../src/core/json.ts';
import { aContext, aList, aReply, codesOf } from '../support/replies.ts';

describe('contains', () => {
  const judge = (list: unknown, ids: string[], context = aContext()) =>
    codesOf(contains.judge([aList(list as never)], { ids, alone: true }, context));

  it('finds each id once, among others and over pages', () => {
    expect(judge([{ id: '1' }, { id: '2' }, { id: 3 }], ['1', '3'])).toEqual([]);
    expect(codesOf(contains.judge([aList([{ id: '1' }]), aList([{ id: '2' }])], { ids: ['1', '2'] }, aContext()))).toEqual([]);
  });

  it('fails absence, which another attempt may mend (AMB-R57), and repetition', () => {
    expect(contains.judge([aList([])], { ids: ['1'] }, aContext())).toMatchObject({
      findings: [{ code: 'list.absent', transient: true }],
    });
    expect(judge([{ id: '1' }, { id: '1' }], ['1'])).toEqual(['violation list.repeated']);
    expect(judge([{ name: 'x' }], ['1'])).toEqual(['violation list.element-without-id']);
  });

  it('may ask again where the repetition is on another page, for pages move when somebody creates a record', () => {
    const findingsIn = (...pages: { id: string }[][]) =>
      contains.judge(
        pages.map((page) => aList(page)),
        { ids: ['1'] },
        aContext(),
      );
    const moved = { code: 'list.repeated', kind: 'violation', page: 1, transient: true };
    expect(findingsIn([{ id: '2' }, { id: '1' }], [{ id: '1' }])).toMatchObject({ findings: [moved] });
    expect(findingsIn([{ id: '1' }, { id: '1' }], [{ id: '1' }])).not.toMatchObject({ findings: [{ transient: true }] });
  });

  it('does not decide on a search for what moves by itself, unless it finds what it should', () => {
    const context = aContext({ movingAttributes: new Set(['lastModified']) });
    const search = (json: Json) => [aList(json, { request: { filter: { lastModified: 'x' } } })];
    expect(codesOf(contains.judge(search([]), { ids: ['1'] }, context))).toEqual(['not-applicable']);
    expect(codesOf(contains.judge(search([{ id: '1' }]), { ids: ['1'] }, context))).toEqual([]);
    expect(codesOf(contains.judge(search([]), { ids: ['1'] }, aContext()))).toEqual(['violation list.absent']);
    expect(codesOf(meets.judge(search([]), { lastModified: 'x' }, context))).toEqual(['not-applicable']);
    expect(codesOf(meets.judge(search([{ lastModified: 'y' }]), { lastModified: 'x' }, context))).toEqual(['not-applicable']);
    expect(codesOf(meets.judge(search([{ lastModified: 'x' }]), { lastModified: 'x' }, context))).toEqual([]);
  });

  it('does not decide on a list that was cut short (AMB-R44)', () => {
    expect(judge([{ id: '2' }], ['1'], aContext({ cutShort: true }))).toEqual(['undecided list.not-searched-whole']);
    expect(judge([{ id: '1' }], ['1'], aContext({ cutShort: true }))).toEqual([]);
  });

  it('allows nothing else where AMB-R15 is read for an empty server', () => {
    const emptyServer = aContext({ options: { 'AMB-R15': 'emptyServer' } });
    expect(judge([{ id: '1' }, { id: '2' }], ['1'], emptyServer)).toEqual(['violation list.not-only-own']);
    expect(judge([{ id: '1' }], ['1'], emptyServer)).toEqual([]);
  });

  it('is blocked by what is no list', () => {
    expect(judge({ items: [] }, ['1'])).toEqual(['blocked']);
  });
});

describe('excludes', () => {
  it('fails an id that is there', () => {
    expect(codesOf(excludes.judge([aList([{ id: '1' }])], ['2'], aContext()))).toEqual([]);
    expect(excludes.judge([aList([{ id: '1' }, { id: '2' }])], ['2'], aContext())).toMatchObject({
      findings: [{ code: 'list.present', pointer: '/1' }],
    });
  });

  it('cannot exclude from a list that was cut short', () => {
    expect(codesOf(excludes.judge([aList([{ id: '1' }])], ['2'], aContext({ cutShort: true })))).toEqual([
      'undecided list.not-searched-whole',
    ]);
  });
});

describe('gone', () => {
  it('passes a list without the deleted record', () => {
    expect(codesOf(gone.judge([aList([{ id: '1' }]), aList([{ id: '2' }])], ['3'], aContext()))).toEqual([]);
    expect(codesOf(gone.judge([aList([])], ['3'], aContext()))).toEqual([]);
  });

  it('fails a list that still shows it, which another attempt may mend (AMB-R57)', () => {
    expect(gone.judge([aList([]), aList([{ id: 3 }])], ['3'], aContext())).toMatchObject({
      findings: [{ code: 'list.present', kind: 'violation', page: 1, actual: '3', transient: true }],
    });
    expect(excludes.judge([aList([{ id: 3 }])], ['3'], aContext())).not.toMatchObject({ findings: [{ transient: true }] });
  });

  it('does not decide on a list that was cut short, and is blocked without a list', () => {
    expect(codesOf(gone.judge([aList([])], ['3'], aContext({ cutShort: true })))).toEqual(['undecided list.not-searched-whole']);
    expect(codesOf(gone.judge([aList({})], ['3'], aContext()))).toEqual(['blocked']);
  });
});

describe('meets', () => {
  it('holds every element to the criteria, those of others too', () => {
    expect(codesOf(meets.judge([aList([{ state: 'Active' }])], { state: 'Active' }, aContext()))).toEqual([]);
    const list = aList([{ state: 'Active' }, { state: 'active' }, {}]);
    expect(meets.judge([list], { state: 'Active' }, aContext())).toMatchObject({
      findings: [
        { code: 'filter.not-met', pointer: '/1/state', actual: 'active' },
        { code: 'filter.not-met', pointer: '/2/state', actual: 'absent' },
      ],
    });
  });

  it('does not pass by having no element', () => {
    expect(codesOf(meets.judge([aList([])], { state: 'Active' }, aContext()))).toEqual(['blocked']);
  });

  it('does not miss an attribute that the request did not ask for', () => {
    const list = aList([{ id: '1' }], { request: { fields: ['id', 'description'] } });
    expect(meets.judge([list], { name: 'x' }, aContext())).toMatchObject({ kind: 'not-applicable', exemption: 'wire' });
    expect(codesOf(meets.judge([list], { id: '1', name: 'x' }, aContext()))).toEqual([]);
  });
});

describe('meets, read as tolerant (AMB-R60)', () => {
  it('leaves the case of letters out of account, and nothing else', () => {
    const tolerant = aContext({ options: { 'AMB-R60': 'tolerant' } });
    expect(codesOf(meets.judge([aList([{ state: 'ACTIVE' }])], { state: 'Active' }, tolerant))).toEqual([]);
    expect(codesOf(meets.judge([aList([{ state: 'Active2' }, {}, { state: 7 }])], { state: 'Active' }, tolerant))).toHaveLength(
      3,
    );
  });
});

describe('finds-nothing (AMB-R45)', () => {
  const judge = (...pages: Parameters<typeof findsNothing.judge>[0]) => codesOf(findsNothing.judge(pages, true, aContext()));
  const asked = { operation: 'list' } as const;

  it('passes an empty list, over pages too', () => {
    expect(judge(aList([]))).toEqual([]);
    expect(judge(aList([]), aList([]))).toEqual([]);
  });

  it('takes 204 as a remark and fails 404', () => {
    expect(judge(aReply({ status: 204, request: asked }))).toEqual(['remark status.tolerated']);
    expect(judge(aReply({ status: 404, json: {}, request: asked }))).toEqual(['violation status.unexpected']);
    expect(judge(aReply({ status: 500, request: asked }))).toEqual(['violation status.unexpected']);
    expect(judge(aReply({ status: 401, request: asked }))).toEqual(['undecided status.not-authorised']);
  });

  it('fails what is found all the same, and what is no list', () => {
    expect(judge(aList([]), aList([{ id: '1' }]))).toEqual(['violation list.not-empty']);
    expect(judge(aReply({ json: {}, request: asked }))).toEqual(['violation body.not-array']);
  });
});

describe('identity', () => {
  it('compares the id of the object', () => {
    expect(codesOf(identifies.judge([aReply({ json: { id: '1' } })], '1', aContext()))).toEqual([]);
    expect(codesOf(identifies.judge([aReply({ json: { id: '2' } })], '1', aContext()))).toEqual(['violation id.different']);
    expect(codesOf(identifies.judge([aReply({ json: [] })], '1', aContext()))).toEqual(['blocked']);
  });

  it('wants two creations to have two ids (AMB-R42)', () => {
    expect(codesOf(distinct.judge([], ['1', '2'], aContext()))).toEqual([]);
    expect(codesOf(distinct.judge([], ['1', '1'], aContext()))).toEqual(['violation id.repeated']);
  });
});
