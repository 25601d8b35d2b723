import { expect, it } from 'vitest';
import { deleteRecord, findLostRecords } from '../../../src/core/engine/clean-up.ts';
import { trackOwnRecords } from '../../../src/core/engine/own-records.ts';
import type { Exchange } from '../../../src/core/exchange.ts';
import type { Json } from '../../../src/core/json.ts';

const NOTHING = { intend() {}, created() {}, refused() {}, deleted() {} };

function page(value: Json): Exchange {
  return {
    id: 'e1',
    request: { operation: 'list', resource: 'BillFormat' },
    sent: { protocol: 'http', method: 'GET', url: 'http://sut.example/billFormat', headers: {} },
    outcome: { kind: 'reply', status: 200, headers: {}, body: { kind: 'json', value, bytes: 2 } },
    notes: [],
    startedAt: '',
    durationMs: 0,
  };
}

/** Searches pages for what a creation without an answer may have left. */
async function search(pages: Exchange[], cutShort = false) {
  const own = trackOwnRecords('BillFormat', NOTHING);
  own.intend();
  const whole = await findLostRecords(async () => ({ pages, sent: pages, cutShort }), 'BillFormat', 'run1', own);
  return { whole, left: own.left(), hasLost: own.hasLost() };
}

const OTHER = { id: '1', name: 'of somebody else' };
const LOST = { id: '2', name: 'MyBillFormat-run1-A' };

it('a record that bears the mark of the run is found on any page', async () => {
  expect(await search([page([OTHER]), page([LOST])])).toEqual({ whole: true, left: ['2'], hasLost: false });
});

it('a whole list without it says that there is none', async () => {
  expect(await search([page([OTHER])])).toEqual({ whole: true, left: [], hasLost: false });
});

it('a list cut short by the limit on pages says nothing', async () => {
  expect(await search([page([OTHER])], true)).toEqual({ whole: false, left: [], hasLost: true });
});

it('what is no list says nothing', async () => {
  expect(await search([page({ items: [OTHER] })])).toEqual({ whole: false, left: [], hasLost: true });
});

/** Deletes from a server that answers DELETE and GET with these statuses. */
const deleting = (statuses: Readonly<Record<string, number>>, doubt = false) =>
  deleteRecord(
    async ({ operation }) => {
      const outcome = { kind: 'reply', status: statuses[operation] ?? 0, headers: {}, body: { kind: 'empty' } } as const;
      const pages = [{ ...page([]), outcome }];
      return { pages, sent: pages, cutShort: false };
    },
    'BillFormat',
    '1',
    doubt,
  );

it('what was gone already is deleted', async () => {
  expect(await deleting({ delete: 404, retrieve: 404 })).toBeUndefined();
  expect(await deleting({ delete: 410, retrieve: 410 })).toBeUndefined();
});

it('a server that answers 404 because it knows no DELETE has deleted nothing', async () => {
  expect(await deleting({ delete: 404, retrieve: 200 })).toBe('DELETE answered 404, and the record is still there');
});

it('a server whose word is doubted is asked for the record', async () => {
  expect(await deleting({ delete: 204, retrieve: 200 })).toBeUndefined();
  expect(await deleting({ delete: 204, retrieve: 200 }, true)).toBe('DELETE answered 204, and the record is still there');
  expect(await deleting({ delete: 204, retrieve: 404 }, true)).toBeUndefined();
});
