import type { Json } from './json.ts';

/**
 * What a scenario can ask of a resource. `follow` reads the URL that a creation named (REST only); `subscribe` and
 * `unsubscribe` begin and end the sending of notifications.
 */
export type Operation = 'create' | 'list' | 'retrieve' | 'patch' | 'delete' | 'follow' | 'subscribe' | 'unsubscribe';

/** The two ways to write a patch: RFC 7396 and RFC 6902. */
export type PatchFormat = 'merge-patch' | 'json-patch';

/** One neutral request; the transport maps it to a URL or a topic. */
export interface OperationRequest {
  readonly operation: Operation;
  /** Resource name as the profile writes it, `PartyAccount`. */
  readonly resource: string;
  readonly id?: string;
  /** Equality criteria of a list, joined by AND. */
  readonly filter?: Readonly<Record<string, Json>>;
  /** Attribute selection, first-level attribute names. */
  readonly fields?: readonly string[];
  readonly body?: Json;
  /** How the body of a patch is meant; absent: a merge patch. */
  readonly format?: PatchFormat;
  /** Whose credential it carries: the second one is of a user without the rights of an administrator (AMB-R28). */
  readonly as?: 'second';
  /** Where to go on with a list; from the `more` of the page before. */
  readonly page?: PageCursor;
  /** The URL to read for `follow`; absolute, same origin as the target. */
  readonly url?: string;
  /** Where notifications are to be sent to, for `subscribe`. */
  readonly callback?: string;
}

/** Where the next page of a list is: an opaque string that only the transport understands. */
export type PageCursor = string;

/** What went over the wire. What the transport knows to be a secret stands in it as `${VARIABLE}`. */
export interface SentMessage {
  readonly protocol: 'http';
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; absent where none was sent. */
  readonly body?: string;
}

/** A reply's body, parsed once. `bytes` counts the decoded body. */
export type Body =
  | { readonly kind: 'empty' }
  | { readonly kind: 'json'; readonly value: Json; readonly bytes: number }
  /** Not JSON: `text` is what came (at most 64 KiB of it), `error` says why it does not parse. */
  | { readonly kind: 'text'; readonly text: string; readonly bytes: number; readonly error: string };

/** A reply that came to its end. Header names are lower case; repeated ones are joined by `, `. */
export interface Reply {
  readonly kind: 'reply';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** Why there is no reply. */
export type FailureReason =
  | 'refused'
  | 'unresolved'
  | 'unreachable'
  | 'tls'
  | 'timeout'
  | 'reset'
  | 'truncated'
  | 'malformed'
  | 'too-large'
  | 'credentials'
  | 'proxy'
  | 'interrupted';

/** No usable reply: `message` is a sentence for the user, with host and next step, free of secrets. */
export interface Failure {
  readonly kind: 'failure';
  readonly reason: FailureReason;
  readonly message: string;
}

/** What the transport did on the way that a report has to tell. */
export type ExchangeNote =
  | { readonly kind: 'redirect'; readonly status: number; readonly from: string; readonly to: string }
  | { readonly kind: 'retry'; readonly status: number; readonly waitedMs: number };

/** One request and what was heard, as the transport returns it. */
export interface Transmission {
  readonly sent: SentMessage;
  readonly outcome: Reply | Failure;
  readonly notes: readonly ExchangeNote[];
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** Present on a list reply that has a further page. */
  readonly more?: PageCursor;
}

/** A transmission with its place in the run. `id` is unique in the run: `e1`, `e2`, … */
export interface Exchange extends Transmission {
  readonly id: string;
  readonly request: OperationRequest;
}
