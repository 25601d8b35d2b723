import { describe, expect, it } from 'vitest';
import { only } from '../../src/checks/selection.ts';
import { aContext, aList, aReply, codesOf } from '../support/replies.ts';

const argument = { attributes: ['state'] };

function judge(json: unknown, options: Record<string, string> = {}, fields: string[] = ['state']) {
  return codesOf(only.judge([aReply({ json: json as never, request: { fields } })], argument, aContext({ options })));
}

describe('only (AMB-R19)', () => {
  it.each([{ state: 'x' }, { id: '1', href: 'h', '@type': 'PartyAccount', topicRef: 't', state: 'x' }])('passes %j', (json) => {
    expect(judge(json)).toEqual([]);
  });

  it('fails what was not asked for and what was asked for and is missing', () => {
    expect(judge({ state: 'x', name: 'n' })).toEqual(['violation fields.unrequested']);
    expect(judge({ id: '1' })).toEqual(['violation fields.not-returned']);
    expect(judge({ state: null })).toEqual(['violation fields.not-returned']);
  });

  it('takes null as absence with a remark (AMB-R52)', () => {
    expect(judge({ state: 'x', name: null })).toEqual(['remark fields.unrequested-null']);
    expect(judge({ state: 'x', name: null }, { 'AMB-R52': 'strict' })).toEqual(['violation fields.unrequested']);
  });

  it('does not lose a violation behind remarks', () => {
    const nulls = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, null]));
    expect(judge({ ...nulls, state: 'x', name: 'n' })).toContain('violation fields.unrequested');
    expect(judge(nulls)).toContain('violation fields.not-returned');
  });

  it('knows the strict reading and the one that demands id and href', () => {
    expect(judge({ id: '1', state: 'x' }, { 'AMB-R19': 'strict' })).toEqual(['violation fields.unrequested']);
    expect(judge({ id: '1', state: 'x' }, { 'AMB-R19': 'strict' }, ['id', 'state'])).toEqual([]);
    expect(judge({ id: '1', state: 'x' }, { 'AMB-R19': 'idHrefRequired' })).toEqual(['violation fields.not-returned']);
  });

  it('proves nothing where the whole representation had nothing to leave out', () => {
    const judgeWith = (whole: object, sweep = false) => {
      const more = { witnesses: ['name', 'type'], whole, sweep };
      return codesOf(only.judge([aReply({ json: { state: 'x' } })], { ...argument, ...more } as never, aContext()));
    };
    expect(judgeWith({ id: '1', state: 'x', name: 'n' })).toEqual([]);
    expect(judgeWith({ id: '1', state: 'x' })).toEqual(['undecided fields.no-witness']);
    // where other steps ask for other attributes, one of them proves it
    expect(judgeWith({ id: '1', state: 'x', name: 'n' }, true)).toEqual([]);
    expect(judgeWith({ id: '1', state: 'x' }, true)).toEqual(['not-applicable']);
  });

  it('looks at every element of a list, but misses attributes only in the own ones', () => {
    const context = aContext({ ownIds: new Set(['mine']) });
    expect(codesOf(only.judge([aList([{ id: 'foreign' }, { id: 'mine', state: 'x' }])], argument, context))).toEqual([]);
    expect(codesOf(only.judge([aList([{ id: 'foreign', name: 'n' }])], argument, context))).toEqual([
      'violation fields.unrequested',
    ]);
    expect(codesOf(only.judge([aList([{ id: 'mine' }])], argument, context))).toEqual(['violation fields.not-returned']);
    expect(codesOf(only.judge([aList([])], argument, context))).toEqual(['blocked']);
  });
});
