import { describe, expect, it } from 'vitest';
import { withoutForeignValues } from '../../../src/core/engine/foreign-records.ts';
import { noteFate } from '../../../src/core/engine/own-fate.ts';
import type { Journal } from '../../../src/core/engine/own-records.ts';
import { trackOwnRecords } from '../../../src/core/engine/own-records.ts';
import type { Operation } from '../../../src/core/exchange.ts';
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

  it('counts supplied records as its own, and never has them left to delete', () => {
    const { notes, own } = record();
    own.supply('1041');
    expect([...own.ids]).toEqual(['1041']);
    // neither a reply that claims to have created it, nor one that shows it again, makes it the run's to delete
    own.settle(own.intend(), created({ id: '1041' }));
    own.returned('1041');
    own.strayed('1041');
    own.deleted('1041');
    expect(own.left()).toEqual([]);
    expect(notes).toEqual(['intend PartyAccount-1']);
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

describe('the fate of own records', () => {
  const about = (operation: Operation, id: string, status: number, json?: object) =>
    aReply({ status, request: { operation, id }, ...(json === undefined ? {} : { json: json as never }) });

  function withOne() {
    const { own, notes } = record();
    own.settle(own.intend(), created({ id: '1' }));
    notes.length = 0;
    return { own, notes, see: (exchange: ReturnType<typeof aReply>) => noteFate(exchange, own) };
  }

  it('a deletion that the server confirms is noted once', () => {
    const { own, notes, see } = withOne();
    see(about('delete', '1', 204));
    own.deleted('1');
    expect(own.left()).toEqual([]);
    expect(notes).toEqual(['deleted 1']);
    expect(own.hasReturned()).toBe(false);
  });

  it('a deletion that is refused is not', () => {
    const { own, see } = withOne();
    see(about('delete', '1', 405));
    noteFate({ ...about('delete', '1', 204), outcome: { kind: 'failure', reason: 'reset', message: 'x' } }, own);
    expect(own.left()).toEqual(['1']);
  });

  it.each([
    ['a retrieval', about('retrieve', '1', 200, { id: '1' })],
    ['a list', aList([{ id: '9' }, { id: '1' }])],
  ])('a record that %s shows after its deletion is to be deleted again, and its journal says so', (_, exchange) => {
    const { own, notes, see } = withOne();
    see(exchange);
    expect(notes).toEqual([]);
    see(about('delete', '1', 200));
    see(exchange);
    expect(own.left()).toEqual(['1']);
    expect(own.hasReturned()).toBe(true);
    expect(notes).toEqual(['deleted 1', 'created returned 1']);
  });

  it.each([
    ['a patch that shows another id', about('patch', '1', 200, { id: '2' })],
    ['a retrieval that finds nothing', about('retrieve', '1', 404, {})],
    ['a retrieval that finds it gone', about('retrieve', '1', 410)],
  ])('after %s the record is looked for', (_, exchange) => {
    const { own, notes, see } = withOne();
    see(exchange);
    see(exchange);
    expect(own.hasLost()).toBe(true);
    expect(own.left()).toEqual(['1']);
    expect([...own.ids]).toEqual(['1']);
    expect(notes).toEqual(['intend PartyAccount-2']);
  });

  it.each([
    ['a patch that shows it', about('patch', '1', 200, { id: '1' })],
    ['a patch without a body', about('patch', '1', 204)],
    ['a patch that is refused', about('patch', '1', 400, { id: 'x' })],
    ['a retrieval of a record of somebody else', about('retrieve', '9', 404, {})],
    ['a patch of a record of somebody else', about('patch', '9', 200, { id: '8' })],
  ])('after %s it is not', (_, exchange) => {
    const { own, see } = withOne();
    see(exchange);
    expect(own.hasLost()).toBe(false);
  });

  it('a retrieval of what was deleted is to find nothing', () => {
    const { own, see } = withOne();
    see(about('delete', '1', 204));
    see(about('retrieve', '1', 404, {}));
    expect([own.hasLost(), own.left()]).toEqual([false, []]);
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
