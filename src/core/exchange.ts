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
  /** It goes to the other target of a run that compares two. */
  readonly over?: 'other';
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
export type SentMessage = SentRequest | SentRecord;

/** A request of HTTP. */
export interface SentRequest {
  readonly protocol: 'http';
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; absent where none was sent. */
  readonly body?: string;
}

/** A record on a Kafka topic. */
export interface SentRecord extends RecordPlace {
  readonly protocol: 'kafka';
  /** Where the cluster was reached: `host:port`, several joined by commas. */
  readonly brokers: string;
  /** Where the reply is awaited. */
  readonly replyTopic: string;
  /** Present where the operator fixed the partition. */
  readonly isPartitionFixed?: true;
  /** How the cluster was entered, as far as that is needed to repeat it; absent where it asks for nothing. */
  readonly access?: ClusterAccess;
  /** Names as they were sent. */
  readonly headers: Readonly<Record<string, string>>;
  /** The record's value as text; absent where it is null. */
  readonly body?: string;
}

/** How a Kafka cluster is entered. Secrets stand in it as `${VARIABLE}`, certificates and keys as names of PEM files. */
export interface ClusterAccess {
  readonly tls?: {
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly passphrase?: string;
    /** Any certificate is taken. */
    readonly insecure?: true;
  };
  readonly sasl?:
    | { readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512'; readonly username: string; readonly password: string }
    /** The token itself cannot be handed to kcat, so it is told where to get one. */
    | {
        readonly mechanism: 'OAUTHBEARER';
        readonly tokenUrl?: string;
        readonly clientId?: string;
        readonly clientSecret?: string;
        readonly scope?: string;
      };
}

/** Where a record is. Partition and offset are absent where the broker has not taken it. */
export interface RecordPlace {
  readonly topic: string;
  readonly partition?: number;
  /** A decimal number that may be larger than a number can be. */
  readonly offset?: string;
  /** Absent where it is null. */
  readonly key?: string;
}

/** What was asked and where, in one text: a URL, or `kafka://broker/topic`. References in replies are resolved against it. */
export function addressOf(sent: SentMessage): string {
  return sent.protocol === 'http' ? sent.url : `kafka://${sent.brokers.split(',', 1)[0]}/${sent.topic}`;
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
  /** Where it was found, over Kafka. */
  readonly record?: RecordPlace;
}

/** A reply to a request of this run that is not the one that was awaited. */
export interface StrayReply {
  /** `duplicate`: a second one; `late`: it came after the limit. */
  readonly kind: 'duplicate' | 'late';
  /** True where a duplicate has the status and the body of the first one. */
  readonly isIdentical: boolean;
  /** The correlation id of the request, as it was sent. */
  readonly correlationId: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  readonly reply: Reply;
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
  | 'interrupted'
  /** A topic does not exist, or is not visible to this user. */
  | 'unknown-topic'
  /** A topic or group may not be used by this user. */
  | 'denied'
  /** The reply is compressed in a way that the kit cannot read. */
  | 'compression'
  /** The reply has no usable `Status-Code` (AMB-A39). */
  | 'no-status'
  /** The reply shows what was sent, and bears another correlation id. */
  | 'uncorrelated'
  /** A change was accepted for later, and failed (AMB-R67). */
  | 'abandoned'
  /** A change was accepted for later, and nothing tells what became of it (AMB-R67). */
  | 'untraceable';

/** No usable reply: `message` is a sentence for the user, with host and next step, free of secrets. */
export interface Failure {
  readonly kind: 'failure';
  readonly reason: FailureReason;
  readonly message: string;
  /** What came instead of a usable reply, where something did. */
  readonly heard?: Omit<Reply, 'kind' | 'status'>;
}

/** What the transport did on the way that a report has to tell. */
export type ExchangeNote =
  | { readonly kind: 'redirect'; readonly status: number; readonly from: string; readonly to: string }
  | { readonly kind: 'retry'; readonly status: number; readonly waitedMs: number }
  /** A change that was accepted for later was followed; `url` was asked last, `isDone` says whether it was seen to be made. */
  | {
      readonly kind: 'accepted';
      readonly status: number;
      readonly polls: number;
      readonly waitedMs: number;
      readonly url: string;
      readonly isDone: boolean;
    };

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
