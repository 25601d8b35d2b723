import { setTimeout as wait } from 'node:timers/promises';
import type { Json } from '../../core/json.ts';
import { isObject } from '../../core/json.ts';
import type { HubFault, Outgoing } from '../hub-fault.ts';
import { type Audience, textOf } from '../notifications/notifier.ts';
import { badRequest, notFound, refuse } from '../operations/error.ts';
import type { Answer, Context } from '../operations/operation.ts';
import { deliver } from './delivery.ts';

/**
 * Who wants to be told, and the telling. The profile leaves both to the design guidelines.
 * Each listener gets its notifications in order, one after the other.
 */
export interface Hub extends Audience {
  /** POST hub: `{callback, query?}`. */
  register(body: Json, context: Context): Answer;
  /** DELETE hub/{id}: what is queued for the listener is dropped. */
  unregister(id: string): Answer;
  /** Ends deliveries that are under way. Resolves when nothing is pending. */
  close(): Promise<void>;
}

interface Listener {
  readonly callback: URL;
  readonly wants: (eventType: string) => boolean;
  readonly stopped: AbortController;
  queue: Promise<void>;
}

/**
 * Creates a hub without listeners.
 *
 * @param faults what of it is broken on purpose
 */
export function createHub(faults: readonly HubFault[] = []): Hub {
  const listeners = new Map<string, Listener>();
  const underWay = new Set<Promise<void>>();
  const isMissing = faults.some((fault) => fault.isMissing);
  const keepsListeners = faults.some((fault) => fault.keepsListeners);

  function enqueue(listener: Listener, notification: string): void {
    listener.queue = listener.queue.then(() => deliver(listener.callback, notification, listener.stopped.signal));
    track(listener.queue);
  }

  function track(work: Promise<void>): void {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }

  function sendOut(listener: Listener, outgoing: Outgoing): void {
    const text = textOf(outgoing);
    const { delayMs } = outgoing;
    if (delayMs === 0) enqueue(listener, text);
    else track(wait(delayMs, undefined, { signal: listener.stopped.signal }).then(() => enqueue(listener, text), ignoreStop));
  }

  return {
    register(body, context) {
      if (isMissing) return refuse(notFound('there is no hub'));
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
      const subscription = { id, callback: body.callback ?? '', ...(query !== undefined && { query }) };
      // A v5 Hub is an entity: it has a type and an address.
      const typed = context.api.version === 'v5' ? { '@type': 'Hub', href: location, ...subscription } : subscription;
      return { status: 201, body: typed, location };
    },

    unregister(id) {
      const listener = listeners.get(id);
      if (!listener) return refuse(notFound(`there is no listener with id ${id}`));
      if (keepsListeners) return { status: 204 };
      listeners.delete(id);
      listener.stopped.abort();
      return { status: 204 };
    },

    wants: (eventType) => [...listeners.values()].some((listener) => listener.wants(eventType)),

    tell(eventType, outgoing) {
      for (const listener of listeners.values()) {
        if (listener.wants(eventType)) for (const one of outgoing) sendOut(listener, one);
      }
    },

    async close() {
      for (const listener of listeners.values()) listener.stopped.abort();
      listeners.clear();
      await Promise.allSettled(underWay);
    },
  };
}

/** Who has unsubscribed waits for nothing. */
function ignoreStop(): void {}

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
