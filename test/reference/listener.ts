import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import type { JsonObject } from '../../src/core/json.ts';

interface Notification {
  readonly path: string;
  readonly contentType: string;
  readonly eventId: string;
  readonly eventTime: string;
  readonly eventType: string;
  readonly event: JsonObject;
}

export interface Listener {
  readonly url: string;
  /** Requests so far, answered or not. */
  readonly received: readonly Notification[];
  /** Resolves with the first `count` notifications as soon as they are there. */
  take(count: number): Promise<readonly Notification[]>;
}

/** The members of a JSON text; none of what is no JSON. */
function contentOf(text: string): Pick<Notification, 'eventId' | 'eventTime' | 'eventType' | 'event'> {
  return text.startsWith('{') ? JSON.parse(text) : { eventId: '', eventTime: '', eventType: text, event: {} };
}

/** A callback address that answers the statuses in turn, then 204. A status of 0 leaves the request without an answer. */
export async function startListener(statuses: number[] = []): Promise<Listener> {
  const received: Notification[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on('end', () => {
      received.push({ path: request.url ?? '', contentType: request.headers['content-type'] ?? '', ...contentOf(text) });
      const status = statuses.shift() ?? 204;
      if (status !== 0) response.writeHead(status).end();
      for (const { count, resolve } of waiting) if (received.length >= count) resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/listener`,
    received,
    take: async (count) => {
      if (received.length < count) await new Promise<void>((resolve) => waiting.push({ count, resolve }));
      return received.slice(0, count);
    },
  };
}
