import { setMaxListeners } from 'node:events';
import { InterruptedError, TimeLimitError } from './failure.ts';

/** The longest time that a timer takes. */
const LONGEST_MS = 2 ** 31 - 1;

/** Runs something with a signal that aborts after the limit, or when `ended` does. The signal's reason is an Error. */
export async function bounded<T>(limitMs: number, ended: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = () => controller.abort(new InterruptedError());
  if (ended.aborted) interrupt();
  ended.addEventListener('abort', interrupt, { once: true });
  const timer = setTimeout(() => controller.abort(new TimeLimitError(limitMs)), Math.min(limitMs, LONGEST_MS));
  try {
    return await run(controller.signal);
  } finally {
    clearTimeout(timer);
    ended.removeEventListener('abort', interrupt);
  }
}

/** Runs something with a signal that aborts with any of the given; unlike `AbortSignal.any` it leaves nothing at them. */
export async function joined<T>(signals: readonly AbortSignal[], run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (signals.some((signal) => signal.aborted)) abort();
  // as many listeners as requests are under way
  setMaxListeners(0, ...signals);
  for (const signal of signals) signal.addEventListener('abort', abort, { once: true });
  try {
    return await run(controller.signal);
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', abort);
  }
}

/** What the promise gives, or `undefined` as soon as the signal aborts. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) return undefined;
  let stop = () => {};
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
