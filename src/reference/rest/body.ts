import type { IncomingMessage } from 'node:http';
import { type ParsedBody, parseJson } from '../operations/json-text.ts';

const MAX_BYTES = 10 * 1024 * 1024;

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
  return parseJson(Buffer.concat(chunks));
}
