import type { ServerResponse } from 'node:http';
import { LinkHeader } from '../../adapters/link-header.ts';
import type { Answer, Page } from '../operations/operation.ts';

/** Writes an answer as an HTTP response. `url` is the request's own, from which the next page's is made. */
export function send(response: ServerResponse, answer: Answer, options: { url: URL; isHead: boolean; date: Date }): void {
  const body = answer.body === undefined ? '' : JSON.stringify(answer.body);
  const headers = {
    date: options.date.toUTCString(),
    ...(answer.body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
    ...(answer.status !== 204 && { 'content-length': String(Buffer.byteLength(body)) }),
    ...(answer.location !== undefined && { location: answer.location }),
    ...(answer.page && pageHeaders(answer.page, options.url)),
    ...answer.headers,
  };
  response.writeHead(answer.status, headers).end(options.isHead ? undefined : body);
}

/** X-Total-Count, X-Result-Count and, where there is more, `Link: <…>; rel=next` (RFC 8288). */
function pageHeaders(page: Page, url: URL): Record<string, string> {
  const counts = { 'x-total-count': String(page.total), 'x-result-count': String(page.count) };
  const next = page.offset + page.count;
  if (page.count === 0 || next >= page.total) return counts;
  const uri = new URL(url);
  uri.searchParams.set('offset', String(next));
  uri.searchParams.set('limit', String(page.limit));
  return { ...counts, link: new LinkHeader().set({ rel: 'next', uri: uri.href }).toString() };
}
