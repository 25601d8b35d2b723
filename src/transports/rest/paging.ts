import type { Reply } from '../../core/exchange.ts';
import { isObject } from '../../core/json.ts';

/** What the next request of a list needs. The cursor is this as JSON text. */
export interface Cursor {
  /** Absolute URL of the page. */
  readonly url: string;
  /** Elements on all pages before it. */
  readonly seen: number;
}

export function writeCursor(cursor: Cursor): string {
  return JSON.stringify(cursor);
}

/** @throws TypeError where the text is no cursor of this transport */
export function readCursor(text: string): Cursor {
  const value: unknown = JSON.parse(text);
  if (!isObject(value) || typeof value.url !== 'string' || typeof value.seen !== 'number') {
    throw new TypeError('The page cursor is not one of this transport');
  }
  return { url: value.url, seen: value.seen };
}

/**
 * Finds the next page of a list (AMB-R44): where `Link` says, else by offset and limit where a count
 * says that there is more.
 *
 * A link is followed from an empty page too, for a server may filter what it has cut into pages, and against
 * a count, which some servers take of the page alone. Only both together, an empty page and a count, end it.
 *
 * @param current the page's own URL
 * @param seen elements on the pages before
 * @param isOwnOrigin pages of another origin are not offered
 */
export async function findNextPage(
  reply: Reply,
  current: URL,
  seen: number,
  isOwnOrigin: (url: URL) => boolean,
): Promise<Cursor | undefined> {
  if ((reply.status !== 200 && reply.status !== 206) || reply.body.kind !== 'json' || !Array.isArray(reply.body.value))
    return undefined;
  const count = reply.body.value.length;
  const total = wholeNumber(reply.headers['x-total-count']);
  const complete = total !== undefined && seen + count >= total;
  if (count === 0 && complete) return undefined;
  const counted = count === 0 || complete ? undefined : countedPage(reply, current, seen, count, total);
  const url = (await linkedPage(reply, current, isOwnOrigin)) ?? counted;
  if (url === undefined || url.href === current.href) return undefined;
  return { url: url.href, seen: seen + count };
}

async function linkedPage(reply: Reply, current: URL, isOwnOrigin: (url: URL) => boolean): Promise<URL | undefined> {
  const header = reply.headers.link;
  if (header === undefined) return undefined;
  const { LinkHeader } = await import('../../adapters/link-header.ts');
  try {
    const [next] = LinkHeader.parse(header).rel('next');
    const url = next === undefined ? undefined : new URL(next.uri, current);
    return url !== undefined && isOwnOrigin(url) ? url : undefined;
  } catch {
    // a header that cannot be read names no page
    return undefined;
  }
}

function countedPage(reply: Reply, current: URL, seen: number, count: number, total: number | undefined): URL | undefined {
  if (total === undefined && !isPartial(reply, seen, count)) return undefined;
  const next = new URL(current);
  const kept = next.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !/^(offset|limit)=/.test(part));
  const limit = current.searchParams.get('limit') ?? String(count);
  next.search = [...kept, `offset=${seen + count}`, `limit=${limit}`].join('&');
  return next;
}

/** Whether a 206 has something after it: by `Content-Range: items 0-19/100`, else until a page is empty. */
function isPartial(reply: Reply, seen: number, count: number): boolean {
  if (reply.status !== 206) return false;
  const range = /^\S+\s+(\d+)-\d+\/(\d+|\*)$/.exec(reply.headers['content-range'] ?? '');
  if (range === null) return true;
  // a server that goes on sending its first page has no further one
  if (Number(range[1]) < seen) return false;
  const total = wholeNumber(range[2]);
  return total === undefined || seen + count < total;
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined;
}
