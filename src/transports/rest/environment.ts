import type { Secrets } from '../../core/secrets.ts';

/** What the transport takes from outside, so that a run can be repeated exactly. */
export interface RestEnvironment {
  /** Milliseconds since the epoch. */
  now(): number;
  /** That many random bytes in hexadecimal. */
  randomHex(bytes: number): string;
  /** Waits; ends early, in whatever way, once the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Where every secret is registered, those obtained on the way too. */
  readonly secrets: Secrets;
}
