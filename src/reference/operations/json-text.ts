import type { Json } from '../../core/json.ts';
import { badRequest, type Problem } from './error.ts';

const MAX_DEPTH = 100;

/** What a text holds, or why it cannot be read. */
export type ParsedBody = { readonly value: Json } | { readonly problem: Problem };

/** Reads bytes as JSON. */
export function parseJson(bytes: Uint8Array): ParsedBody {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json;
    return isDeeperThan(value, MAX_DEPTH) ? malformed(`nested deeper than ${MAX_DEPTH} levels`) : { value };
  } catch (error) {
    return malformed(error instanceof Error ? error.message : String(error));
  }
}

/** A value that could be parsed and stored, but never be written again, is refused at the door. */
function isDeeperThan(value: Json, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return limit === 0 || Object.values(value).some((member) => isDeeperThan(member, limit - 1));
}

function malformed(detail: string): ParsedBody {
  return { problem: badRequest('malformed-json', 'Malformed JSON', `the body is not JSON as UTF-8: ${detail}`) };
}
