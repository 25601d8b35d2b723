/** Lets several producers feed one consumer, in order of arrival. */
export interface EventQueue<T> {
  push(item: T): void;
  /** No more items; `error` makes the consumer throw after the items that are waiting. */
  end(error?: unknown): void;
  items(): AsyncGenerator<T, void, void>;
}

/** Creates an empty queue. */
export function createQueue<T>(): EventQueue<T> {
  let waiting: T[] = [];
  let ended: { readonly error?: unknown } | undefined;
  let wake: (() => void) | undefined;

  const notify = () => {
    wake?.();
    wake = undefined;
  };

  return {
    push(item) {
      waiting.push(item);
      notify();
    },
    end(error) {
      ended = error === undefined ? {} : { error };
      notify();
    },
    async *items() {
      for (;;) {
        const batch = waiting;
        waiting = [];
        yield* batch;
        if (waiting.length > 0) continue;
        if (ended !== undefined) {
          if ('error' in ended) throw ended.error;
          return;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
