import { describe, expect, it } from 'vitest';
import { readPages } from '../../../src/core/engine/pages.ts';
import type { Exchange } from '../../../src/core/exchange.ts';
import type { Json } from '../../../src/core/json.ts';
import { aList, aReply } from '../../support/replies.ts';

/** Serves these pages in turn; the last one again and again. */
function serving(...pages: Json[][]) {
  let sent = 0;
  return async (): Promise<Exchange> => {
    const page = pages[Math.min(sent, pages.length - 1)] ?? [];
    sent += 1;
    return { ...aList(page), id: `e${sent}`, ...(sent < 50 ? { more: String(sent) } : {}) };
  };
}

const request = { operation: 'list', resource: 'BillFormat' } as const;
const idsOf = (pages: readonly Exchange[]) => pages.map(({ id }) => id);

describe('readPages', () => {
  it('stops at the limit and says so', async () => {
    const { pages, cutShort } = await readPages(request, 2, serving([{ id: '1' }], [{ id: '2' }], [{ id: '3' }]));
    expect([idsOf(pages), cutShort]).toEqual([['e1', 'e2'], true]);
  });

  it('does not count the same list again where the server does not page', async () => {
    const { pages, cutShort } = await readPages(request, 10, serving([{ id: '1' }, { id: '2' }]));
    expect([idsOf(pages), cutShort]).toEqual([['e1'], false]);
    const reduced = await readPages(request, 10, serving([{ state: 'Active' }]));
    expect(idsOf(reduced.pages)).toEqual(['e1']);
  });

  it('keeps a page that brings something new beside what was there', async () => {
    const { pages } = await readPages(request, 10, serving([{ id: '1' }, { id: '2' }], [{ id: '2' }, { id: '3' }]));
    expect(idsOf(pages)).toEqual(['e1', 'e2']);
  });

  it('takes a list as cut short where the server refuses the way the kit asks for pages', async () => {
    let sent = 0;
    const { pages, cutShort } = await readPages(request, 10, async () => {
      sent += 1;
      return sent === 1 ? { ...aList([{ id: '1' }]), more: 'x' } : aList({ code: '1' }, { status: 400 });
    });
    expect([pages.length, cutShort]).toEqual([1, true]);
    sent = 0;
    const broken = await readPages(request, 10, async () => {
      sent += 1;
      return sent === 1 ? { ...aList([{ id: '1' }]), more: 'x' } : aList({ code: '1' }, { status: 500 });
    });
    expect([broken.pages.length, broken.cutShort]).toEqual([2, false]);
  });

  it.each([204, 416])('ends where the server answers %i to the page after the last', async (status) => {
    let sent = 0;
    const { pages, cutShort } = await readPages(request, 10, async () => {
      sent += 1;
      return sent === 1 ? { ...aList([{ id: '1' }]), more: 'x' } : aReply({ status, request });
    });
    expect([pages.length, cutShort]).toEqual([1, false]);
  });

  it('goes on over empty pages, though not for ever', async () => {
    const found = await readPages(request, 100, serving([{ id: '1' }], [], [], [{ id: '2' }], []));
    expect(found.pages.slice(0, 4).flatMap(({ outcome }) => (outcome.kind === 'reply' ? [outcome.body] : []))).toMatchObject([
      { value: [{ id: '1' }] },
      { value: [] },
      { value: [] },
      { value: [{ id: '2' }] },
    ]);
    expect([found.pages.length, found.cutShort]).toEqual([15, false]);
  });
});
