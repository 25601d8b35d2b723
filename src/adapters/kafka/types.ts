import type { PackingCodec } from './packing.ts';
import type { KafkaProblem } from './problem.ts';

/** How to reach a Kafka cluster. Durations in milliseconds. */
export interface KafkaSettings {
  /** `host:port` of each broker to begin with. */
  readonly brokers: readonly string[];
  /** What the brokers' logs call this client. */
  readonly clientId: string;
  /** Absent: the listener asks for no name. */
  readonly sasl?: KafkaSasl;
  /** Absent: no TLS. */
  readonly tls?: KafkaTls;
  readonly connectTimeoutMs: number;
  /** How long a broker that was lost on the way is waited for. */
  readonly patienceMs: number;
}

/** The mechanisms of SASL, with what each needs. */
export type KafkaSasl =
  | {
      readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
      readonly username: string;
      readonly password: string;
    }
  /** `token` is asked for each connection; what it throws ends up in the message of a `KafkaProblem`. */
  | { readonly mechanism: 'oauthbearer'; readonly token: () => Promise<string> };

/** Certificates and keys as PEM texts. */
export interface KafkaTls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
  /** Takes any certificate. */
  readonly insecure: boolean;
  /** The name that the broker's certificate is for, where it is not the host's. */
  readonly servername?: string;
}

/** A connection to a cluster. Whatever goes wrong is thrown as a `KafkaProblem`. */
export interface KafkaClient {
  /** The configured brokers, joined by commas. */
  readonly brokers: string;
  /** Number of partitions of each topic; `undefined` where it does not exist or is not visible to this user. */
  partitionsOf(topics: readonly string[]): Promise<ReadonlyMap<string, number | undefined>>;
  /** Creates the topics that do not exist yet; the broker's own defaults where a number is absent. */
  createTopics(topics: readonly string[], layout?: TopicLayout): Promise<void>;
  /**
   * Listens to all topics with one consumer. Resolves once every partition stands at its end as it was when listening
   * began: whatever is written to it after the call is handed over, in the order of each partition, once.
   *
   * A broker that is lost is waited for until the listening is closed, and reading goes on where it had stopped.
   *
   * @param onRecord must not throw
   */
  listen(to: Subscription, onRecord: (record: KafkaRecord) => void): Promise<Listening>;
  /**
   * Writes one record. While it is certain that it was not written it is tried again, until the patience ends or the
   * signal aborts.
   */
  send(record: OutgoingRecord, signal?: AbortSignal): Promise<WrittenRecord>;
  /** Releases everything; takes two seconds at most, also where the broker is gone. */
  close(): Promise<void>;
}

/** How a topic is laid out. */
export interface TopicLayout {
  readonly partitions?: number;
  readonly replicationFactor?: number;
}

/** What is listened to. */
export interface Subscription {
  readonly topics: readonly string[];
  /** It should be of this run alone. After the loss of a broker a group of the same name with a number is used. */
  readonly groupId: string;
  readonly from: 'end';
}

/** A consumer at work. */
export interface Listening {
  /** Why nothing can be heard at the moment; `undefined` where all is well. */
  readonly problem: KafkaProblem | undefined;
  /** How often the cluster was lost so far. */
  readonly losses: number;
  /** Stops listening; takes two seconds at most. */
  close(): Promise<void>;
}

/** A record as it came. */
export interface KafkaRecord {
  readonly topic: string;
  readonly partition: number;
  /** A decimal number that may be larger than a number can be. */
  readonly offset: string;
  /** As UTF-8; absent where it is null. */
  readonly key?: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  /** Names in lower case, values as UTF-8, those of a repeated one joined by `, ` where they differ. */
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Uint8Array | null;
  /** Why the record cannot be read: its compression, and what is wrong. Key, headers and value are empty then. */
  readonly unreadable?: Unreadable;
}

/** A record that cannot be decompressed. */
export interface Unreadable {
  readonly codec: Codec;
  readonly why: string;
}

/** The compressions that Kafka has. */
export type Codec = 'gzip' | 'snappy' | 'lz4' | 'zstd';

/** A record to be written. */
export interface OutgoingRecord {
  readonly topic: string;
  /** Absent: chosen by the key, or in turn where there is none. */
  readonly partition?: number;
  readonly key?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string | null;
  /** Absent: not compressed. */
  readonly codec?: PackingCodec;
}

/** Where a record was written to. */
export interface WrittenRecord {
  readonly partition: number;
  readonly offset: string;
}
