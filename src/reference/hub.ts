import { setTimeout as wait } from 'node:timers/promises';
import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { deliver } from './delivery.ts';
import { badRequest, notFound, refuse } from './error.ts';
import type { HubFault, Outgoing } from './hub-fault.ts';
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

/** A notification that is held back by the fault that delays them comes so many milliseconds later. */
const LATE_BY = 10_100;

/**
 * Creates a hub without listeners.
 *
 * @param faults what of it is broken on purpose
 * @param lateBy how long the fault that delays notifications holds them back, in milliseconds
 */
export function createHub(faults: readonly HubFault[] = [], lateBy = LATE_BY): Hub {
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

  function sendOut(listener: Listener, { content, delayMs }: Outgoing): void {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
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
      return { status: 201, body: { id, callback: body.callback ?? '', ...(query !== undefined && { query }) }, location };
    },

    unregister(id) {
      const listener = listeners.get(id);
      if (!listener) return refuse(notFound(`there is no listener with id ${id}`));
      if (keepsListeners) return { status: 204 };
      listeners.delete(id);
      listener.stopped.abort();
      return { status: 204 };
    },

    publish(events, context) {
      for (const event of events) {
        const eventType = `${event.resource.name}${event.kind}Notification`;
        const interested = [...listeners.values()].filter((listener) => listener.wants(eventType));
        if (interested.length === 0) continue;
        const content = {
          eventId: context.newId(),
          eventTime: context.now().toISOString(),
          eventType,
          event: { [event.resource.path]: event.representation },
        };
        const outgoing = faults.reduce<readonly Outgoing[]>(
          (all, { outgoing: change }) => (change ? all.flatMap((one) => change(one, event, lateBy)) : all),
          [{ content, delayMs: 0 }],
        );
        for (const listener of interested) for (const one of outgoing) sendOut(listener, one);
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
