/** Lets a number of exchanges through at a time, the others wait in line. */
export interface Gate {
  /** Resolves to the function that leaves again, or to `undefined` where the signal aborts first. */
  enter(signal: AbortSignal): Promise<(() => void) | undefined>;
}

/**
 * Creates a gate. With it a request's time limit starts when a connection is free for it, so that waiting
 * behind the kit's own requests is never held against the SUT.
 */
export function createGate(places: number): Gate {
  let free = places;
  const line: (() => void)[] = [];

  const leave = () => {
    const next = line.shift();
    if (next === undefined) free += 1;
    else next();
  };

  return {
    async enter(signal) {
      if (signal.aborted) return undefined;
      if (free > 0) {
        free -= 1;
        return leave;
      }
      return new Promise((resolve) => {
        const admit = () => {
          signal.removeEventListener('abort', giveUp);
          resolve(leave);
        };
        const giveUp = () => {
          line.splice(line.indexOf(admit), 1);
          resolve(undefined);
        };
        signal.addEventListener('abort', giveUp, { once: true });
        line.push(admit);
      });
    },
  };
}
