import type { ReceivedNotification } from '../core/notification.ts';

/** What has come and was not taken yet, by resource. */
export interface Inbox {
  /** Keeps a notification of so many bytes; false where there is no room. */
  put(resource: string, notification: ReceivedNotification, bytes: number): boolean;
  /** Hands over what is there, in order of arrival. */
  take(resource: string): readonly ReceivedNotification[];
  /** Resolves once something is there, after the time in milliseconds, or at the abort. */
  arrival(resource: string, ms: number, signal: AbortSignal): Promise<void>;
}

/** Bytes that wait to be taken at most: a flood must not fill the memory. */
const ROOM = 64 * 1024 * 1024;

/** Waits; ends early, in whatever way, once the signal aborts. */
type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** Creates an empty inbox. */
export function createInbox({ sleep }: { readonly sleep: Sleep }): Inbox {
  const waiting = new Map<string, { notification: ReceivedNotification; bytes: number }[]>();
  const wakers = new Map<string, Set<() => void>>();
  let filled = 0;
  return {
    put(resource, notification, bytes) {
      if (filled + bytes > ROOM) return false;
      filled += bytes;
      const queue = waiting.get(resource) ?? [];
      queue.push({ notification, bytes });
      waiting.set(resource, queue);
      for (const wake of wakers.get(resource) ?? []) wake();
      return true;
    },
    take(resource) {
      const taken = waiting.get(resource) ?? [];
      waiting.delete(resource);
      for (const { bytes } of taken) filled -= bytes;
      return taken.map(({ notification }) => notification);
    },
    async arrival(resource, ms, signal) {
      if (waiting.has(resource)) return;
      const woken = new AbortController();
      const wake = () => woken.abort();
      const own = wakers.get(resource) ?? new Set();
      wakers.set(resource, own.add(wake));
      await sleep(ms, AbortSignal.any([signal, woken.signal])).catch(() => {});
      own.delete(wake);
    },
  };
}
