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
