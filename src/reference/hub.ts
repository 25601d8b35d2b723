import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { deliver } from './delivery.ts';
import { badRequest, notFound, refuse } from './error.ts';
import type { Answer, Context, ResourceEvent } from './operation.ts';

/** Who wants to be told, and the telling. "NOTIFICATION MODEL CONFORMANCE" leaves both to the design guidelines. */
export interface Hub {
  /** POST hub: `{callback, query?}`. */
  register(body: Json, context: Context): Answer;
  /** DELETE hub/{id}: what is queued for the listener is dropped. */
  unregister(id: string): Answer;
  /** Queues notifications; each listener gets them in order, one after the other. */
  publish(events: readonly ResourceEvent[], context: Context): void;
  /** Ends deliveries that are under way. Resolves when nothing is pending. */
  close(): Promise<void>;
}

interface Listener {
  readonly callback: URL;
  readonly wants: (eventType: string) => boolean;
  readonly stopped: AbortController;
  queue: Promise<void>;
}

export function createHub(): Hub {
  const listeners = new Map<string, Listener>();
  const underWay = new Set<Promise<void>>();

  function enqueue(listener: Listener, notification: string): void {
    listener.queue = listener.queue.then(() => deliver(listener.callback, notification, listener.stopped.signal));
    const { queue } = listener;
    underWay.add(queue);
    void queue.finally(() => underWay.delete(queue));
  }

  return {
    register(body, context) {
      const callback = isObject(body) ? callbackOf(body.callback) : undefined;
      const query = isObject(body) ? (body.query ?? undefined) : undefined;
      if (!callback || !isObject(body)) {
        return refuse(
          badRequest('invalid-value', 'Invalid callback', 'callback must be an absolute http or https URL without credentials'),
        );
      }
      if (query !== undefined && typeof query !== 'string') {
        return refuse(badRequest('invalid-value', 'Invalid query', 'query must be a string'));
      }
      const id = context.newId();
      listeners.set(id, { callback, wants: wantsOf(query), stopped: new AbortController(), queue: Promise.resolve() });
      const location = `${context.root}/hub/${encodeURIComponent(id)}`;
      return { status: 201, body: { id, callback: body.callback ?? '', ...(query !== undefined && { query }) }, location };
    },

    unregister(id) {
      const listener = listeners.get(id);
      if (!listener) return refuse(notFound(`there is no listener with id ${id}`));
      listeners.delete(id);
      listener.stopped.abort();
      return { status: 204 };
    },

    publish(events, context) {
      for (const event of events) {
        const eventType = `${event.resource.name}${event.kind}Notification`;
        const interested = [...listeners.values()].filter((listener) => listener.wants(eventType));
        if (interested.length === 0) continue;
        const notification = JSON.stringify({
          eventId: context.newId(),
          eventTime: context.now().toISOString(),
          eventType,
          event: { [event.resource.path]: event.representation },
        });
        for (const listener of interested) enqueue(listener, notification);
      }
    },

    async close() {
      for (const listener of listeners.values()) listener.stopped.abort();
      listeners.clear();
      await Promise.allSettled(underWay);
    },
  };
}

function callbackOf(value: Json | undefined): URL | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  // fetch takes no URL with credentials: such a callback would never hear anything.
  return isWeb && url.username === '' && url.password === '' ? url : undefined;
}

/** `eventType=A,B` (or repeated) selects those notifications; without it all are wanted. */
function wantsOf(query: string | undefined): (eventType: string) => boolean {
  const wanted = new URLSearchParams(query ?? '').getAll('eventType').flatMap((list) => list.split(','));
  return (eventType) => wanted.length === 0 || wanted.includes(eventType);
}
