import type { Exchange, OperationRequest } from './exchange.ts';

/** Pages of one list, in order, or the one exchange of another operation. */
export interface Pages {
  readonly pages: readonly Exchange[];
  /** True where the limit on pages cut the list short. */
  readonly cutShort: boolean;
}

/** Sends a request and, where its reply has a further page, goes on until the last page or the limit (AMB-R44). */
export async function readPages(
  request: OperationRequest,
  maxPages: number,
  send: (request: OperationRequest) => Promise<Exchange>,
): Promise<Pages> {
  const pages: Exchange[] = [];
  let next: OperationRequest | undefined = request;
  while (next !== undefined && pages.length < maxPages) {
    const page: Exchange = await send(next);
    pages.push(page);
    next = page.more === undefined ? undefined : { ...request, page: page.more };
  }
  return { pages, cutShort: next !== undefined };
}
