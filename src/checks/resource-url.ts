import type { Json } from '../core/json.ts';
import { percentDecode } from '../core/percent-decoding.ts';

/** The path segments of a URL that are not empty. */
function segmentsOf(url: URL): readonly string[] {
  return url.pathname.split('/').filter((part) => part !== '');
}

/** True where the last two segments of a URL's path are the resource's and the id. */
export function endsInResource(url: URL, segment: string, id: string | undefined): boolean {
  const segments = segmentsOf(url);
  const last = segments.at(-1);
  return /^https?:$/.test(url.protocol) && last !== undefined && percentDecode(last) === id && segments.at(-2) === segment;
}

/** The id that a resource's URL ends in. */
export function lastSegment(url: URL): string | undefined {
  const last = segmentsOf(url).at(-1);
  return last === undefined ? undefined : percentDecode(last);
}

/** A relative href and an absolute one may lead to the same place (AMB-R54). */
export function isSamePlace(expected: Json | undefined, actual: Json | undefined): boolean {
  const path = (href: Json | undefined) =>
    typeof href === 'string' ? href.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '') : undefined;
  const [one, other] = [path(expected), path(actual)];
  if (one === undefined || other === undefined) return false;
  return one === other || isEndOf(one, other) || isEndOf(other, one);
}

/** True for `partyAccount/17`, whatever it is relative to, where the other path ends in it. */
function isEndOf(href: string, path: string): boolean {
  return /^[^/.]+\/[^/]/.test(href) && path.endsWith(`/${href}`);
}
