import type { Body } from '../core/exchange.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type { Secrets } from '../core/secrets.ts';

/** How much of a body that is not JSON is kept, in bytes. */
const KEPT_TEXT = 64 * 1024;
/** Levels of a body that is read: what walks through one calls itself at each. */
const DEEPEST = 500;

/**
 * Parses a decoded body, whatever its content type says (AMB-R48). Text that is not JSON is masked before it is cut,
 * since a secret that the cut divides could not be found afterwards.
 *
 * @param contentType decides the charset only: UTF-8 unless it names another
 */
export function parseBody(bytes: Buffer, contentType: string | undefined, secrets: Secrets): Body {
  if (bytes.length === 0) return { kind: 'empty' };
  const text = decodeText(bytes, contentType);
  try {
    const value = JSON.parse(text) as Json;
    if (isDeeperThan(value, DEEPEST)) throw new Error(`it is nested more than ${DEEPEST} levels deep`);
    return { kind: 'json', value, bytes: bytes.length };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'text', text: shorten(secrets.mask(text)), bytes: bytes.length, error: secrets.mask(message) };
  }
}

/** Does not call itself, since the depth may be anything. */
function isDeeperThan(value: Json, levels: number): boolean {
  const isContainer = (item: Json) => typeof item === 'object' && item !== null;
  let level: Json[] = isContainer(value) ? [value] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    const next: Json[] = [];
    for (const holder of level) {
      const items: readonly Json[] = Array.isArray(holder) ? holder : Object.values(holder as JsonObject);
      for (const item of items) if (isContainer(item)) next.push(item);
    }
    level = next;
  }
  return false;
}

/** Drops a byte order mark. */
function decodeText(bytes: Buffer, contentType: string | undefined): string {
  const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1];
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // a charset that nobody knows
    return new TextDecoder().decode(bytes);
  }
}

function shorten(text: string): string {
  if (Buffer.byteLength(text) <= KEPT_TEXT) return text;
  // stream: a character cut in two is left out
  return new TextDecoder().decode(Buffer.from(text).subarray(0, KEPT_TEXT), { stream: true });
}
