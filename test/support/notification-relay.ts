import { createServer, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { startVariant, type Variant } from './proxy.ts';

/** A notification as the reference implementation sends it. */
export interface Notification {
  readonly eventId: string;
  readonly eventTime: string;
  readonly eventType: string;
  readonly event: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What reaches the callback in place of a notification. */
export interface Delivery {
  readonly content: object | string;
  /** Path below the callback. */
  readonly below?: string;
}

/** A server whose notifications take another way, on which they can be changed. */
export interface Relayed {
  /** API root. */
  readonly root: string;
  /** Requests to the hub: `POST /hub`, `DELETE /hub/…`. */
  readonly hubRequests: readonly string[];
  /** Sends something of its own to every callback. */
  announce(content: object | string): Promise<void>;
}

export interface RelayOptions extends Variant {
  /** Absent: what came goes on as it is. */
  readonly deliver?: (notification: Notification) => readonly Delivery[];
  /** The authority of an HTTPS callback. */
  readonly ca?: string;
}

/** Starts a reference implementation whose listeners are told by a relay. Ends with the test. */
export async function startRelayed({ deliver = asItIs, ca, ...variant }: RelayOptions): Promise<Relayed> {
  const callbacks: string[] = [];
  const hubRequests: string[] = [];
  const post = (callback: string, { content, below = '' }: Delivery) => send(callback + below, content, ca);
  const relay = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', async () => {
      const callback = callbacks[Number(incoming.url?.slice(1))] ?? '';
      for (const delivery of deliver(JSON.parse(Buffer.concat(parts).toString()))) await post(callback, delivery);
      outgoing.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        relay.close(() => resolve());
        relay.closeAllConnections();
      }),
  );
  const { port } = relay.address() as AddressInfo;
  const root = await startVariant({
    ...variant,
    request(request) {
      if (request.path.startsWith('/hub')) hubRequests.push(`${request.method} ${request.path}`);
      if (request.method !== 'POST' || request.path !== '/hub') return variant.request?.(request) ?? request;
      callbacks.push(JSON.parse(request.body).callback);
      const body = JSON.stringify({ callback: `http://127.0.0.1:${port}/${callbacks.length - 1}` });
      return variant.request?.({ ...request, body }) ?? { ...request, body };
    },
  });
  return {
    root,
    hubRequests,
    async announce(content) {
      for (const callback of callbacks) await post(callback, { content });
    },
  };
}

function asItIs(notification: Notification): readonly Delivery[] {
  return [{ content: notification }];
}

/** Posts to a callback; one that is not there hears nothing. */
function send(url: string, content: object | string, ca: string | undefined): Promise<void> {
  const open = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const sent = open(url, { method: 'POST', headers: { 'content-type': 'application/json' }, ...(ca && { ca }) }, (response) => {
      response.resume();
      response.once('close', resolve);
    });
    sent.once('error', () => resolve());
    sent.end(typeof content === 'string' ? content : JSON.stringify(content));
  });
}
