import type { Exchange, OperationRequest } from '../exchange.ts';
import type { Json } from '../json.ts';
import { identifierOf } from './own-records.ts';

/** Pages of one list, in order, or the one exchange of another operation. */
export interface Pages {
  readonly pages: readonly Exchange[];
  /** Those that were not counted too. */
  readonly sent: readonly Exchange[];
  /** True where the limit on pages cut the list short. */
  readonly cutShort: boolean;
}

/** A server that offers a further page after so many empty ones in a row would do so for ever. */
const MOST_EMPTY = 10;

/**
 * Sends a request and, where its reply has a further page, goes on until the last page or the limit (AMB-R44).
 *
 * A page that brings nothing but what was there before is not counted: the server does not page, it has
 * answered with the same list again. Nor is a further page that is refused, since no clause says how pages are
 * asked for: the list then counts as cut short, unless the refusal says that there is nothing further.
 */
export async function readPages(
  request: OperationRequest,
  maxPages: number,
  send: (request: OperationRequest) => Promise<Exchange>,
): Promise<Pages> {
  const pages: Exchange[] = [];
  const sent: Exchange[] = [];
  const seen = new Set<string>();
  let empty = 0;
  let next: OperationRequest | undefined = request;
  while (next !== undefined && pages.length < maxPages) {
    const page: Exchange = await send(next);
    sent.push(page);
    if (pages.length > 0 && isBeyondEnd(page)) return { pages, sent, cutShort: false };
    if (pages.length > 0 && isRefused(page)) return { pages, sent, cutShort: true };
    // a list of one page, which is most of them, needs no comparison
    const keys = pages.length > 0 || page.more !== undefined ? elementKeys(page) : [];
    if (pages.length > 0 && keys.length > 0 && keys.every((key) => seen.has(key))) return { pages, sent, cutShort: false };
    for (const key of keys) seen.add(key);
    pages.push(page);
    empty = keys.length === 0 ? empty + 1 : 0;
    next = page.more === undefined || empty > MOST_EMPTY ? undefined : { ...request, page: page.more };
  }
  return { pages, sent, cutShort: next !== undefined };
}

/** No content, or a range that cannot be satisfied. */
function isBeyondEnd({ outcome }: Exchange): boolean {
  return outcome.kind === 'reply' && (outcome.status === 204 || outcome.status === 416);
}

function isRefused({ outcome }: Exchange): boolean {
  return outcome.kind === 'reply' && outcome.status >= 400 && outcome.status < 500;
}

/** What tells the elements of a page from others: the id, or all of a reduced element without one. */
function elementKeys({ outcome }: Exchange): readonly string[] {
  if (outcome.kind === 'failure' || outcome.body.kind !== 'json' || !Array.isArray(outcome.body.value)) return [];
  return outcome.body.value.map(keyOf);
}

function keyOf(element: Json): string {
  return identifierOf(element) ?? JSON.stringify(element);
}
