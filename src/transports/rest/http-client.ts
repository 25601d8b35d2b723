import type { Socket } from 'node:net';
import { type BodyReader, BodyTooLargeError, createBodyReader } from './body-reader.ts';
import { createDispatcher, type Ticket } from './connections.ts';
import type { ConnectionSettings } from './settings.ts';
import type { Dispatcher } from './undici.ts';

/** One HTTP request, framing left out. */
export interface HttpRequest {
  readonly method: string;
  readonly origin: string;
  /** Path and query, as they stand on the request line. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** How far an exchange had come: before the request was written, before the reply's first byte, before its end. */
export type Stage = 'connecting' | 'waiting' | 'receiving';

export interface HttpReply {
  readonly kind: 'reply';
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface HttpError {
  readonly kind: 'error';
  readonly error: Error;
  readonly stage: Stage;
  /** Of the reply, where its head had come. */
  readonly status?: number;
  /** The connection had carried a reply before. */
  readonly reused: boolean;
  /** The error is of the connection to the proxy. */
  readonly proxy: boolean;
}

export type HttpResult = HttpReply | HttpError;

/** Sends requests over connections that are kept alive. Follows nothing, repeats nothing, never throws. */
export interface HttpClient {
  /** An abort ends the exchange at once, with the signal's reason as its error. */
  exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpResult>;
  /** Destroys every connection. */
  close(): Promise<void>;
}

/** Creates a client with the TLS, proxy, size and connection settings given. */
export function createHttpClient(settings: ConnectionSettings): HttpClient {
  const sockets = new Set<Socket>();
  const proxyErrors = new WeakSet<Error>();
  const dispatcher = createDispatcher(settings, sockets, proxyErrors);
  return {
    async exchange(request, signal) {
      const result = await exchange(dispatcher, request, signal, settings.maxBodyBytes);
      if (result.kind === 'reply') return result;
      // undici wraps some errors of the proxy's certificate
      const error = [result.error, result.error.cause].find((each) => each instanceof Error && proxyErrors.has(each));
      return error instanceof Error ? { ...result, error, proxy: true } : result;
    },
    async close() {
      const destroyed = dispatcher.destroy();
      // a connection that is still being made is none that undici would destroy
      for (const socket of sockets) socket.destroy();
      await destroyed;
    },
  };
}

function exchange(dispatcher: Dispatcher, request: HttpRequest, signal: AbortSignal, limit: number): Promise<HttpResult> {
  return new Promise((resolve) => {
    const ticket: Ticket = {};
    let controller: Dispatcher.DispatchController | undefined;
    let reader: BodyReader | undefined;
    let stage: Stage = 'connecting';
    let reused = false;
    let head: Pick<HttpReply, 'status' | 'headers'> | undefined;
    let settled = false;

    const settle = (result: HttpResult) => {
      if (settled) return;
      settled = true;
      signal.removeEventListener('abort', onAbort);
      reader?.destroy();
      resolve(result);
    };
    const fail = (error: Error) =>
      settle({
        kind: 'error',
        error,
        stage,
        reused,
        proxy: false,
        ...(head === undefined ? {} : { status: head.status }),
      });
    /** Ends the exchange from this side; the connection goes with it. */
    const stop = (error: Error) => {
      fail(error);
      controller?.abort(error);
    };
    const onAbort = () => stop(signal.reason);

    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });

    dispatcher.dispatch(
      {
        origin: request.origin,
        path: request.path,
        method: request.method,
        headers: { ...request.headers },
        body: request.body ?? null,
        // the signal bounds the whole exchange
        headersTimeout: 0,
        bodyTimeout: 0,
        ticket,
      } as Dispatcher.DispatchOptions,
      {
        onRequestStart(started) {
          controller = started;
          if (settled) return started.abort(new Error('No longer wanted'));
          stage = 'waiting';
          reused = (ticket.connection?.replies ?? 0) > 0;
        },
        onResponseStarted() {
          stage = 'receiving';
        },
        onResponseStart(started, statusCode, received) {
          if (statusCode < 200) return;
          head = { status: statusCode, headers: received };
          const encoding = String(received['content-encoding'] ?? '');
          if (encoding === '' && Number(received['content-length']) > limit && request.method !== 'HEAD') {
            return stop(new BodyTooLargeError(limit));
          }
          reader = createBodyReader({ encoding, limit, onDrain: () => started.resume(), onError: stop });
        },
        onResponseData(started, chunk) {
          if (!settled && reader?.write(chunk) === false) started.pause();
        },
        onResponseEnd() {
          if (ticket.connection !== undefined) ticket.connection.replies += 1;
          if (head === undefined) return;
          const { status, headers } = head;
          // not before undici has freed the connection, or the next request would open another
          reader?.end((body) => queueMicrotask(() => setImmediate(() => settle({ kind: 'reply', status, headers, body }))));
        },
        onResponseError(_, error) {
          fail(error);
        },
      },
    );
  });
}
