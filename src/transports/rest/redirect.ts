import type { ExchangeNote } from '../../core/exchange.ts';
import type { Deliver } from './delivery.ts';
import type { HttpRequest, HttpResult } from './http-client.ts';
import { splitUrl } from './mapping.ts';
import { headerOf } from './reply-headers.ts';
import type { RestSettings } from './settings.ts';

/** AMB-R49 */
const MOST_REDIRECTS = 3;

type RedirectNote = Extract<ExchangeNote, { kind: 'redirect' }>;

/** The last reply of a chain of redirects, where it came from, and the redirects before it. */
export interface Followed {
  readonly result: HttpResult;
  readonly url: URL;
  readonly notes: readonly RedirectNote[];
}

/**
 * Delivers a request and follows where it is redirected.
 *
 * @param adapt puts into a path what every request needs there
 */
export async function deliverFollowing(
  deliver: Deliver,
  request: HttpRequest,
  ended: AbortSignal,
  redirects: RestSettings['redirects'],
  adapt: (path: string) => string,
): Promise<Followed> {
  const notes: RedirectNote[] = [];
  const visited: URL[] = [];
  let url = new URL(request.origin + request.path);
  let current = request;
  for (;;) {
    visited.push(url);
    const result = await deliver(current, ended);
    const next =
      result.kind === 'reply'
        ? nextHop(request.method, result.status, headerOf(result.headers, 'location'), visited, redirects)
        : undefined;
    if (next === undefined || result.kind === 'error') return { result, url, notes };
    notes.push({ kind: 'redirect', status: result.status, from: url.href, to: next.href });
    const { origin, path } = splitUrl(next);
    current = { ...current, origin, path: adapt(path) };
    url = next;
  }
}

/**
 * Where a redirect leads, if the kit follows it (AMB-R49): three times at most, within the origin, never in a
 * circle; methods other than GET by 307 and 308 only.
 *
 * @param visited the URLs of this exchange so far, the last one is redirected
 */
function nextHop(
  method: string,
  status: number,
  location: string | undefined,
  visited: readonly URL[],
  redirects: RestSettings['redirects'],
): URL | undefined {
  const current = visited.at(-1);
  if (redirects === 'none' || location === undefined || current === undefined || visited.length > MOST_REDIRECTS)
    return undefined;
  const followed = method === 'GET' ? [301, 302, 303, 307, 308] : [307, 308];
  if (!followed.includes(status) || !URL.canParse(location, current.href)) return undefined;
  const next = new URL(location, current);
  next.hash = '';
  const isNew = visited.every((url) => url.href !== next.href);
  return next.origin === current.origin && isNew ? next : undefined;
}
