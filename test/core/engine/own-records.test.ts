import { describe, expect, it } from 'vitest';
import { withoutForeignValues } from '../../../src/core/engine/foreign-records.ts';
import type { Journal } from '../../../src/core/engine/own-records.ts';
import { trackOwnRecords } from '../../../src/core/engine/own-records.ts';
import { aList, aReply } from '../../support/replies.ts';

function record() {
  const notes: string[] = [];
  const journal: Journal = {
    intend: ({ token }) => notes.push(`intend ${token}`),
    created: ({ token, id }) => notes.push(`created ${token} ${id}`),
    refused: ({ token }) => notes.push(`refused ${token}`),
    deleted: ({ id }) => notes.push(`deleted ${id}`),
  };
  return { notes, own: trackOwnRecords('PartyAccount', journal) };
}

const created = (json: object, status = 201, headers = {}) =>
  aReply({ status, json: json as never, headers, request: { operation: 'create' } });

describe('own records', () => {
  it('journals the intention before the creation and the id after it', () => {
    const { notes, own } = record();
    const token = own.intend();
    expect(notes).toEqual(['intend PartyAccount-1']);
    own.settle(token, created({ id: 7 }));
    own.deleted('7');
    expect(notes).toEqual(['intend PartyAccount-1', 'created PartyAccount-1 7', 'deleted 7']);
    expect(own.left()).toEqual([]);
    expect([...own.ids]).toEqual(['7']);
  });

  it('takes the id from the Location where the body has none', () => {
    const { own } = record();
    own.settle(own.intend(), aReply({ status: 201, headers: { location: '/api/partyAccount/a%20b?x=1' } }));
    expect(own.left()).toEqual(['a b']);
  });

  it.each(['/api/partyAccount', 'http://sut.example/api/v1/partyAccount/?x', 'created'])(
    'takes no id from the Location %s, which names no record',
    (location) => {
      const { own } = record();
      own.settle(own.intend(), aReply({ status: 201, headers: { location } }));
      expect(own.left()).toEqual([]);
      expect(own.hasLost()).toBe(true);
    },
  );

  it('does not take a record of somebody else for its own, whatever the reply says', () => {
    const { own, notes } = record();
    own.settle(own.intend(), created({ id: 'theirs' }, 200), (id) => id === 'theirs');
    expect([own.left(), [...own.ids]]).toEqual([[], []]);
    expect(notes).toEqual(['intend PartyAccount-1']);
    expect(own.hasLost()).toBe(true);
  });

  it('gives newest first', () => {
    const { own } = record();
    own.settle(own.intend(), created({ id: '1' }));
    own.settle(own.intend(), created({ id: '2' }));
    expect(own.left()).toEqual(['2', '1']);
  });

  it('knows what was refused and what may be lost', () => {
    const { own } = record();
    own.settle(own.intend(), created({}, 400));
    expect(own.hasLost()).toBe(false);
    own.settle(own.intend(), created({}, 500));
    expect(own.hasLost()).toBe(true);
    own.searched();
    expect(own.hasLost()).toBe(false);
  });
});

describe('withoutForeignValues', () => {
  const list = aList(
    [
      { id: '1', name: 'MyAccount-run00001', state: 'Active' },
      { id: '2', name: 'Somebody', state: 'Active', note: null, mail: '' },
      { id: '3', name: 'x', description: 'ctk-run00001-A' },
    ],
    { request: { filter: { state: 'Active' } } },
  );

  it('keeps own records, and of others what a check may need', () => {
    const { exchange, foreignRecords } = withoutForeignValues(list, new Set(['1']), 'run00001');
    expect(foreignRecords).toBe(1);
    expect(exchange.outcome).toMatchObject({
      body: {
        value: [
          { id: '1', name: 'MyAccount-run00001', state: 'Active' },
          { id: '2', name: '…', state: 'Active', note: null, mail: '' },
          { id: '3', name: 'x', description: 'ctk-run00001-A' },
        ],
      },
    });
  });

  it.each([
    ['wrapped', { items: [{ id: '2', name: 'Somebody' }], total: 1 }, { items: [{ id: '2', name: '…' }], total: 1 }],
    ['by id', { 2: { id: '2', name: 'Somebody' } }, { 2: { id: '2', name: '…' } }],
    ['in rows', [[{ name: 'Somebody' }], 'x'], [[{ name: '…' }], 'x']],
    ['alone', { id: '2', name: 'Somebody' }, { id: '2', name: '…' }],
  ])('finds records %s', (_, json, expected) => {
    const { exchange, foreignRecords } = withoutForeignValues(aList(json), new Set(['1']), 'run00001');
    expect(exchange.outcome).toMatchObject({ body: { value: expected } });
    expect(foreignRecords).toBe(1);
  });

  it('keeps no more of a list that is not JSON than a finding shows', () => {
    const text = '<Account>Somebody</Account>'.repeat(100);
    const reply = aReply({ text, request: { operation: 'list' } });
    const { exchange } = withoutForeignValues(reply, new Set(), 'run00001');
    expect(exchange.outcome).toMatchObject({ body: { text: `${text.slice(0, 80)}…` } });
  });

  it('keeps what an error says', () => {
    const reply = aReply({ status: 400, json: [{ id: 'x', reason: 'no such filter' }], request: { operation: 'list' } });
    expect(withoutForeignValues(reply, new Set(), 'run00001').exchange).toBe(reply);
  });

  it('leaves other replies alone', () => {
    const reply = aReply({ json: { id: '9', name: 'x' } });
    expect(withoutForeignValues(reply, new Set(), 'run00001')).toEqual({ exchange: reply, foreignRecords: 0 });
  });
});
