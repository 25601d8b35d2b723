import type { Secrets } from '../../core/secrets.ts';

/** What the transport takes from outside. */
export interface KafkaEnvironment {
  /** Milliseconds since the epoch. */
  now(): number;
  /** A fresh UUID. */
  uuid(): string;
  /** Waits; ends early, in whatever way, once the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  readonly secrets: Secrets;
}
