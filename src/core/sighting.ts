import type { JsonObject } from './json.ts';

/** What one exchange has shown of a record of the run: its whole representation, or that it is not there any more. */
export interface Sighting {
  /** The exchange: `e12`. */
  readonly exchange: string;
  /** When the request went out, in milliseconds since 1970. */
  readonly sentAt: number;
  /** When the reply was there. */
  readonly answeredAt: number;
  /** Absent: the record was deleted, or is not found. */
  readonly record?: JsonObject;
}
