import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/checks/index.ts';
import { decideReadings, describeReadings, UnknownReading } from '../../../src/core/profile/readings.ts';
import type { Profile } from '../../../src/core/profile.ts';
import { aContext, aReply } from '../../support/replies.ts';

const profile = {
  id: 'p',
  rulings: [
    { id: 'AMB-1', title: 'one', options: { default: 'd', strict: 's' }, literal: 'strict' },
    { id: 'AMB-2', title: 'two', options: { default: 'd', other: 'o' } },
    { id: 'AMB-3', title: 'three', options: { default: 'd', strict: 's' }, literal: 'strict' },
  ],
} as unknown as Profile;
const selectable = new Set(['AMB-1', 'AMB-2']);
const decide = (reading: 'default' | 'literal', rulings = {}) => decideReadings(profile, { reading, rulings }, selectable);

describe('decideReadings', () => {
  it('takes the literal option where there is one that something executes', () => {
    expect(decide('default')).toEqual({ 'AMB-1': 'default', 'AMB-2': 'default', 'AMB-3': 'default' });
    expect(decide('literal')).toEqual({ 'AMB-1': 'strict', 'AMB-2': 'default', 'AMB-3': 'default' });
  });

  it('lets a single ruling override the switch', () => {
    expect(decide('literal', { 'AMB-1': 'default', 'AMB-2': 'other' })).toMatchObject({ 'AMB-1': 'default', 'AMB-2': 'other' });
  });

  it('refuses what no ruling has, and what nothing executes', () => {
    expect(() => decide('default', { 'AMB-9': 'strict' })).toThrow(UnknownReading);
    expect(() => decide('default', { 'AMB-1': 'lax' })).toThrow('ruling AMB-1 has no option lax');
    expect(() => decide('default', { 'AMB-3': 'strict' })).toThrow(UnknownReading);
  });

  it('describes every ruling, with what could have been chosen', () => {
    const described = describeReadings(profile, decide('literal'), selectable);
    expect(described.map(({ ruling, option }) => `${ruling}=${option}`)).toEqual([
      'AMB-1=strict',
      'AMB-2=default',
      'AMB-3=default',
    ]);
    expect(described.map(({ options }) => options.length > 1)).toEqual([true, true, false]);
  });
});

describe('the rulings that checks declare', () => {
  it('are those they ask for', () => {
    // every path of every check over a few telling replies; what is asked must have been declared
    for (const [name, { judge, rulings = [] }] of Object.entries(CHECKS)) {
      const asked = new Set<string>();
      const option = (ruling: string) => {
        asked.add(ruling);
        return 'default';
      };
      const replies = [
        aReply({
          status: 206,
          json: [{ id: 1, name: null, href: 'x' }],
          headers: {},
          request: { operation: 'list', fields: ['id'] },
        }),
        aReply({ status: 422, json: { id: 1, name: null, href: 'x', state: 'y' }, headers: { location: 'x' } }),
      ];
      const argument = {
        ids: ['1'],
        alone: true,
        sent: { name: 'n', type: 't' },
        attributes: ['state'],
        as: {},
        since: 's',
        lacking: 'name',
      };
      for (const reply of replies) {
        for (const given of [argument, ['id', 'href'], 200, 'name', 'list', 'object']) {
          judge([reply], given as never, { ...aContext({ ownIds: new Set(['1']) }), option });
        }
      }
      expect(
        [...asked].filter((ruling) => !rulings.includes(ruling)),
        name,
      ).toEqual([]);
    }
  });
});
