/**
 * How long a 429 or 503 asks to wait, in milliseconds; `undefined` where it does not say.
 *
 * @param header `Retry-After`: seconds or an HTTP date (RFC 9110 section 10.2.3)
 * @param now milliseconds since the epoch
 */
export function retryDelay(status: number, header: string | undefined, now: number): number | undefined {
  if ((status !== 429 && status !== 503) || header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
