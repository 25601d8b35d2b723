import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { maskExchange } from '../../../src/core/engine/masking.ts';
import type { OperationRequest, Transmission } from '../../../src/core/exchange.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import type { RestSettings } from '../../../src/transports/rest/settings.ts';
import { createRestTransport, type RestEnvironment } from '../../../src/transports/rest/transport.ts';

export const TRACE = { runId: 'r1', step: 'TC_N1/create@PartyAccount' };

/** What a server got, in order. */
export interface Got {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Listens on a free port until the test ends; connections are cut then. */
export async function listen(server: Server | TcpServer): Promise<number> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => {}).on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of open) socket.destroy();
    await closed;
  });
  return (server.address() as AddressInfo).port;
}

/** Reads requests whole, then lets the listener answer. */
export function recording(got: Got[], answer: RequestListener): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      got.push({
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      });
      answer(request, response);
    });
  };
}

/** An HTTP server on a free port: its API root and what it got. */
export async function serve(
  answer: RequestListener,
): Promise<{ root: string; port: number; got: Got[]; connections: () => number }> {
  const got: Got[] = [];
  let connections = 0;
  const server = createServer(recording(got, answer)).on('connection', () => {
    connections += 1;
  });
  const port = await listen(server);
  return { root: `http://127.0.0.1:${port}/api`, port, got, connections: () => connections };
}

/** A TCP server that speaks as the test wants. */
export async function serveRaw(talk: (socket: Socket, nth: number) => void): Promise<{ root: string; port: number }> {
  let count = 0;
  const port = await listen(
    createTcpServer((socket) => {
      count += 1;
      talk(socket, count);
    }),
  );
  return { root: `http://127.0.0.1:${port}/api`, port };
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): RequestListener {
  return (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

export function settingsFor(root: string, changes: Partial<RestSettings> = {}): RestSettings {
  return {
    roots: { PartyAccount: root, BillFormat: root },
    paths: { PartyAccount: 'partyAccount', BillFormat: 'billFormat' },
    trailingSlash: false,
    headers: {},
    credential: { kind: 'none' },
    tls: { insecure: false },
    timeoutMs: 20_000,
    maxBodyBytes: 64 * 1024 * 1024,
    maxRetryAfterMs: 60_000,
    connections: 4,
    redirects: 'default',
    mergePatchType: 'application/merge-patch+json',
    userAgent: 'ctk/0.1.0',
    ...changes,
  };
}

/** An environment whose clock moves with its sleeps; `slept` lists them. */
export function createEnvironment(): RestEnvironment & { slept: number[]; advance(ms: number): void } {
  const slept: number[] = [];
  let clock = Date.UTC(2024, 0, 1);
  return {
    slept,
    advance: (ms) => {
      clock += ms;
    },
    now: () => clock,
    randomHex: (bytes) => randomBytes(bytes).toString('hex'),
    sleep: async (ms) => {
      slept.push(ms);
      clock += ms;
      await delay(0);
    },
    secrets: createSecrets(),
  };
}

/** A transport that is closed when the test ends, and a short way to send with it: `send` gives what is written of an exchange. */
export function connect(root: string, changes: Partial<RestSettings> = {}, environment = createEnvironment()) {
  const transport = createRestTransport(settingsFor(root, changes), environment);
  onTestFinished(() => transport.close());
  const send = async (asked: Partial<OperationRequest> = {}, signal = new AbortController().signal): Promise<Transmission> => {
    const request = { operation: 'list', resource: 'PartyAccount', ...asked } as const;
    const {
      id: _id,
      request: _request,
      ...written
    } = maskExchange({ id: 'e1', request, ...(await transport.send(request, TRACE, signal)) }, environment.secrets);
    return written;
  };
  return { transport, send, environment };
}
