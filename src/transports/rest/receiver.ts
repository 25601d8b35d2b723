import type { Server as HttpServer, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { ReceivedNotification } from '../../core/notification.ts';
import type { NotificationIntake } from '../../core/transport.ts';
import { parseBody } from '../body.ts';
import { createInbox } from '../inbox.ts';
import { BodyTooLargeError, createBodyReader } from './body-reader.ts';
import type { RestEnvironment } from './environment.ts';
import { closeServer, listenOn } from './listening.ts';
import { recordHeaders } from './reply-headers.ts';

/** Where notifications are received, and under what name the SUT knows that place. */
export interface ReceiverSettings {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** As the SUT reaches it, a path in it included; absent: the address itself. */
  readonly publicUrl?: string;
  /** Speaks HTTPS. PEM texts. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly passphrase?: string };
  readonly isLocal: boolean;
}

/** An HTTP server that takes in notifications. */
export interface Receiver extends NotificationIntake {
  /** The address that nobody else knows, to see whether the public URL leads here. */
  readonly probeUrl: string;
  /** Whether the probe has come. */
  readonly isProven: boolean;
  /** Stops listening and ends what is under way. May be called twice. */
  close(): Promise<void>;
}

/** Decoded bytes of one notification. */
const MOST_BYTES = 4 * 1024 * 1024;
/** A request that takes longer is ended, in milliseconds. */
const REQUEST_MS = 10_000;
const CONNECTIONS = 256;
/** Methods that bring nothing. */
const TRIALS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const ALLOWED = [...TRIALS, 'POST'].join(', ');
/** Random bytes of a token in an address. */
const TOKEN = 16;

/**
 * Starts to listen.
 *
 * @throws Error with the system's error as `cause` where the address cannot be listened on, or the certificate not used
 */
export async function openReceiver(settings: ReceiverSettings, environment: RestEnvironment): Promise<Receiver> {
  const resources = new Map<string, string>();
  const tokens = new Map<string, string>();
  const inbox = createInbox(environment);
  const probe = environment.randomHex(TOKEN);
  const speaking = new WeakSet<object>();
  let [connections, spoken] = [0, 0];
  let count = 0;
  let proven = false;

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = addressIn(request.url ?? '', (segment) => segment === probe || resources.has(segment));
    if (address === undefined) return answer(request, response, 404);
    // a hub may see whether somebody is there before it takes a subscription
    if (TRIALS.has(request.method ?? '')) return answer(request, response, 204, { allow: ALLOWED });
    if (request.method !== 'POST') return answer(request, response, 405, { allow: ALLOWED });
    const bytes = await readBody(request);
    if (typeof bytes === 'number') return answer(request, response, bytes);
    const resource = resources.get(address.token);
    if (resource === undefined) {
      proven = true;
      return answer(request, response, 204);
    }
    count += 1;
    const body = parseBody(bytes, request.headers['content-type'], environment.secrets);
    const notification: ReceivedNotification = {
      id: `n${count}`,
      receivedAt: new Date(environment.now()).toISOString(),
      sent: { protocol: 'http', method: 'POST', path: address.below, headers: recordHeaders(request.headers) },
      body,
    };
    const isKept = inbox.put(resource, notification, bytes.length);
    answer(request, response, isKept ? (body.kind === 'text' ? 400 : 204) : 503);
  };

  const server = await createServer(settings, (request, response) => {
    if (!speaking.has(request.socket)) spoken += 1;
    speaking.add(request.socket);
    // a client that went away hears nothing
    receive(request, response).catch(() => response.destroy());
  });
  server.on('connection', () => {
    connections += 1;
  });
  const origin = await listenOn(server, settings);
  const base = (settings.publicUrl ?? origin).replace(/\/+$/, '');

  return {
    get isLocal() {
      // a public URL that leads elsewhere, or a certificate that is not trusted, loses what a program on this machine sends, too
      const isReached = settings.publicUrl === undefined || proven;
      return settings.isLocal && isReached && !(settings.tls !== undefined && connections > spoken);
    },
    get hasHeard() {
      return count > 0;
    },
    get isProven() {
      return proven;
    },
    probeUrl: `${base}/${probe}`,
    addressOf(resource) {
      const token = tokens.get(resource) ?? environment.randomHex(TOKEN);
      tokens.set(resource, token);
      resources.set(token, resource);
      return `${base}/${token}`;
    },
    take: (resource) => inbox.take(resource),
    arrival: (resource, ms, signal) => inbox.arrival(resource, ms, signal),
    close: () => closeServer(server),
  };
}

async function createServer({ tls }: ReceiverSettings, listener: RequestListener): Promise<HttpServer | HttpsServer> {
  const limits = { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS, connectionsCheckingInterval: 1000 };
  const server =
    tls === undefined
      ? (await import('node:http')).createServer(limits, listener)
      : (await import('node:https')).createServer({ ...limits, ...tls }, listener);
  server.maxConnections = CONNECTIONS;
  return server;
}

/** A gateway may put segments before the token, the SUT some behind it: `/listener/<event>` (AMB-R58). */
function addressIn(url: string, isToken: (segment: string) => boolean): { token: string; below: string } | undefined {
  const segments = (url.split('?')[0] ?? '').split('/');
  const index = segments.findIndex(isToken);
  const token = segments[index];
  return token === undefined
    ? undefined
    : {
        token,
        below: segments
          .slice(index + 1)
          .map((segment) => `/${segment}`)
          .join(''),
      };
}

/** The decoded body, or the status that refuses it. */
function readBody(request: IncomingMessage): Promise<Buffer | number> {
  return new Promise((resolve, reject) => {
    const reader = createBodyReader({
      encoding: request.headers['content-encoding'] ?? '',
      limit: MOST_BYTES,
      onDrain: () => request.resume(),
      onError: (error) => resolve(error instanceof BodyTooLargeError ? 413 : 415),
    });
    request.on('data', (chunk: Buffer) => {
      if (!reader.write(chunk)) request.pause();
    });
    request.on('end', () => reader.end(resolve));
    request.on('error', reject);
    request.on('close', () => {
      // a whole body may still be on its way through the decoder
      if (request.complete) return;
      reader.destroy();
      reject(new Error('the request was cut off'));
    });
  });
}

function answer(request: IncomingMessage, response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  // what is refused is not read to its end
  const unread = request.complete ? {} : { connection: 'close' };
  response.writeHead(status, { ...headers, ...unread }).end();
  if (!request.complete) response.once('finish', () => request.destroy());
}
