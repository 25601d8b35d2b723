import { createServer, type IncomingMessage, type RequestListener, request as requestOf, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { type ReferenceOptions, startReference } from '../../src/reference/server.ts';
import { PATHS } from '../reference/api.ts';

/** What the reference implementation would answer. */
export interface Answer {
  readonly status: number;
  headers: Record<string, string>;
  body: string;
}

/** A request that has come in whole. */
export interface Call {
  readonly method: string;
  /** Path below the API root with the query: `/billFormat?fields=name`. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** From 1; the kit's probes count too. */
  readonly nth: number;
  /** Of the kit's own question whether anybody is there. */
  readonly isProbe: boolean;
  readonly response: ServerResponse;
  /** Lets the reference implementation do what was asked. */
  forward(): Promise<Answer>;
  /** Resets the connection. */
  reset(): void;
}

/** Deals with a call; what it returns is sent, `undefined` says that it has seen to the reply itself. */
export type Trouble = (call: Call) => Promise<Answer | undefined> | Answer | undefined;

export interface TroubledServer {
  /** API root. */
  readonly root: string;
  /** `127.0.0.1:34567`. */
  readonly host: string;
  /** `POST /partyAccount` … in order, probes left out. */
  readonly calls: readonly string[];
  /** Paths of the records that the reference implementation holds once it has done all it was asked, all resources. */
  records(): Promise<readonly string[]>;
  /** Cuts every connection and refuses new ones. */
  die(): void;
}

interface TroubledOptions {
  /** Key and certificate, PEM. */
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly reference?: ReferenceOptions;
}

/** A reference implementation behind a server that makes trouble, both until the test ends. */
export async function startTroubled(
  trouble: Trouble,
  { tls, reference: options }: TroubledOptions = {},
): Promise<TroubledServer> {
  const reference = await startReference(options);
  const base = new URL(reference.root);
  const calls: string[] = [];
  const pending = new Set<Promise<unknown>>();
  let count = 0;
  const listener: RequestListener = async (incoming, response) => {
    const own = `${tls === undefined ? 'http' : 'https'}://${incoming.headers.host}`;
    const method = incoming.method ?? 'GET';
    const path = (incoming.url ?? '').slice(base.pathname.length);
    const body = await read(incoming);
    const isProbe = path.endsWith('/ctk-probe');
    count += 1;
    if (!isProbe) calls.push(`${method} ${path}`);
    const call: Call = {
      method,
      path,
      headers: incoming.headers,
      body,
      nth: count,
      isProbe,
      response,
      forward: () => forward(new URL(reference.root + path), method, incoming.headers['content-type'], body, own),
      reset: () => incoming.socket.resetAndDestroy(),
    };
    const dealing = Promise.resolve(trouble(call));
    pending.add(dealing);
    const answer = await dealing;
    if (answer === undefined || response.destroyed) return;
    response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) }).end(answer.body);
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer({ ...tls }, listener);
  const { port, die } = await listen(server);
  onTestFinished(() => reference.close());
  return {
    root: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}${base.pathname}`,
    host: `127.0.0.1:${port}`,
    calls,
    die,
    async records() {
      // what nobody waits for any more may still be stored
      await Promise.allSettled(pending);
      const lists = await Promise.all(
        PATHS.map(async (name) => {
          const { body } = await forward(new URL(`${reference.root}/${name}`), 'GET', undefined, '', base.origin);
          return (JSON.parse(body) as { id: string }[]).map(({ id }) => `/${name}/${id}`);
        }),
      );
      return lists.flat();
    },
  };
}

/** A TCP server that talks as the test wants; returns its host and port. */
export async function startTcp(talk: (socket: Socket) => void): Promise<string> {
  const { port } = await listen(createTcpServer(talk));
  return `127.0.0.1:${port}`;
}

/** A port of this machine that nothing listens on. */
export async function unusedPort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A JSON answer. */
export function answer(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

type AnyServer = ReturnType<typeof createServer> | ReturnType<typeof createTlsServer> | ReturnType<typeof createTcpServer>;

async function listen(server: AnyServer): Promise<{ port: number; die: () => void }> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const die = () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  onTestFinished(die);
  return { port: (server.address() as AddressInfo).port, die };
}

async function forward(url: URL, method: string, type: string | undefined, body: string, own: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { ...(type === undefined ? {} : { 'content-type': type }), 'content-length': Buffer.byteLength(body) };
    requestOf(url, { method, headers }, async (incoming) => {
      const received: Record<string, string> = {};
      for (const [name, value] of Object.entries(incoming.headers)) {
        if (!['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date'].includes(name))
          received[name] = String(value).replaceAll(url.origin, own);
      }
      resolve({
        status: incoming.statusCode ?? 0,
        headers: received,
        body: (await read(incoming)).replaceAll(url.origin, own),
      });
    })
      .on('error', reject)
      .end(body);
  });
}

async function read(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
