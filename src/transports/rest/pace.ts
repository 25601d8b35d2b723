import type { RestEnvironment } from './environment.ts';

/** Waits until the next request may go out. */
export type Pace = (signal: AbortSignal) => Promise<void>;

/** Spaces requests so that no more than `perSecond` go out in a second; without a bound they go at once. */
export function createPace(perSecond: number | undefined, environment: Pick<RestEnvironment, 'now' | 'sleep'>): Pace {
  if (perSecond === undefined) return async () => {};
  const gap = 1000 / perSecond;
  let next = Number.NEGATIVE_INFINITY;
  return async (signal) => {
    const now = environment.now();
    const turn = Math.max(now, next);
    next = turn + gap;
    if (turn > now) await environment.sleep(turn - now, signal).catch(() => {});
  };
}
