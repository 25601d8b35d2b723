import type { IncomingMessage } from 'node:http';
import type { Json } from '../core/json.ts';
import { badRequest, type Problem } from './error.ts';

const MAX_BYTES = 10 * 1024 * 1024;
const MAX_DEPTH = 100;

type ParsedBody = { readonly value: Json } | { readonly problem: Problem };

/**
 * Reads a request's body as JSON. What goes beyond 10 MiB is read to its end and thrown away, so that the client,
 * still sending, hears the 413. Rejects when the client goes away in the middle.
 */
export async function readJson(request: IncomingMessage): Promise<ParsedBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > MAX_BYTES) {
    const message = `a body may have ${MAX_BYTES} bytes, this one has ${size}`;
    return { problem: { status: 413, code: 'too-large', reason: 'Content too large', message } };
  }
  return parse(Buffer.concat(chunks));
}

function parse(bytes: Buffer): ParsedBody {
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
