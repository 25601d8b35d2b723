import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { type ReferenceOptions, startReference } from '../../src/reference/server.ts';

/** A request on its way to the reference implementation. */
export interface ProxiedRequest {
  readonly method: string;
  /** Path below the API root with the query: `/billFormat?fields=name`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A reply on its way back; JSON where the body is. */
export interface ProxiedReply {
  status: number;
  readonly headers: Record<string, string>;
  body: string;
}

/** What a variant does with a request and with its reply. */
export interface Variant {
  readonly reference?: ReferenceOptions;
  readonly request?: (request: ProxiedRequest) => ProxiedRequest | ProxiedReply;
  readonly reply?: (reply: ProxiedReply, request: ProxiedRequest) => void | Promise<void>;
  readonly gzip?: boolean;
  readonly close?: boolean;
  readonly chunked?: boolean;
}

/** Starts a reference implementation behind a proxy that changes what goes over the wire; ends with the test. Returns the API root. */
export async function startVariant(variant: Variant): Promise<string> {
  const reference = await startReference(variant.reference);
  const base = new URL(reference.root);
  const server = createServer(async (incoming, outgoing) => {
    const own = `http://${incoming.headers.host}`;
    const request: ProxiedRequest = {
      method: incoming.method ?? 'GET',
      path: (incoming.url ?? '').slice(base.pathname.length),
      headers: incoming.headers,
      body: await read(incoming),
    };
    const changed = variant.request?.(request) ?? request;
    const reply = 'status' in changed ? changed : await forward(changed, incoming, reference.root, own);
    await variant.reply?.(reply, request);
    const body = Buffer.from(reply.body);
    const sent = variant.gzip === true && body.length > 0 ? gzipSync(body) : body;
    const headers: Record<string, string> = { ...reply.headers };
    if (sent !== body) headers['content-encoding'] = 'gzip';
    if (variant.close === true) headers.connection = 'close';
    if (variant.chunked !== true) headers['content-length'] = String(sent.length);
    outgoing.writeHead(reply.status, headers);
    if (variant.chunked === true) for (let i = 0; i < sent.length; i += 7) outgoing.write(sent.subarray(i, i + 7));
    else outgoing.write(sent);
    outgoing.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await reference.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${base.pathname}`;
}

async function forward(
  { method, path, body }: ProxiedRequest,
  incoming: IncomingMessage,
  root: string,
  own: string,
): Promise<ProxiedReply> {
  const type = incoming.headers['content-type'];
  const origin = new URL(root).origin;
  // what replies call by the proxy's own name is searched for by that name
  const known = path.replaceAll(encodeURIComponent(own), encodeURIComponent(origin));
  const response = await fetch(root + known, {
    method,
    ...(body === '' ? {} : { body }),
    ...(type === undefined ? {} : { headers: { 'content-type': type } }),
  });
  const text = (await response.text()).replaceAll(origin, own);
  const headers: Record<string, string> = {};
  for (const [name, value] of response.headers) {
    if (!['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date'].includes(name))
      headers[name] = value.replaceAll(origin, own);
  }
  return { status: response.status, headers, body: text };
}

async function read(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/** Changes each representation in a JSON body, single or in a list. */
export function eachRecord(reply: ProxiedReply, change: (record: Record<string, unknown>) => Record<string, unknown>): void {
  if (reply.status >= 300 || reply.body === '') return;
  const value = JSON.parse(reply.body);
  reply.body = JSON.stringify(Array.isArray(value) ? value.map(change) : change(value));
}
